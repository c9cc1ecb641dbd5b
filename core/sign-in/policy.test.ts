import fc from "fast-check";
import { expect, test } from "vitest";
import { ROLES } from "../organisation/role.ts";
import { DEFAULT_POLICY, needsSecondFactor, rolesOfGroups, signInPolicy } from "./policy.ts";

test("groups give the roles of their lines, each once, in the mapping's order, with the first unit named", () => {
  const mapping = [
    { group: "水务局", role: "secretary", unitId: "unit_water" },
    { group: "理论处", role: "reviewer" },
    { group: "部领导", role: "leader" },
    { group: "理论科", role: "reviewer", unitId: "unit_theory" },
    { group: "没有单位", role: "secretary" },
  ] as const;
  expect(rolesOfGroups(["部领导", "理论处", "理论科"], mapping)).toEqual({
    roles: ["reviewer", "leader"],
    unitId: "unit_theory",
  });
  expect(rolesOfGroups(["水务局"], mapping)).toEqual({ roles: ["secretary"], unitId: "unit_water" });
  expect(rolesOfGroups(["没有单位", "水务", ""], mapping), "no unit, no such group").toEqual({ roles: [] });
});

const line = fc.record(
  {
    group: fc.constantFrom("a", "b", "c"),
    role: fc.constantFrom(...ROLES),
    unitId: fc.constantFrom("u", "v"),
  },
  { requiredKeys: ["group", "role"] },
);
test("nobody gets a role that no group of theirs is mapped to, and no secretary is without a unit", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("a", "b", "c", "x")), fc.array(line), (groups, mapping) => {
      const { roles, unitId } = rolesOfGroups(groups, mapping);
      const granted = mapping.filter(({ group }) => groups.includes(group)).map(({ role }) => role);
      for (const role of roles) expect(granted).toContain(role);
      expect(new Set(roles).size).toBe(roles.length);
      if (roles.includes("secretary")) expect(unitId).toBeDefined();
    }),
  );
});

test("an office that has said nothing asks nobody for a second factor and lets nobody in by a group", () => {
  expect(signInPolicy.parse(DEFAULT_POLICY)).toEqual(DEFAULT_POLICY);
  expect(needsSecondFactor(ROLES, DEFAULT_POLICY)).toBe(false);
  expect(needsSecondFactor(["visitor", "leader"], { ...DEFAULT_POLICY, secondFactorFor: ["leader"] })).toBe(
    true,
  );
});
