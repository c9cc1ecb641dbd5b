import { expect, test } from "vitest";
import { errorOutput, matches } from "./errors.ts";

test.each([
  [["Busy"], { error: "Busy" }, true],
  [["Busy"], { error: "Other" }, false],
  [["States.ALL"], { error: "Other" }, true],
  [["States.ALL"], { error: "States.Timeout" }, true],
  [["States.ALL"], { error: "States.DataLimitExceeded" }, true],
  [["States.ALL"], { error: "States.Runtime" }, false],
  [["States.Runtime"], { error: "States.Runtime" }, true],
  [["States.TaskFailed"], { error: "Other" }, true],
  [["States.TaskFailed"], { error: "States.Timeout" }, false],
  [["States.HeartbeatTimeout"], { error: "States.Timeout" }, false],
  [["States.HeartbeatTimeout"], { error: "States.Timeout", heartbeat: true as const }, true],
  [["States.Timeout"], { error: "States.Timeout", heartbeat: true as const }, true],
])("%j catches %j: %s", (names, failure, caught) => {
  expect(matches(names, failure)).toBe(caught);
});

test("errorOutput always has both fields", () => {
  expect(errorOutput({ error: "States.Timeout" })).toEqual({ Error: "States.Timeout", Cause: "" });
});
