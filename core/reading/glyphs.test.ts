import { describe, expect, it } from "vitest";
import { asTyped } from "./glyphs.ts";

describe("shapes of characters", () => {
  it.each([
    ["⻘⽯县林业局⻓2026年5⽉6⽇", "青石县林业局长2026年5月6日"],
    ["⼾籍、⾻⼲、⻛⻋、⻋⻔、⻰⻢", "户籍、骨干、风车、车门、龙马"],
    ["︽条例︾︵试行︶︒", "《条例》（试行）。"],
    ["ﬁle", "file"],
    ["\uf9e4\uf941學習、\uf9f7新年、令\uf98f、\u{2f800}", "理論學習、立新年、令憐、丽"],
    ["王\ue863、\ue81a\ue81b、\ue831\ue816\ue843、\ue835\ue5e5\ue790", "王䶮、㑳㑇、𡗗𠂇龹、䅟\u3000："],
    ["主持\u200b人\u200e：\ufeff陆\u2060一\u00ad鸣\u202c", "主持人：陆一鸣"],
    [
      "时间\u2236上午9\u223630，比例1 \u2236 500，地点﹕三楼﹐",
      "时间：上午9\u223630，比例1 \u2236 500，地点：三楼，",
    ],
    ["\ufff9琛\ufffachēn\ufffb明远", "琛明远"],
    ["☑\ufe0f出席 ☐请假 ✔到 ✓", "√出席 □请假 √到 √"],
    ["一行\u2028二行\u2029三行\r\n四行", "一行\n二行\n三行\n四行"],
  ])("%s", (written, meant) => {
    expect(asTyped(written)).toBe(meant);
  });

  it("that people type stay as they are", () => {
    const typed = "青石县①㈠℃㎡，。；：“”——……ＡＢ１２㙍𠮷";
    expect(asTyped(typed)).toBe(typed);
  });
});
