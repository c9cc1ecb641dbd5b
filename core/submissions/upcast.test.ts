import { expect, test } from "vitest";
import { parsedEvent, replayed } from "../subject/change.ts";
import { append } from "../subject/trail.ts";
import { claim, ID, overrule, reviewer, toReview, walk } from "./fixture.ts";
import { submissionKind } from "./kind.ts";

type Json = Record<string, unknown>;
/** As the table gives it back: plain JSON. */
const stored = (state: unknown): Json & { revisions: { examination: Json }[] } =>
  JSON.parse(JSON.stringify(state));
const { submission, history } = walk([...toReview, [overrule(), reviewer]]);

test("a state of the present format is taken as it is, and must have its count", () => {
  const state = stored(submission);
  expect(submissionKind.parseState(state, submissionKind.format)).toEqual(submission);
  delete state.revisions[0]?.examination.looks;
  expect(() => submissionKind.parseState(state, submissionKind.format)).toThrow("looks");
});

test.each([1, 2])("of format %i it had nothing to be looked at, and replays to the same", (format) => {
  const state = stored(submission);
  delete state.revisions[0]?.examination.looks;
  expect(submissionKind.parseState(state, format)).toEqual(submission);
  const events = history.map(({ event, ...by }) => {
    const old = stored(event) as Json & { examination?: Json };
    delete old.examination?.looks;
    return { event: submissionKind.parseEvent(submissionKind.upcastEvent?.(old, format), format), ...by };
  });
  let replayed: typeof submission | undefined;
  for (const { event, at, by } of events) replayed = submissionKind.evolve(replayed, event, { at, by }, ID);
  expect(replayed).toEqual(submission);
});

test("of format 4 a claim was the submission's own, and is now what any task may have", () => {
  const claimed = walk([...toReview, [claim, reviewer], [overrule(), reviewer]]);
  const { tasks: _, ...bare } = stored(claimed.submission);
  const read = submissionKind.parseState({ ...bare, claimedBy: reviewer.id }, 4);
  expect(read.tasks).toEqual({ review: { holder: reviewer.id } });
  const event = { type: "Claimed" };
  const entry = { subject: ID, sequence: 4, event, format: 4 };
  expect(parsedEvent(submissionKind, entry)).toEqual({ type: "TaskClaimed", about: "review" });
  const released = { ...entry, event: { type: "Released" } };
  expect(parsedEvent(submissionKind, released)).toEqual({ type: "TaskReleased", about: "review" });
  const trail = append(
    ID,
    undefined,
    claimed.history.map(({ event }) => (event.type === "TaskClaimed" ? { type: "Claimed" } : event)),
    { at: "2026-07-10T01:00:00.000Z", by: reviewer.id },
    4,
  );
  expect(replayed(submissionKind, ID, trail)?.tasks).toEqual(read.tasks);
});

test("words that a reviewer has marked are kept, and must be words", () => {
  const words = { start: 3, end: 7, text: "三楼会议" };
  const marked = walk([...toReview, [overrule("ovr_2", { words }), reviewer]]).submission;
  const state = stored(marked);
  expect(submissionKind.parseState(state, submissionKind.format)).toMatchObject({ overrulings: [{ words }] });
  const damaged = { ...state, overrulings: [{ ...marked.overrulings?.[0], words: { start: 3 } }] };
  expect(() => submissionKind.parseState(damaged, submissionKind.format)).toThrow("words");
});
