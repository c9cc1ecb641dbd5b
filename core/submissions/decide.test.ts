import { describe, expect, test } from "vitest";
import type { Actor } from "../subject/kind.ts";
import type { Command } from "./command.ts";
import { answersAll, decide } from "./decide.ts";
import {
  type Asked,
  approve,
  claim,
  close,
  colleague,
  examined,
  fixed,
  ID,
  link,
  machine,
  other,
  overrule,
  reason,
  release,
  replay,
  requestReview,
  returnByMachine,
  reviewer,
  type Step,
  summary,
  takeIn,
  toReturn,
  toReview,
  walk,
} from "./fixture.ts";

const toClosed: readonly Step[] = [...toReview, [approve(), reviewer], [close, machine]];
const returned: Command = { type: "Return", revision: 1, reasons: [reason], due: "2026-07-17" };
const reject: Command = { type: "Reject", revision: 1, reasons: [reason] };
const toRejected: readonly Step[] = [...toReview, [reject, reviewer]];
const toWithdrawn: readonly Step[] = [...toReview, [{ type: "Withdraw" }, colleague]];

const next = (way: readonly Step[], command: Asked, actor: Actor) => walk([...way, [command, actor]]);

describe("taking in", () => {
  test("the same object twice is one Revision", () => {
    const { submission, events } = next([[takeIn(1), link]], takeIn(1), link);
    expect(events).toEqual([]);
    expect(submission.revisions).toHaveLength(1);
  });

  test("the same key in another version is another file", () => {
    const first = takeIn(1);
    if (first.type !== "TakeIn") throw new TypeError();
    const again: Command = { ...first, object: { ...first.object, versionId: "v1b" } };
    expect(next([[first, link]], again, link).events).toEqual(["SetAside"]);
  });

  test("a file nobody awaits is set aside, kept and not examined", () => {
    const { submission, events } = next(toReview, takeIn(2), link);
    expect(events).toEqual(["SetAside"]);
    expect(submission.setAside.map((kept) => kept.object.versionId)).toEqual(["v2"]);
    expect(submission.state).toBe("in_review");
    expect(next([...toReview, [takeIn(2), link]], takeIn(2), link).events).toEqual([]);
  });

  test("a correction becomes the next revision with its answers", () => {
    const { submission } = next(toReturn, takeIn(2, fixed(0)), link);
    expect(submission).toMatchObject({
      state: "resubmitted",
      manualReview: false,
      revisions: [{ number: 1 }, { number: 2, answers: [{ reason: 0, answer: "fixed" }] }],
    });
  });

  test("a correction may be said to be something else than the returned file", () => {
    const correction = takeIn(2, fixed(0));
    if (correction.type !== "TakeIn") throw new TypeError();
    const chosen: Command = { ...correction, declaredType: "study_notes" };
    const { submission, history } = next(toReturn, chosen, link);
    expect(submission.declaredType).toBe("study_notes");
    expect(replay(ID, history)).toEqual(submission);
    expect(next(toReturn, takeIn(2, fixed(0)), link).submission.declaredType).toBeUndefined();
  });

  test("a file that leaves a reason unanswered is no correction (asks.md 5)", () => {
    const { submission, events } = next(toReturn, takeIn(2), link);
    expect(events).toEqual(["SetAside"]);
    expect(submission.state).toBe("returned");
  });
});

