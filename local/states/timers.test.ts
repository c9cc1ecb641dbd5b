import { expect, test } from "vitest";
import { VirtualClock } from "../clock.ts";
import { Timers } from "./timers.ts";

test("a firing that fails is told and made again, and later ones are not forgotten", async () => {
  const clock = new VirtualClock(0);
  const fired: number[] = [];
  const faults: unknown[] = [];
  const full = new Error("database or disk is full");
  const timers = new Timers(
    clock,
    () => {
      fired.push(clock.now());
      if (clock.now() < 7000) throw full;
      return clock.now() < 60_000 ? 60_000 : undefined;
    },
    (fault) => faults.push(fault),
  );
  timers.arm(5000);
  await clock.advance(100_000);
  expect(fired).toEqual([5000, 6000, 7000, 60_000]);
  expect(faults).toEqual([full, full]);
  timers.stop();
});
