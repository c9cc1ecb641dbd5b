import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { afterDays } from "../calendar/workday.ts";
import { evolved } from "../subject/change.ts";
import {
  covers,
  type Delegated,
  type Delegation,
  type Matter,
  mayDelegate,
  overlap,
  standingFor,
  standsOn,
} from "./delegation.ts";
import { delegationKind } from "./kind.ts";

const TODAY = "2026-08-20";
const day = (n: number) => afterDays(TODAY, n);
const PEOPLE = ["user_a", "user_b", "user_c", "user_d"] as const;
const KINDS = ["submission", "notice"] as const;
const UNITS = ["unit_1", "unit_2"] as const;

const delegated: fc.Arbitrary<Delegated> = fc
  .record({
    principal: fc.constantFrom(...PEOPLE),
    delegate: fc.constantFrom(...PEOPLE),
    start: fc.integer({ min: 0, max: 12 }),
    length: fc.integer({ min: -1, max: 12 }),
    kinds: fc.option(fc.subarray([...KINDS], { minLength: 1 }), { nil: undefined }),
    units: fc.option(fc.subarray([...UNITS], { minLength: 1 }), { nil: undefined }),
  })
  .map(({ start, length, kinds, units, ...people }) => ({
    jurisdiction: "office",
    ...people,
    from: day(start),
    until: day(start + length),
    ...(kinds && { kinds }),
    ...(units && { units }),
  }));

/** What is left of many wishes, made one after the other as the use case does, some of them revoked again. */
function made(wishes: readonly (readonly [Delegated, boolean])[]): Delegation[] {
  const all: Delegation[] = [];
  for (const [wanted, revoked] of wishes) {
    const id = `dlg_${all.length}`;
    const stamp = { at: "2026-08-20T01:00:00.000Z", by: wanted.principal };
    const others = all.filter(({ principal }) => principal === wanted.principal);
    const command = { type: "Delegate", today: TODAY, others, delegateName: "甲", ...wanted } as const;
    const decided = delegationKind.decide(undefined, command, { id: wanted.principal });
    if (!decided.ok) continue;
    let state: Delegation | undefined;
    for (const event of decided.value) state = evolved(delegationKind, state, event, stamp, id);
    if (state && revoked) state = evolved(delegationKind, state, { type: "Revoked" }, stamp, id);
    if (state) all.push(state);
  }
  return all;
}

/** For whom somebody may act on a matter that day, as the API looks it up. */
const principalsOf = (all: readonly Delegation[], who: string, on: string, matter: Matter): string[] => [
  ...new Set(
    standingFor(all, who, on)
      .filter((one) => covers(one, matter))
      .map(({ principal }) => principal),
  ),
];

const wishes = fc.array(fc.tuple(delegated, fc.boolean()), { maxLength: 14 });
const matter = fc.record({
  kind: fc.option(fc.constantFrom(...KINDS), { nil: undefined }),
  unitId: fc.option(fc.constantFrom(...UNITS), { nil: undefined }),
});

describe("whatever people delegate to each other, in whatever chains", () => {
  test("one acts for those only who have said so themselves, within the span and for what it is for", () => {
    fc.assert(
      fc.property(
        wishes,
        fc.constantFrom(...PEOPLE),
        fc.integer({ min: 0, max: 26 }),
        matter,
        (all, who, n, on) => {
          const delegations = made(all);
          for (const principal of principalsOf(delegations, who, day(n), on)) {
            const direct = delegations.filter((one) => one.principal === principal && one.delegate === who);
            const said = direct.some(
              (one) =>
                one.revoked === undefined &&
                one.from <= day(n) &&
                day(n) < one.until &&
                (!one.kinds || (on.kind !== undefined && one.kinds.includes(on.kind))) &&
                (!one.units || (on.unitId !== undefined && one.units.includes(on.unitId))),
            );
            expect(said).toBe(true);
            expect(principal).not.toBe(who);
          }
        },
      ),
    );
  });

  test("nobody's matter lies with two others on one day", () => {
    fc.assert(
      fc.property(
        wishes,
        fc.constantFrom(...PEOPLE),
        fc.integer({ min: 0, max: 26 }),
        matter,
        (all, who, n, on) => {
          const delegations = made(all);
          const acting = PEOPLE.filter((other) => principalsOf(delegations, other, day(n), on).includes(who));
          expect(acting.length).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  test("a chain is no bridge: a's delegate's delegate does not act for a", () => {
    const all = made([
      [
        { jurisdiction: "office", principal: "user_a", delegate: "user_b", from: day(0), until: day(5) },
        false,
      ],
      [
        { jurisdiction: "office", principal: "user_b", delegate: "user_c", from: day(0), until: day(5) },
        false,
      ],
    ]);
    expect(principalsOf(all, "user_c", day(1), {})).toEqual(["user_b"]);
    expect(principalsOf(all, "user_b", day(1), {})).toEqual(["user_a"]);
  });
});

describe("a span is half-open", () => {
  const [one] = made([
    [{ jurisdiction: "office", principal: "user_a", delegate: "user_b", from: day(2), until: day(4) }, false],
  ]);
  test.each([
    [1, false],
    [2, true],
    [3, true],
    [4, false],
  ])("day %i: %s", (n, stands) => expect(one && standsOn(one, day(n))).toBe(stands));

  test("two that touch do not overlap", () => {
    expect(overlap({ from: day(0), until: day(2) }, { from: day(2), until: day(4) })).toBe(false);
    expect(overlap({ from: day(0), until: day(3) }, { from: day(2), until: day(4) })).toBe(true);
  });
});

describe("is refused", () => {
  const wanted = {
    jurisdiction: "office",
    principal: "user_a",
    delegate: "user_b",
    from: day(0),
    until: day(5),
  };
  test.each([
    ["to oneself", { ...wanted, delegate: "user_a" }, "delegate_self"],
    ["for no day", { ...wanted, until: day(0) }, "span_empty"],
    ["for days that are past", { ...wanted, from: day(-1) }, "span_past"],
    ["for longer than a year", { ...wanted, until: day(400) }, "span_too_long"],
    ["twice", { ...wanted, delegate: "user_c", kinds: ["notice"] }, "delegated_already"],
  ])("%s", (_, asked, code) => {
    expect(mayDelegate(asked, TODAY, made([[wanted, false]]))).toMatchObject({ refusal: { code } });
  });

  test("taking back what another has given", () => {
    const [one] = made([[wanted, false]]);
    const revoke = (id: string) => delegationKind.decide(one, { type: "Revoke" }, { id });
    expect(revoke("user_b")).toMatchObject({ refusal: { code: "not_your_delegation" } });
    expect(revoke("user_a")).toMatchObject({ value: [{ type: "Revoked" }] });
  });
});
