import { describe, expect, it } from "vitest";
import { asTyped } from "./glyphs.ts";

describe("shapes of characters", () => {
  it.each([
    ["⻘⽯县林业局⻓2026年5⽉6⽇", "青石县林业局长2026年5月6日"],
    ["⼾籍、⾻⼲、⻛⻋、⻋⻔、⻰⻢", "户籍、骨干、风车、车门、龙马"],
    ["︽条例︾︵试行︶︒", "《条例》（试行）。"],
    ["ﬁle", "file"],
  ])("%s", (written, meant) => {
    expect(asTyped(written)).toBe(meant);
  });

  it("that people type stay as they are", () => {
    const typed = "青石县①㈠℃㎡，。；：“”——……ＡＢ１２㙍𠮷";
    expect(asTyped(typed)).toBe(typed);
  });
});
