import { describe, expect, it } from "vitest";
import { rulebookFrom } from "../../functions/adapters/rulebook/folder.ts";
import { isRulebook } from "../rulebook/rulebook.ts";
import { examine } from "./examine.ts";

const rulebook = rulebookFrom();
if (!isRulebook(rulebook)) throw new Error(JSON.stringify(rulebook.errors));

const SHEET = "柳溪县水利局党组理论学习中心组学习签到表\n时间：2026年3月5日\n地点：三楼会议室";
const examined = (pages: number) =>
  examine(
    {
      text: SHEET,
      declaredType: "attendance_sheet",
      asOf: "2026-03-08",
      unread: pages > 0 ? [`${pages}张图片`] : [],
    },
    rulebook,
  );
const missing = (unread: number, severity: string) =>
  examined(unread).findings.filter((one) => one.evidence === "" && one.severity === severity);

describe("pictures that nobody has read", () => {
  it("may hold what is missing: nothing is sent back for it", () => {
    expect(missing(0, "error").map(({ element }) => element)).toContain("roster");
    expect(missing(2, "error")).toEqual([]);
    expect(examined(2).elements.roster?.state).toBe("unsure");
    const said = examined(2).findings.map(({ message }) => message);
    expect(said.filter((message) => message.includes("缺少"))).toEqual([]);
  });

  it("are said, with their number", () => {
    const [said] = examined(2).findings.filter(({ code }) => code === "parts_unread");
    expect(said).toMatchObject({ severity: "look", element: "" });
    expect(said?.message).toContain("2张图片");
  });

  it("stand beside objects and formulas that could not be read either", () => {
    const unread = ["嵌入的Excel 表格", "1个没有结果的公式"];
    const { findings } = examine({ text: SHEET, asOf: "2026-03-08", unread }, rulebook);
    expect(findings.find(({ code }) => code === "parts_unread")?.message).toContain(
      "嵌入的Excel 表格、1个没有结果的公式",
    );
  });

  it("are what stands behind the longest paper", () => {
    const text = `${SHEET}\n${"　".repeat(300_000)}`;
    const { findings } = examine({ text, asOf: "2026-03-08" }, rulebook);
    expect(findings.find(({ code }) => code === "parts_unread")?.message).toContain("第300000字以后");
  });
});
