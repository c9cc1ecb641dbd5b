/** Whose approvals decide: shown on the submission, whose review honours it. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { approve, machine, reviewer, type Step, takeIn, toReview, walk } from "../submissions/fixture.ts";
import type { Actor, Principal } from "./kind.ts";
import { type Quorum, quorumFor, quorumRule } from "./quorum.ts";

const person = (id: string, unitId?: string): Actor => ({
  id: `user_${id}`,
  holds: [{ role: "reviewer" }],
  ...(unitId && { unitIds: [unitId] }),
});
const [an, bai, cheng, ding] = [
  person("an"),
  person("bai"),
  person("cheng", "unit_x"),
  person("ding", "unit_x"),
];
const filer = person("filer", "unit_water");
const people = [an, bai, cheng, ding, filer].map((one) => ({ ...one, login: one.id.slice(5) }));
const isFiler = ({ unitIds = [] }: Principal) =>
  unitIds.includes("unit_water")
    ? ({ kind: "conflict", code: "own_filing", message: "" } as const)
    : undefined;
const made = (rule: unknown) => quorumFor(quorumRule.parse(rule), people, isFiler);
const ids = (...actors: Actor[]) => actors.map(({ id }) => id);

describe("a rule becomes a quorum of people", () => {
  test.each([
    [{ quorum: "one" }, undefined],
    [
      { quorum: "any", of: ["an", "bai"] },
      { need: 1, members: ids(an, bai) },
    ],
    [
      { quorum: "all", of: ["an", "bai", "cheng"] },
      { need: 3, members: ids(an, bai, cheng) },
    ],
    [
      { quorum: "some", atLeast: 2, of: ["an", "bai", "cheng"] },
      { need: 2, members: ids(an, bai, cheng) },
    ],
    [
      { quorum: "some", atLeast: 2, distinctUnits: true },
      { need: 2, distinctUnits: true },
    ],
  ])("%j", (rule, quorum) => expect(made(rule)).toEqual(quorum));

  test("a filer has no seat; where too few are left, all who hold the role may", () => {
    expect(made({ quorum: "all", of: ["an", "filer"] })).toEqual({ need: 1, members: ids(an) });
    expect(made({ quorum: "some", atLeast: 2, of: ["an", "filer"] })).toEqual({ need: 2 });
    expect(made({ quorum: "all", of: ["filer", "nobody"] })).toBeUndefined();
  });
});

const asked = (quorum: Quorum): readonly Step[] => [
  ...toReview.slice(0, 2),
  [{ type: "RequestReview", due: "2026-07-15", quorum }, machine],
];
const signed = (quorum: Quorum, ...actors: Actor[]) =>
  walk([...asked(quorum), ...actors.map((actor): Step => [approve(), actor])]);

describe("the review of a document", () => {
  test("会签: all of those named, each once, and nobody else", () => {
    const all = { need: 2, members: ids(an, bai) };
    expect(signed(all, an).events).toEqual(["Countersigned"]);
    expect(signed(all, an, an).refused).toBe("already_signed");
    expect(signed(all, an, cheng).refused).toBe("not_a_member");
    expect(signed(all, an, bai).events).toEqual(["Approved"]);
  });

  test("或签: whoever of them comes first", () => {
    expect(signed({ need: 1, members: ids(an, bai) }, bai).events).toEqual(["Approved"]);
  });

  test("from distinct units where asked; the office itself is one", () => {
    const two = { need: 2, distinctUnits: true } as const;
    expect(signed(two, cheng, ding).refused).toBe("unit_signed");
    expect(signed(two, an, bai).refused).toBe("unit_signed");
    expect(signed(two, an, cheng).events).toEqual(["Approved"]);
  });

  test("one return sends it back, whatever was signed before; a new revision begins anew", () => {
    const back: Step = [
      { type: "Return", revision: 1, reasons: [{ code: "manual", message: "请补" }], due: "2026-07-17" },
      bai,
    ];
    const way: readonly Step[] = [...asked({ need: 2, members: ids(an, bai) }), [approve(), an], back];
    expect(walk(way).submission).toMatchObject({ state: "returned" });
    expect(walk(way).submission).not.toHaveProperty("approvals");
  });

  test("a seat passes on with its task: the new holder signs for it", () => {
    const quorum = { need: 2, members: ids(an, bai) };
    const about = `review/${bai.id}`;
    const give: Step = [
      { type: "TransferTask", about, to: cheng, toName: "", reason: "离岗", until: "2026-07-20" },
      bai,
    ];
    expect(walk([...asked(quorum), give, [approve(), bai]]).refused).toBe("not_a_member");
    const passed = walk([...asked(quorum), give, [approve(), cheng], [approve(), an]]);
    expect(passed.events).toEqual(["Approved"]);
    const handOn: Step = [{ type: "HandOnTask", about, from: bai.id, poolName: "审核员" }, machine];
    const taken: Step = [{ type: "ClaimTask", about, until: "2026-07-20" }, ding];
    expect(walk([...asked(quorum), handOn, taken, [approve(), ding], [approve(), an]]).events).toEqual([
      "Approved",
    ]);
  });
});

test("whoever signs in whatever order: closed only by enough people, each one once, none of them a filer", () => {
  const delegates: readonly Actor[] = [an, bai, cheng].flatMap((principal) => [
    { ...ding, onBehalfOf: principal, delegatedBy: [principal] },
    { ...person("eve"), onBehalfOf: principal, delegatedBy: [principal] },
  ]);
  const forFiler: Actor = { ...person("fang"), delegatedBy: [filer] };
  const actor = fc.constantFrom(
    an,
    bai,
    cheng,
    ding,
    filer,
    forFiler,
    { ...filer, onBehalfOf: an },
    ...delegates,
  );
  const quorum = fc.constantFrom<Quorum>(
    { need: 2 },
    { need: 3 },
    { need: 2, members: ids(an, bai, cheng) },
    { need: 3, members: ids(an, bai, cheng) },
    { need: 2, distinctUnits: true },
  );
  fc.assert(
    fc.property(quorum, fc.array(actor, { maxLength: 9 }), (needed, actors) => {
      const { history } = walk([...asked(needed), ...actors.map((one): Step => [approve(), one])]);
      const votes = history.filter(
        ({ event }) => event.type === "Countersigned" || event.type === "Approved",
      );
      const closed = votes.at(-1)?.event.type === "Approved";
      expect(votes.length === needed.need).toBe(closed);
      expect(votes.length).toBeLessThanOrEqual(needed.need);
      const names = votes.flatMap((vote) => [vote.by, ...("onBehalfOf" in vote ? [vote.onBehalfOf] : [])]);
      expect(new Set(names).size).toBe(names.length);
      expect(names).not.toContain(filer.id);
      expect(names).not.toContain(forFiler.id);
    }),
  );
});

test("what nobody asked several to sign is one reviewer's", () => {
  expect(walk([...toReview, [approve(), reviewer]]).events).toEqual(["Approved"]);
  expect(walk([[takeIn(1), machine]]).submission).not.toHaveProperty("quorum");
});
