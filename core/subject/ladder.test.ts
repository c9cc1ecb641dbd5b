import { describe, expect, test } from "vitest";
import { dueTelling, firstTelling, type Ladder } from "./ladder.ts";

const ladder: Ladder = [
  { workdays: -2, to: ["actor"] },
  { workdays: 0, to: ["actor"] },
  { workdays: 1, to: ["actor", "unit_head"] },
  { workdays: 5, to: ["leader"] },
  { workdays: 10, to: ["above"] },
];
/** A Monday. */
const DUE = "2026-07-27";

describe("a term that begins", () => {
  test.each([
    ["a week before", "2026-07-20", "-2", "2026-07-23"],
    ["on the day of its reminder: the task says when it is due", "2026-07-23", "0", "2026-07-27"],
    ["the day before", "2026-07-26", "0", "2026-07-27"],
    ["on the very day", "2026-07-27", "0", "2026-07-27"],
    ["forgotten for a week", "2026-08-03", "+5", "2026-08-03"],
  ])("%s", (_, today, step, day) => {
    expect(firstTelling(DUE, today, ladder)).toEqual({ step, day });
  });
});

describe("a telling that is due", () => {
  test.each([
    ["in time", "-2", "2026-07-23", "-2", ["actor"], "0", "2026-07-27"],
    ["in time, to two", "+1", "2026-07-28", "+1", ["actor", "unit_head"], "+5", "2026-08-03"],
    [
      "after a week that nothing ran",
      "0",
      "2026-08-05",
      "+5",
      ["actor", "unit_head", "leader"],
      "+10",
      "2026-08-10",
    ],
    ["the last one", "+10", "2026-08-10", "+10", ["above"], "end", "9999-12-31"],
  ])("%s", (_, step, today, told, to, next, day) => {
    expect(dueTelling(step, DUE, today, ladder)).toEqual({
      told: { step: told, to },
      next: { step: next, day },
    });
  });

  test("of a rung that the office has taken out says nothing, and goes on with those after it", () => {
    const own = ladder.filter(({ workdays }) => workdays !== 1);
    expect(dueTelling("+1", DUE, "2026-07-28", own)).toEqual({
      told: undefined,
      next: { step: "+5", day: "2026-08-03" },
    });
  });

  test("counts working days over holidays", () => {
    expect(dueTelling("0", "2026-09-30", "2026-10-08", ladder)).toMatchObject({
      told: { step: "+1" },
      next: { day: "2026-10-13" },
    });
  });
});
