/** Histories against recorded ones: AWS's where this machine has them, our own always. */
import { expect, test } from "vitest";
import { difference } from "./comparison.ts";
import { awsFile, readAws, readOwn } from "./recording.ts";
import { count, judge, MIN_IDENTICAL, MIN_ORDER } from "./verdict.ts";

const own = readOwn();

test.each(own.map((recording) => ({ name: recording.name, recording })))(
  "own recording: $name",
  async ({ recording }) => {
    const [verdict] = await judge([recording]);
    expect(verdict?.difference).toBeUndefined();
  },
);

test("recorded on AWS, or our own where those are not at hand", async () => {
  const file = awsFile();
  const recordings = file === undefined ? own : readAws(file);
  const { identical, sameOrder } = count(await judge(recordings));
  expect(identical).toBeGreaterThanOrEqual(file === undefined ? own.length : MIN_IDENTICAL);
  expect(sameOrder).toBeGreaterThanOrEqual(file === undefined ? own.length : MIN_ORDER);
});

test("a damaged recording is noticed, whatever is damaged", async () => {
  const [recording] = own.filter(({ name }) => name === "retry");
  const events = recording?.events ?? [];
  const text = JSON.stringify(events);
  expect(difference(events, JSON.parse(text))).toBeUndefined();
  for (const [from, to] of [
    ['"previousEventId":5', '"previousEventId":4'],
    ['"error":"Busy"', '"error":"Bus"'],
    ['\\"later\\"', '\\"late\\"'],
    ['"id":"sub_1"', '"id":"sub_2"'],
    ['"Content-Length":"15"', '"Content-Length":"16"'],
    ['"TaskFailed"', '"TaskTimedOut"'],
    ['"region":"us-east-1",', ""],
  ] as const) {
    const damaged = text.replace(from, to);
    expect(damaged).not.toBe(text);
    expect(difference(JSON.parse(damaged), JSON.parse(text))).toBeDefined();
  }
});
