import { describe, expect, it } from "vitest";
import { BUILT_IN, readRuleFiles } from "../../../functions/adapters/rulebook/folder.ts";
import { loadRulebook } from "../../rulebook/load.ts";
import { isRulebook } from "../../rulebook/rulebook.ts";
import { datesIn } from "../dates.ts";
import { layOut } from "../page.ts";
import { yearFor } from "./years.ts";

const rulebook = loadRulebook(readRuleFiles(BUILT_IN), {});
const year = (text: string, record: boolean, asOf = "2025-12-31") => {
  if (!isRulebook(rulebook)) throw new Error("no rulebook");
  const page = layOut(text, rulebook.lexicon);
  const date = datesIn(page.text).find((one) => one.year === undefined);
  if (!date) throw new Error("no date without a year");
  return yearFor({ page, asOf, record }, date);
};

describe("the year of a date without one", () => {
  it("lies ahead of a scheme of December, and behind a record of January", () => {
    expect(year("定于1月8日上午学习。\n农科所党组\n2024年12月28日", false)).toEqual({
      year: 2025,
      guessed: false,
    });
    expect(year("12月28日学习。\n农科所党组\n2025年1月6日", true)).toEqual({ year: 2024, guessed: false });
  });

  it("is that of the date before it on the line", () => {
    expect(year("2023年3月1日至4月5日\n农科所\n2025年1月6日", true)).toEqual({ year: 2023, guessed: false });
  });

  it("is only the likeliest where nothing near names one", () => {
    expect(year("5月6日学习。", true, "2025-12-31")).toEqual({ year: 2025, guessed: true });
    expect(year("11月6日学习。", true, "2025-06-30")).toEqual({ year: 2024, guessed: true });
  });
});