describe("examining", () => {
  test("only the newest revision's result counts", () => {
    const way: readonly Step[] = [...toReturn, [takeIn(2, fixed(0)), link]];
    expect(next(way, examined(1, "review"), machine).events).toEqual([]);
    expect(next(way, examined(2, "review"), machine).events).toEqual(["Examined"]);
  });

  test("a second result changes nothing", () => {
    expect(next(toReview, examined(1, "correct"), machine).events).toEqual([]);
  });

  test("the period follows the effective date", () => {
    const command: Command = {
      type: "RecordExamination",
      revision: 1,
      examination: summary({ effectiveDate: "2026-04-22" }),
      route: "review",
    };
    expect(next([[takeIn(1), link]], command, machine).submission.period).toBe("2026-Q2");
  });

  test("the route decides who is asked", () => {
    const toCorrect: readonly Step[] = [
      [takeIn(1), link],
      [examined(1, "correct"), machine],
    ];
    expect(next(toCorrect, requestReview, machine).events).toEqual([]);
    expect(next(toReview.slice(0, 2), returnByMachine, machine).events).toEqual([]);
  });
});

describe("deciding", () => {
  test("once: the second decision is told so", () => {
    const way: readonly Step[] = [...toReview, [approve(), reviewer]];
    for (const late of [approve(), returned, reject])
      expect(next(way, late, other).refused).toBe("already_decided");
    expect(next([...toReview, [returned, reviewer]], approve(), other).refused).toBe("already_decided");
    expect(next(toRejected, approve(), other).refused).toBe("already_decided");
  });

  test("nobody on their own unit's paper, on every path (asks.md 3)", () => {
    for (const command of [approve(), returned, reject, claim])
      expect(next(toReview, command, colleague).refused).toBe("own_filing");
    expect(next(toReview, approve(), link).refused).toBe("own_filing");
  });

  test("nobody on what they have filed themselves: the link's maker, whoever sent a file while signed in", () => {
    const takenIn = { ...takeIn(1), filers: [other.id] } as Command;
    const corrected = { ...takeIn(2, fixed(0)), filers: [other.id, reviewer.id] } as Command;
    const all = [approve(), returned, reject, claim, overrule()];
    const begun: readonly Step[] = [[takenIn, link], ...toReview.slice(1)];
    for (const command of all) expect(next(begun, command, other).refused, command.type).toBe("own_filing");
    expect(next(begun, approve(), reviewer).events).toEqual(["Approved"]);
    const again: readonly Step[] = [
      [takenIn, link],
      ...toReturn.slice(1),
      [corrected, link],
      [examined(2, "review"), machine],
      [requestReview, machine],
    ];
    for (const by of [other, reviewer]) expect(next(again, approve(2), by).refused).toBe("own_filing");
    expect(next(again, claim, { ...other, id: "user_third" }).events).toEqual(["TaskClaimed"]);
  });

  test("not on a paper that somebody else has claimed", () => {
    const claimed: readonly Step[] = [...toReview, [claim, reviewer]];
    expect(next(claimed, claim, other).refused).toBe("claimed_by_other");
    expect(next(claimed, approve(), other).refused).toBe("claimed_by_other");
    expect(next(claimed, claim, reviewer).events).toEqual([]);
    expect(next(claimed, release, other).events).toEqual([]);
    const released: readonly Step[] = [...claimed, [release, reviewer]];
    expect(next(released, approve(), other).events).toEqual(["Approved"]);
  });

  test("not on an older revision than the newest", () => {
    const second: readonly Step[] = [
      ...toReturn,
      [takeIn(2, fixed(0)), link],
      [examined(2, "review"), machine],
      [requestReview, machine],
    ];
    expect(next(second, approve(1), reviewer).refused).toBe("revision_outdated");
    expect(next(second, approve(2), reviewer).events).toEqual(["Approved"]);
  });

  test("a return and a rejection name a reason", () => {
    for (const command of [returned, reject])
      expect(next(toReview, { ...command, reasons: [] } as Command, reviewer).refused).toBe(
        "reason_required",
      );
  });

  test("a returned paper keeps its reasons, its day and who returned it", () => {
    expect(next(toReview, returned, reviewer).submission).toMatchObject({
      state: "returned",
      automatic: false,
      reasons: [reason],
      by: reviewer.id,
      due: "2026-07-17",
    });
  });
});

