/** ASVS 8.2.1, 8.2.2, 8.4.1: role, own unit, own jurisdiction; what no rule opens stays shut. */
import { describe, expect, test } from "vitest";
import { plainGrants } from "../../core/organisation/grant.ts";
import { ROLES, type Role, UNIT_ROLES } from "../../core/organisation/role.ts";
import type { Person } from "../../core/organisation/unit.ts";
import type { Owned } from "../../core/rights/rights.ts";
import * as guard from "./guard.ts";

const person = (...roles: Role[]): Person => ({
  id: "user_1",
  jurisdiction: "office",
  login: "someone",
  name: "某人",
  grants: plainGrants(roles, "unit_own"),
  unitId: "unit_own",
});
const own: Owned = { jurisdiction: "office", unitId: "unit_own" };
const other: Owned = { jurisdiction: "office", unitId: "unit_other" };
const abroad: Owned = { jurisdiction: "elsewhere", unitId: "unit_own" };

const mayEnter = (
  access: Parameters<typeof guard.mayEnter>[0],
  caller: Person | undefined,
  subject: Owned | undefined,
) => guard.mayEnter(access, caller, subject, "2026-08-20");

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
    const scopes = UNIT_ROLES.has(role) ? (["unit"] as const) : (["jurisdiction", "unit"] as const);
    for (const scope of scopes)
      expect(code(mayEnter(rule([role], scope), person(role), abroad))).toBe("not_found");
  });

  const ofUnit = UNIT_ROLES.has(role);

  test("ASVS 8.2.2: the own unit, and other units only for staff", () => {
    expect(code(mayEnter(rule([role], "unit"), person(role), own))).toBe("enters");
    expect(code(mayEnter(rule([role], "unit"), person(role), other))).toBe(ofUnit ? "not_allowed" : "enters");
  });

  test("the whole office where the rule says so", () => {
    const wanted = ofUnit ? "not_allowed" : "enters";
    expect(code(mayEnter(rule([role], "jurisdiction"), person(role), other))).toBe(wanted);
    expect(code(mayEnter(rule([role], "jurisdiction"), person(role), undefined))).toBe(wanted);
  });
});

test("two roles: the wide one opens only what its own rule names", () => {
  const both = person("secretary", "reviewer");
  expect(code(mayEnter(rule(["secretary"], "unit"), both, other))).toBe("not_allowed");
  expect(code(mayEnter(rule(["secretary", "reviewer"], "unit"), both, other))).toBe("enters");
});

test("a secretary without a unit enters neither a unit's papers nor what belongs to no unit", () => {
  const homeless = { ...person(), grants: plainGrants(["secretary"], undefined) };
  for (const subject of [own, { jurisdiction: "office" }])
    expect(code(mayEnter(rule(["secretary"], "unit"), homeless, subject))).toBe("not_allowed");
});
