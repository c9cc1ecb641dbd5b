import { describe, expect, it } from "vitest";
import { titleLines } from "./title.ts";

describe("lines of a title", () => {
  it("break between words and leave times and terms whole", () => {
    expect(
      titleLines("中共青槐县委宣传部关于2026年第三季度党委（党组）理论学习中心组学习情况的通报"),
    ).toEqual(["中共青槐县委宣传部关于2026年第三季度", "党委（党组）理论学习中心组学习情况的通报"]);
  });

  it("stay one line when one is enough", () => {
    expect(titleLines("关于学习情况的通报")).toEqual(["关于学习情况的通报"]);
  });

  it("are never an hourglass, never too long, and lose nothing", () => {
    const title =
      "中共青槐高新技术产业开发区工作委员会宣传部关于2026年第四季度党委（党组）理论学习中心组学习情况的通报";
    const lines = titleLines(title);
    expect(lines.join("")).toBe(title);
    expect(lines).toHaveLength(3);
    const [first = "", middle = "", last = ""] = lines;
    expect(middle.length).toBeGreaterThanOrEqual(Math.min(first.length, last.length));
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(22);
    for (const line of lines.slice(0, -1)) expect(line).not.toMatch(/关于$/);
  });

  it("leave an unbreakable title alone", () => {
    expect(titleLines("x".repeat(90))).toEqual(["x".repeat(90)]);
  });
});