describe("asking for a human look", () => {
  const ask: Command = { type: "AskManualReview", note: "地点写在附件中" };

  test("after an automatic return of readable text", () => {
    const { submission, events } = next(toReturn, ask, link);
    expect(events).toEqual(["ManualReviewRequested"]);
    expect(submission).toMatchObject({ state: "resubmitted", manualReview: true });
  });

  test.each([
    ["a file that could not be read", unreadable()],
    ["a reviewer's return", [...toReview, [returned, reviewer]] as readonly Step[]],
    ["a paper in review", toReview],
    ["a closed paper", toClosed],
  ])("never for %s", (_, way) => {
    expect(next(way, ask, link).refused).toBe("manual_review_not_possible");
  });

  function unreadable(): readonly Step[] {
    const examination = summary({ outcome: "refused", refusal: "truncated", errors: 1 });
    return [
      [takeIn(1), link],
      [{ type: "RecordExamination", revision: 1, examination, route: "correct" }, machine],
      [returnByMachine, machine],
    ];
  }
});

describe("ending", () => {
  test("closes only what was approved", () => {
    expect(next(toReview, close, machine).events).toEqual([]);
    expect(next(toReturn, close, machine).events).toEqual([]);
    expect(walk(toClosed).submission).toMatchObject({
      state: "closed",
      approvedBy: reviewer.id,
      counts: true,
    });
  });

  test("a unit may withdraw until a reviewer has decided", () => {
    expect(next(toReview, { type: "Withdraw" }, colleague).submission.state).toBe("withdrawn");
    expect(next(toReturn, { type: "Withdraw" }, colleague).submission.state).toBe("withdrawn");
    expect(next([...toReview, [approve(), reviewer]], { type: "Withdraw" }, colleague).refused).toBe(
      "already_decided",
    );
  });

  test("only a returned paper lapses", () => {
    expect(next(toReturn, { type: "Lapse" }, machine).submission).toMatchObject({
      state: "withdrawn",
      why: "lapsed",
    });
    expect(next(toReview, { type: "Lapse" }, machine).events).toEqual([]);
  });

  test.each([
    ["closed", toClosed],
    ["rejected", toRejected],
    ["withdrawn", toWithdrawn],
  ])("%s is an end", (state, way) => {
    const before = walk(way).submission;
    expect(before.state).toBe(state);
    const asked: readonly Step[] = [
      [approve(), reviewer],
      [returned, reviewer],
      [reject, reviewer],
      [claim, reviewer],
      [release, reviewer],
      [{ type: "Withdraw" }, colleague],
      [{ type: "Lapse" }, machine],
      [{ type: "AskManualReview", note: "…" }, link],
      [examined(1, "review"), machine],
      [requestReview, machine],
      [returnByMachine, machine],
      [close, machine],
    ];
    for (const [command, actor] of asked) {
      const { submission, refused, events } = next(way, command, actor);
      expect(submission, command.type).toEqual(before);
      expect(refused !== undefined || events.length === 0, command.type).toBe(true);
    }
  });

  test("without a submission everything but a file is refused", () => {
    expect(decide(undefined, approve(), reviewer)).toMatchObject({
      ok: false,
      refusal: { code: "submission_unknown" },
    });
  });
});

describe("answers to a return", () => {
  const reasons = [reason, { ...reason, message: "缺少【记录人】" }];

  test.each([
    ["none", [], "reason_unanswered"],
    ["one of two", fixed(0), "reason_unanswered"],
    [
      "a contest without words",
      [...fixed(0), { reason: 1, answer: "contested", note: " " }],
      "contest_without_note",
    ],
  ])("%s: refused", (_, answers, code) => {
    expect(answersAll(reasons, answers)).toMatchObject({ ok: false, refusal: { code } });
  });

  test("each answered: taken", () => {
    const contested = { reason: 1, answer: "contested", note: "记录人在第2页" };
    expect(answersAll(reasons, [...fixed(0), contested])).toEqual({ ok: true, value: true });
  });
});
