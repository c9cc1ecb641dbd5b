import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Readiness } from "./readiness.ts";

let written: string[];

beforeEach(() => {
  vi.useFakeTimers();
  written = [];
  vi.spyOn(process.stderr, "write").mockImplementation((line) => {
    written.push(String(line));
    return true;
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const codes = (readiness: Readiness) => readiness.obstacles().map(({ code }) => code);

test("a start and a stop are told, and what is free against the floor", () => {
  let free = 800;
  const readiness = new Readiness(() => free, 500);
  expect(codes(readiness)).toEqual(["starting"]);
  readiness.ready();
  expect(codes(readiness)).toEqual([]);
  free = 499.9;
  expect(codes(readiness)).toEqual(["disk_full"]);
  free = 500;
  readiness.stopping();
  expect(codes(readiness)).toEqual(["stopping"]);
});

test("a store is failing until it has refused nothing for a while, and a fault is logged once in a while", () => {
  const readiness = new Readiness(() => 800, 500);
  readiness.ready();
  const met = readiness.faultsOf("states_failed", "a step was not taken");
  for (let second = 0; second < 40; second++) {
    met(new Error("database or disk is full"));
    vi.advanceTimersByTime(1000);
  }
  met(new Error("disk I/O error"));
  expect(written.map((line) => JSON.parse(line).error.message)).toEqual([
    "database or disk is full",
    "database or disk is full",
    "disk I/O error",
  ]);
  expect(codes(readiness)).toEqual(["store_failing"]);
  vi.advanceTimersByTime(16_000);
  expect(codes(readiness)).toEqual([]);
});
