import { describe, expect, it } from "vitest";
import { widened } from "./wording.ts";

describe("marks of a Chinese line", () => {
  it.each([
    ["安若素(陪同调研,已请假)", "安若素（陪同调研，已请假）"],
    ["时间:2026年5月6日14：30", "时间：2026年5月6日14:30"],
    ["打卡率提高到93.2%,", "打卡率提高到93.2%，"],
    ["下午2:30－5:00", "下午2:30—5:00"],
    ["完成;检查!", "完成；检查！"],
    ["下午2:30", "下午2:30"],
    ["PDF (A-2a), 12", "PDF (A-2a), 12"],
  ])("%s", (seen, meant) => {
    expect(widened(seen)).toBe(meant);
  });
});
