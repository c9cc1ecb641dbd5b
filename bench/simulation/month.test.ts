import { describe, expect, it } from "vitest";
import { Backlog } from "./backlog.ts";
import { drawCount, drawShare, randomFrom } from "./draw.ts";
import { filingByDay, type Office, simulate } from "./month.ts";

const office: Office = {
  units: 200,
  unitsPerJurisdiction: 200,
  papersPerUnit: 6,
  reviewersPerJurisdiction: 3,
  minutesPerReview: 6,
  returnedByMachine: 0.15,
  returnedByReviewer: 0.05,
  intakeSeconds: 0.2,
  examineSeconds: 0.3,
};

describe("a month of filing", () => {
  it("loses no paper: what was filed is closed or still on its way", () => {
    for (const units of [20, 200, 3000, 300_000]) {
      const month = simulate({ ...office, units }, 7);
      expect(month.filed).toBe(month.closed + month.left);
      expect(month.filed).toBeGreaterThan(0.8 * units * 6);
    }
  });

  it("is the same for the same seed and another for another", () => {
    expect(simulate(office, 1)).toEqual(simulate(office, 1));
    expect(simulate(office, 1).filed).not.toBe(simulate(office, 2).filed);
  });

  it("leaves papers waiting longer with fewer reviewers", () => {
    const [one, six] = [1, 6].map((reviewersPerJurisdiction) =>
      simulate({ ...office, reviewersPerJurisdiction }, 3),
    );
    expect(one?.p95ReviewHours).toBeGreaterThan(six?.p95ReviewHours ?? 0);
    expect(one?.peakOpen).toBeGreaterThan(six?.peakOpen ?? 0);
  });

  it("queues before Examine when functions are slow, and not when they are quick", () => {
    expect(simulate({ ...office, units: 300_000, examineSeconds: 60 }, 3).examineMinutes).toBeGreaterThan(5);
    expect(simulate({ ...office, units: 300_000 }, 3).examineMinutes).toBe(0);
  });

  it("files the whole month, half of it in the last three working days", () => {
    const days = filingByDay();
    expect(days.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 10);
    expect(
      days
        .toSorted((a, b) => b - a)
        .slice(0, 3)
        .reduce((sum, share) => sum + share, 0),
    ).toBeCloseTo(0.5, 10);
  });
});

describe("a backlog", () => {
  it("gives the oldest first and knows how old it is", () => {
    const backlog = new Backlog();
    backlog.add(1, 2);
    backlog.add(5, 3);
    const waits: [number, number][] = [];
    expect(backlog.take(10, 4, (minutes, count) => waits.push([minutes, count]))).toBe(4);
    expect(waits).toEqual([
      [9, 2],
      [5, 2],
    ]);
    expect([backlog.size, backlog.age(10)]).toEqual([1, 5]);
    expect(backlog.take(10, 9)).toBe(1);
    expect([backlog.size, backlog.age(10)]).toEqual([0, 0]);
  });
});

describe("chance", () => {
  it("has the mean that was asked for, with few and with many", () => {
    const random = randomFrom(5);
    for (const mean of [0.4, 8, 200]) {
      const draws = Array.from({ length: 4000 }, () => drawCount(mean, random));
      expect(draws.reduce((sum, one) => sum + one, 0) / draws.length).toBeCloseTo(mean, mean > 30 ? -0.5 : 0);
    }
  });

  it("never takes more than there are", () => {
    const random = randomFrom(5);
    for (const count of [0, 3, 500]) expect(drawShare(count, 0.99, random)).toBeLessThanOrEqual(count);
  });
});
