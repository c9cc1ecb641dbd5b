import { expect, it } from "vitest";
import { billedMs, gigabyteSeconds } from "./compute.ts";

const idle = { table: 0, bucket: 0, states: 0 };

it("stretches a run by the share of a core that the memory buys, never below what it took here", () => {
  expect(billedMs({ cpuMs: 10, memoryMegabytes: 1769, calls: idle })).toBe(10);
  expect(billedMs({ cpuMs: 10, memoryMegabytes: 3008, calls: idle })).toBe(10);
  expect(billedMs({ cpuMs: 10, memoryMegabytes: 884.5, calls: idle })).toBe(20);
});

it("adds the round trips and rounds a begun millisecond up", () => {
  expect(billedMs({ cpuMs: 1.2, memoryMegabytes: 1769, calls: { table: 2, bucket: 1, states: 1 } })).toBe(67);
});

it("is paid by memory and time", () => {
  expect(gigabyteSeconds(1500, 2048)).toBe(3);
});
