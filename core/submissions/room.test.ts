/** A submission never outgrows its item of the table, whatever is sent and whoever goes back and forth. */
import { describe, expect, test } from "vitest";
import type { Actor } from "../subject/kind.ts";
import type { Command } from "./command.ts";
import { decide } from "./decide.ts";
import {
  approve,
  examined,
  fixed,
  link,
  machine,
  object,
  overrule,
  requestReview,
  returnByMachine,
  reviewer,
  takeIn,
  toReturn,
  toReview,
  walk,
} from "./fixture.ts";
import { fitting, MAX_SET_ASIDE } from "./room.ts";
import type { Reason, Submission } from "./submission.ts";

const ITEM = 400_000;
const sizeOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
const long = (length: number) => "长".repeat(length);
/** As much as the contract lets a reviewer write. */
const reasons: Reason[] = Array.from({ length: 50 }, (_, n) => ({
  code: "reviewer",
  message: long(200),
  element: `element_${n}`,
  evidence: long(300),
  suggestion: long(500),
}));
type Step = readonly [Command, Actor];

const again = (n: number): Command => {
  const taken = takeIn(1, fixed(0));
  if (taken.type !== "TakeIn") throw new TypeError();
  return { ...taken, object: { ...object(1), versionId: `again${n}` } };
};

describe("one form sent again and again", () => {
  const sent = Array.from({ length: 400 }, (_, n): Step => [again(n), link]);

  test("is set aside so many times, with the reason, and then refused by name", () => {
    const { submission, history, refused } = walk([...toReview, ...sent]);
    expect(submission.setAside).toHaveLength(MAX_SET_ASIDE);
    expect(history.filter(({ event }) => event.type === "SetAside").map(({ event }) => event)).toEqual(
      Array(MAX_SET_ASIDE).fill(expect.objectContaining({ why: "ticket_used" })),
    );
    expect(refused).toBe("too_many_set_aside");
    expect(sizeOf(submission)).toBeLessThan(ITEM / 4);
  });

  test("leaves its submission to be decided", () => {
    const decided = walk([...toReview, ...sent, [approve(), reviewer]]);
    expect(decided.events).toEqual(["Approved"]);
  });

  test("is no correction, though the answers would be", () => {
    const { submission, history } = walk([...toReturn, [again(1), link]]);
    expect(submission.state).toBe("returned");
    expect(history.at(-1)?.event).toMatchObject({ type: "SetAside", why: "ticket_used" });
  });
});

test("a file sent after its link was revoked is kept aside, and begins nothing", () => {
  const late: Command = { ...(takeIn(2, fixed(0)) as Command & { type: "TakeIn" }), aside: "link_revoked" };
  const { submission, history } = walk([...toReturn, [late, link]]);
  expect(submission.state).toBe("returned");
  expect(history.at(-1)?.event).toMatchObject({ type: "SetAside", why: "link_revoked" });
  expect(decide(undefined, late, link)).toMatchObject({ refusal: { code: "nothing_to_set_aside" } });
});

describe("going back and forth without end", () => {
  const answered = reasons.map((_, reason) => ({
    reason,
    answer: "contested" as const,
    note: long(200),
  }));

  test("a reviewer is told when it is enough, and can still decide", () => {
    const steps: Step[] = [...toReview];
    let state: Submission = walk(steps).submission;
    for (let round = 1; round < 30 && state.state === "in_review"; round++) {
      steps.push([{ type: "Return", revision: round, reasons, due: "2026-08-01" }, reviewer]);
      steps.push([takeIn(round + 1, answered), link]);
      steps.push([examined(round + 1, "review"), machine], [requestReview, machine]);
      const walked = walk(steps);
      state = walked.submission;
      if (state.revisions.length !== round + 1) break;
    }
    expect(state.state).toBe("in_review");
    expect(sizeOf(state)).toBeLessThan(ITEM);
    const revision = state.revisions.length;
    const returned: Command = { type: "Return", revision, reasons, due: "2026-08-01" };
    expect(decide(state, returned, reviewer)).toMatchObject({ refusal: { code: "record_full" } });
    for (const last of [
      approve(revision),
      { type: "Reject", revision, reasons: [{ code: "reviewer", message: long(2000) }] } as const,
    ])
      expect(decide(state, last, reviewer).ok).toBe(true);
  });

  test("what the machine would return for ever goes to a reviewer", () => {
    const many: Command = {
      type: "ReturnByMachine",
      reasons: Array.from({ length: 500 }, () => ({ code: "x", message: long(60), evidence: long(2000) })),
      due: "2026-08-01",
    };
    const steps: Step[] = [];
    let routed = "";
    for (let round = 1; round < 40 && routed !== "review"; round++) {
      const before = round > 1 ? walk(steps).submission : undefined;
      const owed = before?.state === "returned" ? before.reasons.length : 0;
      const answers = fixed(...Array.from({ length: owed }, (_, n) => n));
      steps.push([takeIn(round, answers), link], [examined(round, "correct"), machine]);
      const after = walk(steps).submission;
      routed = after.state === "examining" ? after.route : after.state;
      if (routed === "correct") steps.push([many, machine]);
    }
    expect(routed).toBe("review");
    expect(sizeOf(walk(steps).submission)).toBeLessThan(ITEM);
  });

  test("overrulings end where the room does", () => {
    const steps: Step[] = [...toReview];
    for (let n = 0; n < 60; n++)
      steps.push([
        overrule(`ovr_${n}`, {
          finding: {
            place: n,
            code: "x",
            rule: "r",
            severity: "error",
            message: long(1000),
            element: "e",
            evidence: long(2000),
          },
          reason: long(500),
        }),
        reviewer,
      ]);
    const walked = walk(steps);
    expect(walked.refused).toBe("record_full");
    expect(sizeOf(walked.submission)).toBeLessThan(ITEM);
    expect(walk([...steps, [approve(), reviewer]]).events).toEqual(["Approved"]);
  });
});

test("of the machine's reasons those that fit are told, and how many there are beside", () => {
  expect(fitting([{ code: "a", message: "缺少【地点】" }])).toEqual([{ code: "a", message: "缺少【地点】" }]);
  const many = Array.from({ length: 900 }, () => ({ code: "x", message: long(60), evidence: long(2000) }));
  const kept = fitting(many);
  expect(sizeOf(kept)).toBeLessThan(45_000);
  expect(kept.at(-1)).toEqual({
    code: "more_findings",
    message: `另有${900 - kept.length + 1}项同类问题未逐一列出，请对照审查结果一并更正`,
  });
  expect(decide(walk(toReturn.slice(0, 2)).submission, returnByMachine, machine).ok).toBe(true);
});
