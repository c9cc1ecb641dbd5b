/** Situations that users of other programs reported, each as the smallest RTF that has it. */
import { describe, expect, it } from "vitest";
import { docxMembers, makeZip, paragraph } from "../fixtures/packages.ts";
import { read } from "../read.ts";

/** Characters from U+0100 on are written as RTF writes them. */
const escaped = (rtf: string) =>
  rtf.replace(/[\u0100-\uffff]/g, (sign) => `\\u${(sign.charCodeAt(0) << 16) >> 16}?`);
async function readingOf(rtf: string) {
  return await read(Uint8Array.from(escaped(rtf), (character) => character.charCodeAt(0)));
}
async function textOf(rtf: string): Promise<string> {
  const result = await readingOf(`{\\rtf1\\ansi\\ansicpg936 ${rtf}}`);
  return result.outcome === "text" ? result.text : `refused: ${result.reason}`;
}

const fonts =
  "{\\fonttbl{\\f0\\fcharset134 SimSun;}{\\f1\\fcharset2 Wingdings 2;}{\\f2\\fcharset134 Wingdings;}{\\f3\\fcharset2 Webdings;}}";
const field = (code: string, result = "", data = "") =>
  `{\\field{\\*\\fldinst { ${code} }${data}}{\\fldrslt {${result}}}}`;
const form = (content: string) => `{\\*\\formfield{${content}}}`;
const shape = (...properties: [string, string][]) =>
  `{\\shp{\\*\\shpinst ${properties.map(([name, value]) => `{\\sp{\\sn ${name}}{\\sv ${value}}}`).join("")}}}`;

const situations: [situation: string, rtf: string, truth: string][] = [
  [
    "ticks typed as letters of a symbol font",
    `${fonts}{\\f1 R}{\\f0 到会}{\\f1 \\'a3}{\\f0 请假}`,
    "√到会□请假",
  ],
  ["a symbol font of which the table does not say so", `${fonts}{\\f2 \\'fe}{\\f0 是}`, "√是"],
  ["a tick as Unicode of the private area", `${fonts}{\\f1\\uc1\\u-4014 ?}{\\f0 到会}`, "√到会"],
  ["a tick as the Latin letter in Unicode", `${fonts}{\\f2\\u254 ?}{\\f3 a}`, "√√"],
  [
    "a ticked box of a form",
    `${field("FORMCHECKBOX", "", form("\\fftype1\\ffres1\\ffdefres0{\\*\\ffname a}"))}研讨`,
    "√研讨",
  ],
  [
    "a box ticked at first and never touched",
    `${field("FORMCHECKBOX", "", form("\\fftype1\\ffres25\\ffdefres1"))}研讨`,
    "√研讨",
  ],
  ["an empty box", `${field("FORMCHECKBOX", "", form("\\fftype1\\ffres0\\ffdefres1"))}自学`, "□自学"],
  [
    "a chosen entry of a list",
    field(
      "FORMDROPDOWN",
      "",
      form("\\fftype2\\ffres1\\ffdefres0{\\*\\ffname a}{\\*\\ffl 一楼}{\\*\\ffl 三楼}"),
    ),
    "三楼",
  ],
  [
    "what was typed into a field",
    `记录：${field("FORMTEXT", "竹青", form("\\fftype0{\\*\\ffdeftext 姓名}"))}`,
    "记录：竹青",
  ],
  [
    "a phonetic guide",
    `主持人：${field("EQ \\\\* jc2 \\\\o\\\\ad(\\\\s\\\\up 9(zhú),竹)")}青`,
    "主持人：竹青",
  ],
  [
    "a fraction as a field, with a picture of it as result",
    `到会率${field("EQ \\\\f(9,10)", "9 10")}`,
    "到会率9/10",
  ],
  ["a sign as a field", `${field('SYMBOL 82 \\\\f "Wingdings 2" \\\\s 12')}到会`, "√到会"],
  [
    "a fraction of a formula",
    "到会率{\\mmath{\\*\\moMath{\\mf{\\mfPr{\\mtype bar}{\\mctrlPr a}}{\\mnum{\\mr 9}}{\\mden{\\mr 10}}}}}。",
    "到会率9/10。",
  ],
  [
    "a page number in the middle of a header",
    `{\\header 白鹭简报 ${field("PAGE", "1")}\\par}正文`,
    "白鹭简报 \n正文",
  ],
  ["WordArt", `${shape(["shapeType", "136"], ["gtextUNICODE", "白鹭简报"])}第3期`, "白鹭简报\n第3期"],
  [
    "a watermark",
    `${shape(["gtextUNICODE", "草稿"], ["wzName", "PowerPlusWaterMarkObject1"])}第3期`,
    "第3期",
  ],
  [
    "WordArt in a line",
    "{\\pict{\\*\\picprop\\shplid1{\\sp{\\sn gtextUNICODE}{\\sv 白鹭}}}\\wmetafile8 0100}第3期",
    "白鹭\n第3期",
  ],
  [
    "a large first letter",
    "{\\pard\\dropcapli2\\dropcapt1 3\\par}\\pard 月5日上午\\par 第二段",
    "3月5日上午\n第二段",
  ],
  [
    "what is struck stands apart from what replaces it",
    "主持人：{\\strike 高山}竹青{\\strike0 ，}馆长",
    "主持人：高山 竹青，馆长",
  ],
  ["characters copied from the web", "主持\u200b人\u2236竹\ufeff青", "主持人：竹青"],
  ["no fallback behind Unicode (henck/rtf-html-php#22)", "\\uc0\\u31481\\u38738", "竹青"],
  ["the charset of the font inside a group (iarna/rtf-parser#18)", `${fonts}{\\f0 \\'d6\\'f1}`, "竹"],
  [
    "a field in the result of another (RtfDomParser#5)",
    field('HYPERLINK "a"', `第${field("REF b", "3")}期`),
    "第3期",
  ],
];

describe("what users of other programs met in RTF", () => {
  it.each(situations)("%s", async (_, rtf, truth) => {
    expect((await textOf(rtf)).trimEnd()).toBe(truth.trimEnd());
  });
});

/** An object as RTF writes it down: versions, three names, then its bytes. */
function written(program: string, file: Uint8Array): string {
  const number = (value: number) => [value & 255, (value >> 8) & 255, (value >> 16) & 255, value >>> 24];
  const name = [...number(program.length + 1), ...Array.from(program, (sign) => sign.charCodeAt(0)), 0];
  const bytes = [
    ...number(0x501),
    ...number(2),
    ...name,
    ...number(0),
    ...number(0),
    ...number(file.length),
    ...file,
  ];
  const digits = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `{\\object\\objemb{\\*\\objclass ${program}}{\\*\\objdata ${digits.replace(/(.{64})/g, "$1\n")}}{\\result {图标}}}`;
}

describe("objects in RTF", () => {
  it("are read behind the words of their paragraph, in place of their picture", async () => {
    const paper = await makeZip(docxMembers(paragraph("主持人：竹青")));
    const result = await readingOf(`{\\rtf1 附件：${written("Word.Document.12", paper)}\\par 尾}`);
    expect(result).toMatchObject({ text: "附件：\n主持人：竹青\n尾" });
  });

  it("that cannot be read are said, and their picture is", async () => {
    const result = await readingOf(
      `{\\rtf1 附件：${written("Excel.Sheet.8", new Uint8Array([1, 2]))}\\par 尾}`,
    );
    expect(result).toMatchObject({ text: "附件：图标\n尾", unreadObjects: ["Excel 表格"] });
  });
});
