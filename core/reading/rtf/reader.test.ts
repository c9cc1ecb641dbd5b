import { describe, expect, it } from "vitest";
import { read } from "../read.ts";

/** Characters up to U+00FF become one byte each, so that raw GBK can be written as \xb0. */
async function textOf(rtf: string): Promise<string> {
  const result = await read(Uint8Array.from(rtf, (character) => character.charCodeAt(0)));
  return result.outcome === "text" ? result.text : `refused: ${result.reason}`;
}
const fonts =
  "{\\fonttbl{\\f0\\fcharset0 Times;}{\\f1\\fnil\\fcharset134 \\'cb\\'ce\\'cc\\'e5;}{\\f2\\fcharset2 Wingdings;}}";

describe("the bytes of an RTF text", () => {
  const cases: [string, string, string][] = [
    ["GBK in hexadecimal", "{\\rtf1\\ansi\\ansicpg936 \\'d1\\'a7\\'cf\\'b0}", "学习"],
    [
      "GBK as it is, with a second byte that looks like a sign",
      "{\\rtf1\\ansi\\ansicpg936 \xd1\xa7\\'81a}",
      "学乤",
    ],
    ["GBK by the font", `{\\rtf1\\ansi\\ansicpg1252${fonts}\\f1 \\'d1\\'a7\\f0 \\'96}`, "学–"],
    [
      "GBK by the font set for wide characters",
      `{\\rtf1\\ansi${fonts}\\dbch\\af1\\loch\\f0 \\'d1\\'a7}`,
      "学",
    ],
    [
      "Unicode with a fallback to pass over",
      "{\\rtf1\\uc1 \\u23398?\\u20064\\'3f\\uc2\\u20250\\'bb\\'e1\\uc0\\u35758 !}",
      "学习会议!",
    ],
    ["Unicode below zero, and a pair", "{\\rtf1 \\u-10181?\\u-9216?}", "\ud83b\udc00"],
    ["a tick of a symbol font", `{\\rtf1${fonts}{\\f2\\'fc}OK}`, "√OK"],
    [
      "line ends of the file, tabs, breaks and quotes",
      "{\\rtf1 a\r\nb\\tab c\\line d\\ldblquote e\\rdblquote\\~f\\{\\}}",
      "ab\tc\nd“e” f{}",
    ],
  ];
  it.each(cases)("are read: %s", async (_, rtf, text) => {
    expect(await textOf(rtf)).toBe(text);
  });
});

describe("what a reader of the page sees", () => {
  const cases: [string, string, string][] = [
    [
      "hidden and deleted words are left out",
      "{\\rtf1 a{\\v b}\\v c\\v0 d{\\deleted e}\\v f\\plain g}",
      "adg",
    ],
    [
      "the number of a list stands before its text",
      "{\\rtf1{\\listtext\\pard\\plain 1.\\tab}\\ls1 a\\par{\\pntext 2.\\tab}2026\\par}",
      "1.a\n2. 2026",
    ],
    [
      "headers come first and once, notes last, page numbers never",
      "{\\rtf1{\\header H\\par}a{\\footnote note}\\par{\\header H\\par}{\\footer - {\\field{\\*\\fldinst PAGE}{\\fldrslt 7}} -\\par}b\\par}",
      "H\na\nb\nnote",
    ],
    [
      "the result of a field is shown, its instruction is not",
      "{\\rtf1 {\\field{\\*\\fldinst{ DATE }}{\\fldrslt 5-6}}!}",
      "5-6!",
    ],
    [
      "what the file says about itself is left out",
      "{\\rtf1{\\info{\\title T}}{\\*\\unheard of}{\\pict ffd8}a}",
      "a",
    ],
    [
      "a box is read once, at its anchor",
      "{\\rtf1 a{\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv 1}}{\\shptxt box\\par}}{\\shprslt{box}}}b\\par}",
      "box\nab",
    ],
    ["binary data is passed over", "{\\rtf1 a{\\pict\\bin4 }}}}}b}", "ab"],
    [
      "rows are lines, and merged cells stand once",
      "{\\rtf1\\trowd\\clvmgf\\cellx1\\cellx2\\intbl A\\cell B\\cell\\row\\trowd\\clvmrg\\cellx1\\cellx2\\intbl A\\cell CC\\par DD\\cell\\row\\pard end}",
      "A\tB\n\tCC\nDD\nend",
    ],
    [
      "a nested table stands inside its cell",
      "{\\rtf1\\trowd\\cellx1\\cellx2\\intbl A\\cell\\intbl\\itap2 x\\nestcell y\\nestcell{\\*\\nesttableprops\\trowd\\cellx1\\cellx2\\nestrow}{\\nonesttables\\par}\\pard\\intbl\\cell\\row\\pard end}",
      "A\tx\ty\nend",
    ],
    ["a row cut off keeps its words", "{\\rtf1\\trowd\\cellx1\\intbl A\\cell B}", "A\nB"],
  ];
  it.each(cases)("%s", async (_, rtf, text) => {
    expect(await textOf(rtf)).toBe(text);
  });

  it.each([
    ["half of a file", "{\\rtf1 a{\\b b", "truncated"],
    ["groups without end", `{\\rtf1 ${"{".repeat(5000)}`, "too_deep"],
    ["a file without words", "{\\rtf1{\\info{\\title T}}}", "empty"],
  ])("%s is refused", async (_, rtf, reason) => {
    expect(await textOf(rtf)).toBe(`refused: ${reason}`);
  });
});
