import { expect, test } from "vitest";
import { figureGroups, labelOf } from "./figure-groups.ts";

test("figures are kept together by what they are about, in their own order", () => {
  const figure = (id: string) => ({ id, label: "学习次数", value: 1, unitLabel: "次", sources: [] });
  const figures = ["total.sessions", "unit_1.sessions", "total.due", "unit_1.due"].map(figure);
  expect(figureGroups(figures).map(({ of, figures }) => [of, figures.map(({ id }) => id)])).toEqual([
    ["total", ["total.sessions", "total.due"]],
    ["unit_1", ["unit_1.sessions", "unit_1.due"]],
  ]);
});

test("a problem's figure says which problem it counts", () => {
  const name = (code: string) => `〈${code}〉`;
  const figure = { label: "涉及单位", value: 2, unitLabel: "家", sources: [] };
  expect(labelOf({ ...figure, id: "problem.label_blank.units" }, name)).toBe("〈label_blank〉：涉及单位");
  expect(labelOf({ ...figure, id: "total.unitsLate", label: "欠报单位" }, name)).toBe("欠报单位");
});
