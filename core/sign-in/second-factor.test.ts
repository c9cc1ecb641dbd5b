import fc from "fast-check";
import { expect, test } from "vitest";
import { confirm, type Given, type SecondFactor, tryCode } from "./second-factor.ts";

const factor: SecondFactor = {
  jurisdiction: "office",
  personId: "user_1",
  secret: "sealed",
  since: "2026-08-20T01:00:00.000Z",
  lastStep: 0,
  failures: 0,
  recovery: ["a", "b", "c"],
  version: 1,
};

const given: fc.Arbitrary<Given> = fc.oneof(
  fc.record({ kind: fc.constant("code" as const), step: fc.option(fc.nat(20), { nil: undefined }) }),
  fc.record({ kind: fc.constant("recovery" as const), hash: fc.constantFrom("a", "b", "c", "x") }),
);

test("whatever is tried in whatever order: no step and no recovery code lets in twice, steps only rise", () => {
  fc.assert(
    fc.property(fc.array(given, { maxLength: 150 }), (tries) => {
      let now = factor;
      const steps: number[] = [];
      const codes: string[] = [];
      for (const one of tries) {
        const { factor: next, outcome } = tryCode(now, one);
        if (outcome.ok && one.kind === "recovery") codes.push(one.hash);
        if (outcome.ok && one.kind === "code") steps.push(one.step ?? -1);
        if (outcome.ok) expect(next.failures).toBe(0);
        expect(next.failures).toBeLessThanOrEqual(100);
        now = next;
      }
      expect(new Set(codes).size).toBe(codes.length);
      expect(steps).toEqual([...new Set(steps)].toSorted((a, b) => a - b));
      expect(steps).not.toContain(-1);
    }),
  );
});

test("after a hundred wrong codes in a row only a recovery code lets in", () => {
  const stormed = { ...factor, failures: 100 };
  expect(tryCode(stormed, { kind: "code", step: 5 })).toMatchObject({
    factor: stormed,
    outcome: { refusal: { code: "second_factor_locked" } },
  });
  expect(tryCode(stormed, { kind: "recovery", hash: "a" })).toMatchObject({
    factor: { failures: 0, recovery: ["b", "c"] },
    outcome: { ok: true },
  });
});

test("the first code puts a secret into force, once, and is itself used up by that", () => {
  const { since: _, ...begun } = factor;
  const { factor: on } = confirm(begun, 7, ["new"], "2026-08-21T01:00:00.000Z");
  expect(on).toMatchObject({ since: "2026-08-21T01:00:00.000Z", lastStep: 7, recovery: ["new"] });
  expect(tryCode(on, { kind: "code", step: 7 }).outcome).toMatchObject({ refusal: { code: "code_used" } });
  expect(confirm(on, 8, [], "2026-08-22T01:00:00.000Z").outcome).toMatchObject({
    refusal: { code: "second_factor_on" },
  });
});
