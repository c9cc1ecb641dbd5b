import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Actor } from "../subject/kind.ts";
import type { Command } from "./command.ts";
import { decide, isTerminal } from "./decide.ts";
import type { SubmissionEvent } from "./event.ts";
import { evolve } from "./evolve.ts";
import {
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
  replay,
  requestReview,
  returnByMachine,
  reviewer,
  takeIn,
} from "./fixture.ts";
import type { Submission } from "./submission.ts";

const revision = fc.integer({ min: 1, max: 4 });

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 6 }).map((n) => takeIn(n, fixed(0))) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(revision, fc.constantFrom("review" as const, "correct" as const))
      .map(([n, route]) => examined(n, route)),
  },
  { weight: 2, arbitrary: fc.constant(returnByMachine) },
  { weight: 3, arbitrary: fc.constant(requestReview) },
  { weight: 2, arbitrary: revision.map(approve) },
  {
    weight: 2,
    arbitrary: revision.map(
      (n): Command => ({ type: "Return", revision: n, reasons: [reason], due: "2026-07-17" }),
    ),
  },
  {
    weight: 1,
    arbitrary: revision.map((n): Command => ({ type: "Reject", revision: n, reasons: [reason] })),
  },
  { weight: 3, arbitrary: fc.constant(close) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Command>(
      claim,
      { type: "Release" },
      { type: "AskManualReview", note: "请人工审核" },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Command>(overrule("ovr_1"), overrule("ovr_2"), {
      type: "Reinstate",
      overruling: "ovr_1",
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom<Command>({ type: "Withdraw" }, { type: "Lapse" }) },
);
const actor: fc.Arbitrary<Actor> = fc.constantFrom(machine, link, reviewer, other, colleague);
const commands = fc.array(fc.tuple(command, actor), { maxLength: 40 });

interface Step {
  readonly before: Submission | undefined;
  readonly after: Submission | undefined;
  readonly events: readonly SubmissionEvent[];
}

/** Every step of a scenario of commands, with the state before and after it. */
function scenario(steps: readonly (readonly [Command, Actor])[]) {
  let submission: Submission | undefined;
  const history: { event: SubmissionEvent; at: string; by: string }[] = [];
  const taken: Step[] = [];
  for (const [index, [asked, by]] of steps.entries()) {
    const at = new Date(Date.UTC(2026, 6, 10, 1, 0, index)).toISOString();
    const before = submission;
    const decided = decide(before, asked, by);
    const events = decided.ok ? decided.value : [];
    for (const event of events) {
      submission = evolve(submission, event, { at, by: by.id }, ID);
      history.push({ event, at, by: by.id });
    }
    taken.push({ before, after: submission, events });
  }
  return { submission, history, taken };
}

describe("whatever is asked, in whatever order", () => {
  test("the version is the number of events, and the history replays to the state", () => {
    fc.assert(
      fc.property(commands, (steps) => {
        const { submission, history } = scenario(steps);
        expect(submission?.version ?? 0).toBe(history.length);
        expect(replay(ID, history)).toEqual(submission);
      }),
    );
  });

  test("an ended submission never changes, but for files set aside beside it", () => {
    fc.assert(
      fc.property(commands, (steps) => {
        for (const { before, after, events } of scenario(steps).taken) {
          if (!before || !isTerminal(before)) continue;
          expect(events.every(({ type }) => type === "SetAside")).toBe(true);
          const { setAside: _, version: _v, updatedAt: _u, ...kept } = before;
          expect(after).toMatchObject(kept);
        }
      }),
    );
  });

  test("a command done twice adds nothing the second time, or is refused", () => {
    fc.assert(
      fc.property(commands, command, actor, (steps, asked, by) => {
        const { submission, taken } = scenario([...steps, [asked, by], [asked, by]]);
        expect(taken.at(-1)?.events ?? []).toEqual([]);
        expect(submission).toEqual(taken.at(-1)?.before);
      }),
    );
  });

  test("closed only after an approval, and by somebody of another unit", () => {
    fc.assert(
      fc.property(commands, (steps) => {
        const { submission, history } = scenario(steps);
        if (submission?.state !== "closed") return;
        const approved = history.findLast(({ event }) => event.type === "Approved");
        expect([reviewer.id, other.id, machine.id]).toContain(approved?.by);
        expect(submission.approvedBy).toBe(approved?.by);
      }),
    );
  });

  test("no object is ever lost or held twice, however often and in whatever order it is told of", () => {
    const told = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(told, commands, (objects, between) => {
        const steps = objects.flatMap((n, index): [Command, Actor][] => {
          const meanwhile = between[index];
          return [
            [takeIn(n, fixed(0)), link],
            ...(meanwhile && meanwhile[0].type !== "TakeIn" ? [meanwhile] : []),
          ];
        });
        const { submission } = scenario(steps);
        const held = [...(submission?.revisions ?? []), ...(submission?.setAside ?? [])].map(
          ({ object }) => object.versionId,
        );
        expect(held.toSorted()).toEqual([...new Set(objects)].map((n) => `v${n}`).toSorted());
      }),
    );
  });
});
