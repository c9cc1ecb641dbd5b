import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Allowance } from "./allowance.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** No process has this number: the system tells nothing of it, as on systems without /proc. */
const NOBODY = 2 ** 31 - 1;

/** What is said in so many seconds, looked at every half of one. */
function said(allowance: Allowance, seconds: number): Set<string> {
  const verdicts = new Set<string>();
  for (let look = 0; look < seconds * 2; look++) {
    vi.advanceTimersByTime(500);
    verdicts.add(allowance.look());
  }
  return verdicts;
}

it("spends nothing by the clock where the system does not tell processor time", () => {
  const allowance = new Allowance(NOBODY, 8000);
  expect(said(allowance, 100)).toEqual(new Set(["within"]));
  expect(said(allowance, 100)).toEqual(new Set(["within", "standstill"]));
});

it("counts a long pause between two looks as a second: nobody worked meanwhile", () => {
  const allowance = new Allowance(NOBODY, 1000);
  vi.advanceTimersByTime(3_600_000);
  expect(allowance.look()).toBe("within");
});

it("spends what a process has worked", () => {
  const allowance = new Allowance(process.pid, 50);
  const before = process.cpuUsage();
  const worked = () => process.cpuUsage(before).user / 1000;
  while (worked() < 200);
  expect(allowance.look()).toBe("spent");
  allowance.renew(60_000);
  expect(allowance.look()).toBe("within");
});
