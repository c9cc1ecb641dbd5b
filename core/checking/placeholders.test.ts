import { describe, expect, it } from "vitest";
import { rulebookFrom } from "../../functions/adapters/rulebook/folder.ts";
import { isRulebook } from "../rulebook/rulebook.ts";
import { normalize } from "../text/normalize.ts";
import { isBlank, placeholdersIn } from "./placeholders.ts";

const rulebook = rulebookFrom();
if (!isRulebook(rulebook)) throw new Error(JSON.stringify(rulebook.errors));
const { lexicon } = rulebook;
const forms = (words: string): string[] => {
  const { text } = normalize(words);
  return placeholdersIn(text, lexicon).map(({ start, end }) => text.slice(start, end));
};

describe("words of a form", () => {
  it.each(["【姓名】", "（请签名）", "【请领导在此签署意见】", "（时间）", "全年集中学习____次"])(
    "%s",
    (words) => {
      expect(forms(words)).not.toEqual([]);
    },
  );

  it.each(["【党组成员 乜小龙】", "渠首泵房二楼大间（地点）", "仍保留外省某市的名称", "【通知】"])(
    "not %s",
    (words) => {
      expect(forms(words)).toEqual([]);
    },
  );

  it("are blank from one day to the other", () => {
    expect(isBlank(normalize("____年____月____日至____年____月____日").text, lexicon)).toBe(true);
    expect(isBlank(normalize("____年____月____日").text, lexicon)).toBe(true);
    expect(isBlank(normalize("2026年3月5日至3月6日").text, lexicon)).toBe(false);
  });
});
