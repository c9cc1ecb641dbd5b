import { expect, it } from "vitest";
import { billOf } from "./bill.ts";
import { yearOf } from "./city.ts";
import { prices } from "./prices.ts";
import { minus, nothing, plus, times } from "./tally.ts";

it("asks six transitions a document 15 cents a thousand", () => {
  const bill = billOf({ ...nothing, stateTransitions: 6000 }, 1);
  expect(bill.dollars).toBeCloseTo(0.15, 10);
});

it("asks for what is stored every month, for everything else once", () => {
  const used = { ...nothing, bucketGigabytes: 10, logGigabytes: 10 };
  const [one, twelve] = [billOf(used, 1), billOf(used, 12)];
  const month = 10 * prices.bucketGigabytes.dollars;
  expect(twelve.dollars - one.dollars).toBeCloseTo(11 * month, 10);
});

it("is the sum of its lines", () => {
  const bill = billOf({ ...nothing, lambdaInvocations: 5e6, apiRequests: 2e6, tableReadUnits: 8e6 }, 1);
  expect(bill.lines.map(({ dollars }) => dollars).filter(Boolean)).toEqual([1, 1, 2]);
  expect(bill.dollars).toBe(4);
});

it("adds, takes apart and multiplies what was used", () => {
  const some = { ...nothing, apiRequests: 3, bucketReads: 1 };
  expect(minus(plus(some, times(some, 2)), some)).toEqual(times(some, 2));
});

it("makes a year of a city of its documents, notices, sweeps and open desks", () => {
  const once = (apiRequests: number) => ({ ...nothing, apiRequests });
  const year = yearOf(
    { units: 10, papersPerUnit: 20, reviewers: 1, deskHours: 1, workdays: 250, waitDays: 2.5, alarms: 5 },
    {
      paper: once(7),
      noticePerUnit: once(2),
      sweep: { base: nothing, perOpen: once(0.001) },
      remind: nothing,
      deliver: nothing,
      look: { perUnit: once(0.1), perOpen: once(0.01) },
    },
  );
  const open = 2;
  expect(year.papers.apiRequests).toBe(200 * 7);
  expect(year.notices.apiRequests).toBe(4 * 10 * 2);
  expect(year.sweeps.apiRequests).toBeCloseTo(12 * 24 * 365 * open * 0.001);
  expect(year.desks.apiRequests).toBeCloseTo(240 * 250 * (10 * 0.1 + open * 0.01));
});
