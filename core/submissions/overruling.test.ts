import { describe, expect, test } from "vitest";
import type { Actor } from "../subject/kind.ts";
import type { Command } from "./command.ts";
import {
  approve,
  claim,
  close,
  colleague,
  fixed,
  ID,
  link,
  machine,
  misjudged,
  other,
  overrule,
  reason,
  replay,
  requestReview,
  returnByMachine,
  reviewer,
  type Step,
  summary,
  takeIn,
  toReview,
  walk,
} from "./fixture.ts";
import { inheritedOverrulings, needsCorrection, overrulingsOn, standingExamination } from "./overruling.ts";

const notCounted = { counted: false, reason: "relay_only", evidence: "传达全县会议精神" };
const recorded = (route: "review" | "correct"): Command => ({
  type: "RecordExamination",
  revision: 1,
  examination: summary({ errors: 2, warnings: 1, counted: notCounted }),
  route,
});
/** Two errors and a warning; returned by the machine, in review because the unit asked for a manual review. */
const toManualReview: readonly Step[] = [
  [takeIn(1), link],
  [recorded("correct"), machine],
  [returnByMachine, machine],
  [{ type: "AskManualReview", note: "地点在附件中" }, link],
  [recorded("review"), machine],
  [requestReview, machine],
];
const undo = (id = "ovr_1"): Command => ({ type: "Reinstate", overruling: id });
const second = (id: string): Command =>
  overrule(id, { finding: { ...misjudged, place: 1, code: "relay_only" } });
const next = (way: readonly Step[], command: Command, actor: Actor) => walk([...way, [command, actor]]);

