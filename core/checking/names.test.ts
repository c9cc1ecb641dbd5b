import { describe, expect, it } from "vitest";
import { rulebookFrom } from "../../functions/adapters/rulebook/folder.ts";
import { isRulebook } from "../rulebook/rulebook.ts";
import { peopleIn } from "./names.ts";

const rulebook = rulebookFrom();
if (!isRulebook(rulebook)) throw new Error(JSON.stringify(rulebook.errors));
const names = (words: string, strict = false): string[] =>
  peopleIn(words, rulebook.lexicon, strict).map((one) => one.name);

describe("names", () => {
  it.each([
    ["白桦林、柳岸,梅岭 陶然\t程远", ["白桦林", "柳岸", "梅岭", "陶然", "程远"]],
    ["党委书记、局长白桦林", ["白桦林"]],
    ["常务副县长白桦林,副县长柳岸、梅岭", ["白桦林", "柳岸", "梅岭"]],
    ["柳 岸 梅 岭", ["柳岸", "梅岭"]],
    ["柳岸(党组成员、副所长)", ["柳岸"]],
    ["柳岸、梅岭两位同志", ["柳岸", "梅岭"]],
    ["全体党组成员", []],
    ["各科室负责人", []],
  ])("%s", (words, expected) => expect(names(words)).toEqual(expected));

  it("points at the name itself", () => {
    const [person] = peopleIn("党组书记、所长白桦林", rulebook.lexicon, true);
    expect(person).toEqual({ name: "白桦林", start: 7, end: 10 });
  });
});
