import { describe, expect, it } from "vitest";
import { BUILT_IN, readRuleFiles } from "../../../functions/adapters/rulebook/folder.ts";
import { loadRulebook } from "../../rulebook/load.ts";
import { isRulebook } from "../../rulebook/rulebook.ts";
import { layOut } from "../page.ts";
import { sheetOf } from "./sign-in.ts";

const rulebook = loadRulebook(readRuleFiles(BUILT_IN), {});
const sheet = (text: string) => {
  if (!isRulebook(rulebook)) throw new Error("no rulebook");
  return sheetOf(layOut(text, rulebook.lexicon), rulebook.lexicon);
};
const signed = (text: string): string[] =>
  sheet(text)
    .rows.filter((row) => row.signed)
    .map(({ name }) => name);

const ROWS = ["白桦林", "柳岸", "梅岭"];

describe("rows of a sign-in sheet", () => {
  it.each([
    ["tabs", `姓名\t职务\t签名\n${ROWS.map((name) => `${name}\t副所长\t${name}`).join("\n")}\n应到3人`],
    ["bars", `姓名|职务|签名\n${ROWS.map((name) => `${name}|副所长|${name}`).join("\n")}\n应到3人`],
    [
      "numbers and hours",
      `签到\n${ROWS.map((name, at) => `0${at + 1} ${name} 副所长 ${name}(签)`).join("\n")}`,
    ],
    ["a word before the mark", `签到\n${ROWS.map((name) => `${name} 副所长 签到:${name}`).join("\n")}`],
  ])("are read from %s", (_layout, text) => expect(signed(text)).toEqual(ROWS));

  it("are unsigned with an empty cell or a word for it, and twice the same is once", () => {
    const text =
      "姓名\t职务\t签名\n白桦林\t所长\t白桦林\n柳岸\t副所长\t柳岸\n柳岸\t副所长\t柳岸\n梅岭\t副所长\t(未签)\n应到3人";
    expect(signed(text)).toEqual(["白桦林", "柳岸"]);
    expect(sheet(text)).toMatchObject({ whole: true, rows: { length: 3 } });
  });

  it("are none in running text", () => {
    expect(sheet("白桦林说，渠要先修。\n柳岸说，种子要抽检。\n梅岭说，台账要补。").rows).toEqual([]);
  });
});
