import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { systemClock } from "./clock.ts";

const NOON = Date.parse("2026-08-20T12:00:00Z");
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

beforeEach(() => {
  vi.useFakeTimers({ now: NOON });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Whether a sleeper until one o'clock is awake after so many minutes, the clock being set when it has just lain down. */
async function awake(minutes: number, set?: number): Promise<boolean> {
  let woken = false;
  const sleep = systemClock.sleepUntil(NOON + HOUR).then(() => {
    woken = true;
  });
  if (set !== undefined) vi.setSystemTime(set);
  await vi.advanceTimersByTimeAsync(minutes * MINUTE);
  const answer = woken;
  await vi.advanceTimersByTimeAsync(10 * HOUR);
  await sleep;
  return answer;
}

test("sleeps until its time", async () => {
  expect(await awake(59)).toBe(false);
  vi.setSystemTime(NOON);
  expect(await awake(60)).toBe(true);
});

test("wakes within a minute when the clock is set beyond its time", async () => {
  expect(await awake(1, NOON + 5 * HOUR)).toBe(true);
});

test("wakes within a minute when the clock is set back, so that its sleeper looks at what is due by the new one", async () => {
  expect(await awake(1, NOON - 5 * HOUR)).toBe(true);
});
