import { expect, it } from "vitest";
import { restAfter } from "./backoff.ts";

const backoff = { first: 1000, max: 60_000 };

it.each([
  [1, 1000],
  [2, 2000],
  [6, 32_000],
  [7, 60_000],
  [5000, 60_000],
])("after failure %i rests between half of and all of %i ms", (failures, step) => {
  expect(restAfter(failures, backoff, 0)).toBe(step / 2);
  expect(restAfter(failures, backoff, 1)).toBe(step);
});
