/** What grants open, what bars shut, and that a list holds exactly what single look-ups open (ASVS 8.2.1, 8.2.2, 8.4.1). */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Bar, Grant, Scope } from "../organisation/grant.ts";
import { ROLES } from "../organisation/role.ts";
import { mayUse, type Owned, type Right, reachOf } from "./rights.ts";

const DAY = "2026-08-20";
const office: Scope = { kind: "office" };
const water: Scope = { kind: "unit", unitId: "unit_water" };
const ofWater: Owned = { jurisdiction: "county", unitId: "unit_water" };
const ofFarm: Owned = { jurisdiction: "county", unitId: "unit_farm" };
const review: Right = { roles: ["reviewer"], scope: "unit" };

const person = (grants: readonly Grant[], more: { bars?: readonly Bar[]; jurisdiction?: string } = {}) => ({
  jurisdiction: "county",
  grants,
  ...more,
});
const code = (answer: ReturnType<typeof mayUse>) => (answer.ok ? "open" : answer.refusal.code);

test("a grant for the office opens every unit of it, one for a unit only that unit", () => {
  const wide = person([{ role: "reviewer", scope: office }]);
  const narrow = person([{ role: "reviewer", scope: water }]);
  expect([ofWater, ofFarm].map((one) => code(mayUse(wide, review, one, DAY)))).toEqual(["open", "open"]);
  expect([ofWater, ofFarm].map((one) => code(mayUse(narrow, review, one, DAY)))).toEqual([
    "open",
    "not_allowed",
  ]);
});

test("what asks for the whole office is shut to who holds the role for a unit", () => {
  const narrow = person([{ role: "reviewer", scope: water }]);
  expect(code(mayUse(narrow, { ...review, scope: "jurisdiction" }, ofWater, DAY))).toBe("not_allowed");
  expect(code(mayUse(narrow, { ...review, scope: "jurisdiction" }, undefined, DAY))).toBe("not_allowed");
});

test("a grant holds from its first day up to, and without, its last", () => {
  const span = { from: "2026-08-20", until: "2026-08-22" };
  const holder = person([{ role: "reviewer", scope: office, ...span }]);
  const days = ["2026-08-19", "2026-08-20", "2026-08-21", "2026-08-22"];
  expect(days.map((day) => code(mayUse(holder, review, ofWater, day)))).toEqual([
    "not_allowed",
    "open",
    "open",
    "not_allowed",
  ]);
});

test("a disabled account has no rights", () => {
  const disabled = { by: "user_1", at: "2026-08-01T00:00:00.000Z", reason: "调离" };
  const leaver = { ...person([{ role: "administrator", scope: office }]), disabled };
  expect(code(mayUse(leaver, { roles: ROLES, scope: "unit" }, ofWater, DAY))).toBe("not_allowed");
});

test("a bar beats a grant, for its unit, its role and its days, and says why", () => {
  const bar = { scope: water, role: "reviewer", reason: "曾任该单位负责人" } as const;
  const holder = person([{ role: "reviewer", scope: office }], { bars: [bar] });
  expect(mayUse(holder, review, ofWater, DAY)).toMatchObject({
    ok: false,
    refusal: { code: "barred", message: expect.stringContaining("曾任该单位负责人") },
  });
  expect(code(mayUse(holder, review, ofFarm, DAY))).toBe("open");
  const ended = person(holder.grants, { bars: [{ ...bar, until: DAY }] });
  expect(code(mayUse(ended, review, ofWater, DAY))).toBe("open");
  const also = person([...holder.grants, { role: "leader", scope: office }], { bars: [bar] });
  expect(code(mayUse(also, { roles: ["reviewer", "leader"], scope: "unit" }, ofWater, DAY))).toBe("open");
});

test("rights leak neither up nor down the tree of offices, nor sideways", () => {
  const city = person([{ role: "administrator", scope: office }], { jurisdiction: "city" });
  // The county's committee is a unit of the city, and heads the county's office.
  const committee = person([{ role: "head", scope: { kind: "unit", unitId: "unit_county" } }], {
    jurisdiction: "city",
  });
  const any: Right = { roles: ROLES, scope: "unit" };
  for (const holder of [city, committee]) expect(code(mayUse(holder, any, ofWater, DAY))).toBe("not_found");
  const county = person([{ role: "administrator", scope: office }]);
  expect(code(mayUse(county, any, { jurisdiction: "city", unitId: "unit_county" }, DAY))).toBe("not_found");
});

test("a visiting group opens nothing by itself", () => {
  const visitor = person([{ role: "visitor", scope: { kind: "group", groupId: "group_1" } }]);
  expect(code(mayUse(visitor, { roles: ["visitor"], scope: "unit" }, ofWater, DAY))).toBe("not_allowed");
});

const days = fc.constantFrom("2026-08-19", "2026-08-20", "2026-08-21", "2026-08-22");
const units = ["unit_a", "unit_b", "unit_c"];
const scope: fc.Arbitrary<Scope> = fc.oneof(
  fc.constant<Scope>(office),
  fc.constantFrom(...units).map((unitId): Scope => ({ kind: "unit", unitId })),
  fc.constant<Scope>({ kind: "group", groupId: "group_1" }),
);
const span = fc.record({ from: days, until: days }, { requiredKeys: [] });
const role = fc.constantFrom(...ROLES);
const grant: fc.Arbitrary<Grant> = fc
  .tuple(role, scope, span)
  .map(([role, scope, span]) => ({ role, scope, ...span }));
const bar: fc.Arbitrary<Bar> = fc
  .tuple(fc.option(role, { nil: undefined }), scope, span)
  .map(([role, scope, span]) => ({ ...(role && { role }), scope, reason: "回避", ...span }));
const holder = fc
  .record({
    jurisdiction: fc.constantFrom("county", "city"),
    grants: fc.array(grant, { maxLength: 5 }),
    bars: fc.array(bar, { maxLength: 3 }),
    disabled: fc.option(fc.constant({ by: "u", at: "t", reason: "r" }), { nil: undefined, freq: 6 }),
  })
  .map(({ disabled, ...rest }) => ({ ...rest, ...(disabled && { disabled }) }));
const right: fc.Arbitrary<Right> = fc.record({
  roles: fc.subarray([...ROLES]),
  scope: fc.constantFrom("unit", "jurisdiction"),
});
const everything: Owned[] = ["county", "city"].flatMap((jurisdiction) => [
  { jurisdiction },
  ...units.map((unitId) => ({ jurisdiction, unitId })),
]);

test("a list holds exactly what single look-ups open", () => {
  fc.assert(
    fc.property(holder, right, days, (person, right, day) => {
      const reach = reachOf(person, right, day);
      const listed = everything.filter((one) => reach.holds(one));
      expect(listed).toEqual(everything.filter((one) => mayUse(person, right, one, day).ok));
      // What is shut as a whole lists nothing.
      if (!mayUse(person, right, undefined, day).ok) expect(listed).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

test("a bar more never opens anything, a grant more never shuts anything", () => {
  fc.assert(
    fc.property(holder, right, days, bar, grant, (person, right, day, bar, grant) => {
      const open = (who: typeof person) => everything.filter((one) => mayUse(who, right, one, day).ok);
      const before = open(person);
      expect(before).toEqual(expect.arrayContaining(open({ ...person, bars: [...person.bars, bar] })));
      expect(open({ ...person, grants: [...person.grants, grant] })).toEqual(expect.arrayContaining(before));
    }),
  );
});