describe("overruling a finding", () => {
  test("takes it out of the figures and keeps rule, rulebook, reason and who", () => {
    const { submission } = next(toManualReview, overrule(), reviewer);
    expect(standingExamination(submission)).toMatchObject({ errors: 1, warnings: 1, counted: notCounted });
    expect(submission.revisions[0]?.examination).toMatchObject({ errors: 2 });
    expect([...overrulingsOn(submission, 1)]).toMatchObject([
      [0, { reason: "地点写在附件里", rulebook: "1", by: reviewer.id, finding: { rule: misjudged.rule } }],
    ]);
  });

  test("of the finding that takes the session out of the count lets it count", () => {
    const { submission } = next(toManualReview, second("ovr_2"), reviewer);
    expect(standingExamination(submission)?.counted).toEqual({ counted: true });
  });

  test("of something to be looked at leaves errors and warnings alone, and sends nothing back", () => {
    const looked = { ...misjudged, severity: "look", code: "unsure_element" } as const;
    const examination = summary({ looks: 2, warnings: 1 });
    const way: readonly Step[] = [
      [takeIn(1), link],
      [{ type: "RecordExamination", revision: 1, examination, route: "review" }, machine],
      [requestReview, machine],
    ];
    const { submission } = next(way, overrule("ovr_1", { finding: looked }), reviewer);
    expect(standingExamination(submission)).toMatchObject({ errors: 0, looks: 1, warnings: 1 });
    expect(needsCorrection(submission, examination)).toBe(false);
    expect(needsCorrection(submission, { ...examination, errors: 1 })).toBe(true);
  });

  test("can be taken back while the document is in review, and then counts again", () => {
    const way: readonly Step[] = [...toManualReview, [overrule(), reviewer]];
    const { submission, events } = next(way, undo(), other);
    expect(events).toEqual(["Reinstated"]);
    expect(standingExamination(submission)).toMatchObject({ errors: 2 });
    expect(next([...way, [undo(), other]], undo(), other).events).toEqual([]);
    expect(next([...way, [undo(), other]], overrule("ovr_9"), other).events).toEqual(["Overruled"]);
  });

  test("sent twice it is one overruling; a late repetition does not bring back what was taken back", () => {
    const way: readonly Step[] = [...toManualReview, [overrule(), reviewer]];
    expect(next(way, overrule(), reviewer).events).toEqual([]);
    expect(next([...way, [undo(), reviewer]], overrule(), reviewer).events).toEqual([]);
  });

  test("two reviewers at once: one overruling, the other is told", () => {
    expect(next([...toManualReview, [overrule(), reviewer]], overrule("ovr_2"), other).refused).toBe(
      "already_overruled",
    );
  });

  test.each([
    ["of the own unit", toManualReview, overrule(), colleague, "own_filing"],
    [
      "by who has not claimed it",
      [...toManualReview, [claim, other]],
      overrule(),
      reviewer,
      "claimed_by_other",
    ],
    ["without a reason", toManualReview, overrule("o", { reason: "  " }), reviewer, "reason_required"],
    ["of an older revision", toManualReview, overrule("o", { revision: 2 }), reviewer, "revision_outdated"],
    ["after the decision", [...toManualReview, [approve(), other]], overrule(), reviewer, "already_decided"],
    ["before the review", toManualReview.slice(0, 3), overrule(), reviewer, "already_decided"],
    ["that nobody has made, taken back", toManualReview, undo("none"), reviewer, "overruling_unknown"],
  ] as [string, readonly Step[], Command, Actor, string][])("%s: refused", (_, way, command, actor, code) => {
    expect(next(way, command, actor).refused).toBe(code);
  });

  test("nothing is taken back once it is decided, and the end keeps it", () => {
    const way: readonly Step[] = [...toManualReview, [overrule(), reviewer], [approve(), reviewer]];
    expect(next(way, undo(), reviewer).refused).toBe("already_decided");
    const { submission, history } = next(way, close, machine);
    expect(submission).toMatchObject({ state: "closed", overrulings: [{ id: "ovr_1" }] });
    expect(replay(ID, history)).toEqual(submission);
  });

  test("what is overruled is no reason of a return", () => {
    const way: readonly Step[] = [...toManualReview, [overrule(), reviewer]];
    const reasons = [{ ...reason, rule: misjudged.rule }];
    const back: Command = { type: "Return", revision: 1, reasons, due: "2026-07-17" };
    expect(next(way, back, reviewer).refused).toBe("reason_overruled");
    expect(next([...way, [undo(), reviewer]], back, reviewer).events).toEqual(["Returned"]);
  });
});

describe("the next revision", () => {
  const back: Command = { type: "Return", revision: 1, reasons: [reason], due: "2026-07-17" };
  const again: readonly Step[] = [
    ...toManualReview,
    [overrule(), reviewer],
    [back, reviewer],
    [takeIn(2, fixed(0)), link],
  ];

  test("carries an overruling over to the same rule on the same words, wherever it stands", () => {
    const { submission } = walk(again);
    const elsewhere = { ...misjudged, element: "host" };
    expect(inheritedOverrulings(submission, [elsewhere, misjudged, misjudged])).toEqual([
      { overruling: "ovr_1", place: 1 },
    ]);
    expect(inheritedOverrulings(submission, [{ ...misjudged, evidence: "地点：" }])).toEqual([]);
  });

  test("does not count what was inherited over, until it is taken back", () => {
    const examination = summary({ errors: 1, inherited: [{ overruling: "ovr_1", place: 1 }] });
    const way: readonly Step[] = [
      ...again,
      [{ type: "RecordExamination", revision: 2, examination, route: "review" }, machine],
      [requestReview, machine],
    ];
    const { submission } = walk(way);
    expect(standingExamination(submission)?.errors).toBe(0);
    expect([...overrulingsOn(submission, 2).keys()]).toEqual([1]);
    expect(standingExamination(next(way, undo(), reviewer).submission)?.errors).toBe(1);
  });
});

test("a document without overrulings stands as it was examined", () => {
  const { submission } = walk(toReview);
  expect(standingExamination(submission)).toBe(submission.revisions[0]?.examination);
});
