import { describe, expect, it } from "vitest";
import { actingUnits, mayBeSame, unitsIn } from "./units.ts";

const names = (text: string): string[] => unitsIn(text).map(({ name }) => name);
const acting = (text: string): string[] => actingUnits(text).map(({ name }) => name);

describe("names of units", () => {
  it("begin where the name begins", () => {
    expect(names("会议要求临水县商务局抓好落实")).toEqual(["临水县商务局"]);
    expect(names("青石县人力资源和社会保障局党组")).toEqual(["青石县人力资源和社会保障局"]);
    expect(names("我局、全局、各局")).toEqual([]);
    expect(names("按照局党组的安排，结合局里实际")).toEqual([]);
  });

  it.each([
    ["青石县农科局", "县农科局", true],
    ["行政审批局", "县行政审批服务局", true],
    ["我局", "县农科局", true],
    ["青石县农科局", "临水县商务局", false],
    ["青石县税务局", "临水县税务局", false],
  ])("%s and %s", (one, other, same) => expect(mayBeSame(one, other)).toBe(same));

  it("act as the own one with all their people, not as those who are asked", () => {
    expect(acting("临水县商务局全体党员干部要抓好落实")).toEqual(["临水县商务局"]);
    expect(acting("请临水县商务局党组各科室对照落实")).toEqual(["临水县商务局"]);
    expect(acting("良种款请县财政局尽快拨付")).toEqual([]);
  });
});
