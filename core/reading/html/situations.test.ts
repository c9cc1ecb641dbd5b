/** Situations that users of other programs reported, each as the smallest page that has it. */
import { describe, expect, it } from "vitest";
import { read } from "../read.ts";

async function textOf(body: string, head = ""): Promise<string> {
  const page = `<html xmlns:v="urn:schemas-microsoft-com:vml"><head>${head}</head><body>${body}</body></html>`;
  const result = await read(new TextEncoder().encode(page));
  return result.outcome === "text" ? result.text : `refused: ${result.reason}`;
}

const fields = (content: string) => `<!--[if supportFields]>${content}<![endif]-->`;
const begin = "<span style='mso-element:field-begin'></span>";
const separator = "<span style='mso-element:field-separator'></span>";
const end = "<span style='mso-element:field-end'></span>";
const vml = (shape: string, instead = "<img src=a.gif>") =>
  `<!--[if gte vml 1]>${shape}<![endif]--><![if !vml]><span>${instead}</span><![endif]>`;
/** A box of an old form that was ticked, as Word keeps it: version, kind with its result, and no texts. */
const ticked = "FFFFFFFF 6500 0000 1400 0000 0000 0100";

const situations: [situation: string, body: string, truth: string, head?: string][] = [
  ["a phonetic guide", "<p>主持人：<ruby>竹<rp>(</rp><rt>zhú</rt><rp>)</rp></ruby>青</p>", "主持人：竹青"],
  [
    "ticks as Word writes them",
    `<p><span style='font-family:"Wingdings 2";mso-ascii-font-family:宋体;mso-char-type:symbol;mso-symbol-font-family:"Wingdings 2"'>R</span>到会</p>`,
    "√到会",
  ],
  [
    "ticks as LibreOffice writes them",
    '<p><font face="Wingdings, serif">þ</font><font face="SimSun">是</font><font face="Wingdings">¨<span style="font-size:10pt">¨</span><font face="宋体">R否</font></font></p>',
    "√是□□R否",
  ],
  [
    "ticks in the font of a class",
    '<p><span class="big tick">R</span>到会</p>',
    "√到会",
    '<style>.big{color:red} .tick { font-family: "Wingdings 2"; }</style>',
  ],
  ["a private-use sign", "<p><font face=Wingdings>\uf0fe</font>是</p>", "√是"],
  [
    "WordArt",
    `<p>${vml('<v:shape id="s1"><v:textpath string="白鹭简报"/></v:shape>')}第3期</p>`,
    "白鹭简报\n第3期",
  ],
  [
    "a watermark",
    `<p>${vml('<v:shape id="PowerPlusWaterMarkObject1"><v:textpath string="草稿"/></v:shape>')}第3期</p>`,
    "第3期",
  ],
  [
    "a text box, and the same in its stand-in",
    `<p>${vml("<v:shape><v:textbox><div><p>编号 7</p></div></v:textbox></v:shape>", "编号 7")}正文</p>`,
    "编号 7\n正文",
  ],
  [
    "a stand-in that never ends",
    "<p><!--[if gte vml 1]><v:textpath string='甲'/><![endif]--><![if !vml]>甲</p><p>乙</p>",
    "甲\n乙",
  ],
  [
    "a field that has no result",
    `<p>主持人：${fields(`${begin} EQ \\o\\ad(\\s\\up 9(zhú),竹)${end}`)}青</p>`,
    "主持人：竹青",
  ],
  [
    "a field with its result beside",
    `<p>时间：${fields(`${begin} DATE ${separator}`)}5月6日${fields(end)}</p>`,
    "时间：5月6日",
  ],
  [
    "a box of an old form",
    `<p>${fields(`${begin} FORMCHECKBOX `)}<!--[if gte mso 9]><xml><w:data>${ticked}</w:data></xml><![endif]-->${fields(end)}研讨</p>`,
    "√研讨",
  ],
  [
    "a large first letter, in its table",
    "<div style='mso-element:dropcap-dropped;mso-element-linespan:2'><table><tr><td><p>3</p></td></tr></table></div><p>月5日上午</p>",
    "3月5日上午",
  ],
  [
    "what is struck stands apart from what replaces it",
    "<p>主持人：<s>高山</s>竹青，<span style='text-decoration:line-through'>馆员</span>馆长</p>",
    "主持人：高山 竹青，馆员 馆长",
  ],
  [
    "the mark of a remark",
    "<p>竹青<![if !supportAnnotations]><a class=MsoCommentReference href=#a>[竹1]</a><![endif]></p>",
    "竹青",
  ],
  ["characters copied from the web", "<p>主持&#8203;人&#8758;竹&shy;青&lrm;</p>", "主持人：竹青"],
];

describe("what users of other programs met in pages under the name of Word", () => {
  it.each(situations)("%s", async (_, body, truth, head) => {
    expect(await textOf(body, head)).toBe(truth);
  });

  it("is read up to where it is cut off, in the middle of a tag", async () => {
    const page = "<html><body><p>竹青</p><p class='a";
    expect(await read(new TextEncoder().encode(page))).toMatchObject({ text: "竹青" });
  });
});
