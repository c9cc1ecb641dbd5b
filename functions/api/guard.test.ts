/** ASVS 8.2.1, 8.2.2, 8.4.1: role, own unit, own jurisdiction; what no rule opens stays shut. */
import { describe, expect, test } from "vitest";
import { ROLES, type Role } from "../../core/organisation/role.ts";
import type { Person } from "../../core/organisation/unit.ts";
import { mayEnter, type Subject } from "./guard.ts";

const person = (...roles: Role[]): Person => ({
  id: "user_1",
  jurisdiction: "office",
  login: "someone",
  name: "某人",
  roles,
  unitId: "unit_own",
});
const own: Subject = { jurisdiction: "office", unitId: "unit_own" };
const other: Subject = { jurisdiction: "office", unitId: "unit_other" };
const abroad: Subject = { jurisdiction: "elsewhere", unitId: "unit_own" };

const rule = (roles: readonly Role[], scope: "jurisdiction" | "unit") =>
  ({ kind: "roles", roles, scope }) as const;
const code = (outcome: ReturnType<typeof mayEnter>) => (outcome.ok ? "enters" : outcome.refusal.code);

test("ASVS 7.2: nobody enters unknown", () => {
  expect(code(mayEnter({ kind: "signed-in" }, undefined, undefined))).toBe("sign_in_required");
  expect(code(mayEnter(rule(ROLES, "unit"), undefined, own))).toBe("sign_in_required");
});

test("signed-in is open to every role", () => {
  for (const role of ROLES)
    expect(code(mayEnter({ kind: "signed-in" }, person(role), undefined))).toBe("enters");
});

describe.each(ROLES)("%s", (role) => {
  const others = ROLES.filter((one) => one !== role);

  test.each(["jurisdiction", "unit"] as const)(
    "ASVS 8.2.1: never through a rule for others (%s)",
    (scope) => {
      for (const subject of [own, other, abroad, undefined])
        expect(code(mayEnter(rule(others, scope), person(role), subject))).toBe("not_allowed");
    },
  );

  test("ASVS 8.4.1: never into another jurisdiction, which looks as if it did not exist", () => {
    for (const scope of ["jurisdiction", "unit"] as const)
      expect(code(mayEnter(rule([role], scope), person(role), abroad))).toBe("not_found");
  });

  test("ASVS 8.2.2: the own unit, and other units only for staff", () => {
    expect(code(mayEnter(rule([role], "unit"), person(role), own))).toBe("enters");
    expect(code(mayEnter(rule([role], "unit"), person(role), other))).toBe(
      role === "secretary" ? "not_allowed" : "enters",
    );
  });

  test("the jurisdiction where the rule says so", () => {
    expect(code(mayEnter(rule([role], "jurisdiction"), person(role), other))).toBe("enters");
    expect(code(mayEnter(rule([role], "jurisdiction"), person(role), undefined))).toBe("enters");
  });
});

test("two roles: the wide one opens only what its own rule names", () => {
  const both = person("secretary", "reviewer");
  expect(code(mayEnter(rule(["secretary"], "unit"), both, other))).toBe("not_allowed");
  expect(code(mayEnter(rule(["secretary", "reviewer"], "unit"), both, other))).toBe("enters");
});

test("a secretary without a unit sees no unit's papers", () => {
  const { unitId: _, ...homeless } = person("secretary");
  expect(code(mayEnter(rule(["secretary"], "unit"), homeless, own))).toBe("not_allowed");
});

test("a secretary without a unit does not enter what belongs to no unit either", () => {
  const { unitId: _, ...homeless } = person("secretary");
  expect(code(mayEnter(rule(["secretary"], "unit"), homeless, { jurisdiction: "office" }))).toBe(
    "not_allowed",
  );
});
