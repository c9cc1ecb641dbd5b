import { expect, it } from "vitest";
import { transitionsOf } from "./transitions.ts";

const history = (...types: string[]) => types.map((type) => ({ type: type as "ExecutionStarted" }));

it("counts six for a document accepted at first reading", () => {
  const accepted = history(
    "ExecutionStarted",
    ...["TaskStateEntered", "TaskScheduled", "TaskSucceeded", "TaskStateExited"],
    ...["ChoiceStateEntered", "ChoiceStateExited"],
    ...["TaskStateEntered", "TaskScheduled", "TaskSubmitted", "TaskSucceeded", "TaskStateExited"],
    ...["ChoiceStateEntered", "ChoiceStateExited"],
    ...["TaskStateEntered", "TaskScheduled", "TaskSucceeded", "TaskStateExited"],
    "ExecutionSucceeded",
  );
  expect(transitionsOf(accepted)).toBe(6);
});

it("counts each attempt after the first", () => {
  const tried = history(
    "ExecutionStarted",
    "TaskStateEntered",
    "TaskScheduled",
    "TaskFailed",
    "TaskScheduled",
  );
  expect(transitionsOf(tried)).toBe(3);
});
