import { Document, Footer, Header, Packer, PageNumber, Paragraph, TextRun } from "docx";
import { describe, expect, it } from "vitest";
import { locationAt } from "../document.ts";
import { cell, docxMembers, makeDocx, makeZip, type Parts, paragraph, strict } from "../fixtures/packages.ts";
import { read } from "../read.ts";

async function textOf(body: string, parts: Parts = {}, namespace?: string): Promise<string> {
  const result = await read(await makeDocx(body, parts, namespace));
  return result.outcome === "text" ? result.text : `refused: ${result.reason}`;
}

const level = (ilvl: number, format: string, text: string, more = "") =>
  `<w:lvl w:ilvl="${ilvl}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;
const outline =
  `<w:abstractNum w:abstractNumId="0">${level(0, "chineseCounting", "%1、")}${level(1, "chineseCounting", "（%2）")}` +
  `${level(2, "decimal", "%3.")}${level(3, "bullet", "\uf0b7")}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>` +
  `<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`;
const numbered = (ilvl: number, text: string, numId = 1) =>
  paragraph(text, `<w:numPr><w:ilvl w:val="${ilvl}"/><w:numId w:val="${numId}"/></w:numPr>`);

describe("automatic numbers", () => {
  it("counts levels, starts lower ones over, and begins a restarted list at one", async () => {
    const body =
      numbered(0, "学习主题") +
      numbered(0, "学习安排") +
      numbered(1, "自学") +
      numbered(1, "研讨") +
      numbered(2, "发言") +
      numbered(0, "要求") +
      numbered(1, "纪律") +
      numbered(0, "附则", 2);
    expect(await textOf(body, { numbering: outline })).toBe(
      "一、学习主题\n二、学习安排\n（一）自学\n（二）研讨\n1.发言\n三、要求\n（一）纪律\n一、附则",
    );
  });

  it("takes the list from the style, and from the style that one is based on", async () => {
    const styles =
      '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>' +
      '<w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H1"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>';
    const body =
      paragraph("总体要求", '<w:pStyle w:val="H1"/>') + paragraph("目标", '<w:pStyle w:val="H2"/>');
    expect(await textOf(body, { numbering: outline, styles })).toBe("一、总体要求\n（一）目标");
  });

  it("leaves a paragraph alone whose list was taken off, and keeps figures apart", async () => {
    const body = numbered(0, "不编号", 0) + numbered(2, "2026年的安排");
    expect(await textOf(body, { numbering: outline })).toBe(
      "不编号\n1.2026年的安排".replace("1.2026", "1. 2026"),
    );
  });
});

describe("what a reader of the paper sees", () => {
  const cases: [string, string, string][] = [
    [
      "tracked insertions are there, deletions are not",
      '<w:p><w:r><w:t>应到</w:t></w:r><w:del w:id="1"><w:r><w:delText>9</w:delText></w:r></w:del><w:ins w:id="2"><w:r><w:t>8</w:t></w:r></w:ins><w:r><w:t>人</w:t></w:r></w:p>',
      "应到8人",
    ],
    [
      "a deleted paragraph mark joins two paragraphs",
      `<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>时间：</w:t></w:r></w:p>${paragraph("5月6日")}`,
      "时间：5月6日",
    ],
    [
      "a deleted row is gone",
      `<w:tbl><w:tr>${cell(paragraph("留"))}</w:tr><w:tr><w:trPr><w:del w:id="1"/></w:trPr>${cell(paragraph("删"))}</w:tr></w:tbl>`,
      "留",
    ],
    [
      "hidden text is left out",
      `<w:p><w:r><w:t>公开</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>内部</w:t></w:r></w:p>`,
      "公开",
    ],
    [
      "vanish switched off is no hiding",
      `<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>公开</w:t></w:r></w:p>`,
      "公开",
    ],
    [
      "a simple field shows its result",
      '<w:p><w:fldSimple w:instr="DATE"><w:r><w:t>2026年5月6日</w:t></w:r></w:fldSimple></w:p>',
      "2026年5月6日",
    ],
    [
      "a complex field shows its result, not its code",
      '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r><w:r><w:t>不见</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>第3期</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
      "第3期",
    ],
    [
      "a number in a ring is one sign",
      '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> eq \\o\\ac(○,3)</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
      "③",
    ],
    [
      "a ticked form box is a tick",
      '<w:p><w:r><w:t>出席</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
      "出席√",
    ],
    [
      "a drop-down shows the chosen entry",
      '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="自学"/><w:listEntry w:val="研讨"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
      "研讨",
    ],
    [
      "content controls are looked through",
      `<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:value="未选"/></w:dropDownList></w:sdtPr><w:sdtContent>${paragraph("已选")}</w:sdtContent></w:sdt>`,
      "已选",
    ],
    [
      "a text box is read once, before its paragraph",
      `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:txbxContent>${paragraph("学习简报")}</w:txbxContent></mc:Choice><mc:Fallback><w:pict><w:txbxContent>${paragraph("学习简报")}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>正文</w:t></w:r></w:p>`,
      "学习简报\n正文",
    ],
    [
      "a soft break begins a line of the same paragraph",
      "<w:p><w:r><w:t>一</w:t><w:br/><w:t>二</w:t></w:r></w:p>",
      "一\n二",
    ],
    [
      "signs of symbol fonts have their meaning",
      '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t>已学</w:t></w:r></w:p>',
      "√已学",
    ],
    [
      "ruby keeps the base and drops the reading",
      "<w:p><w:r><w:ruby><w:rt><w:r><w:t>qī</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>七</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>",
      "七",
    ],
    [
      "cells of a row stand on one line, a wide one once",
      `<w:tbl><w:tr>${cell(paragraph("姓名"))}${cell(paragraph("职务"), '<w:gridSpan w:val="2"/>')}</w:tr></w:tbl>`,
      "姓名\t职务",
    ],
    [
      "a tall cell is read once, where it begins",
      `<w:tbl><w:tr>${cell(paragraph("评价"), '<w:vMerge w:val="restart"/>')}${cell(paragraph("甲"))}</w:tr><w:tr>${cell(paragraph("评价"), "<w:vMerge/>")}${cell(paragraph("乙"))}</w:tr></w:tbl>`,
      "评价\t甲\n\t乙",
    ],
    [
      "a label set downwards is one word",
      `<w:tbl><w:tr>${cell(paragraph("过") + paragraph("程"))}${cell(paragraph("甲说。") + paragraph("乙说。"))}</w:tr></w:tbl>`,
      "过程\t甲说。\n乙说。",
    ],
    [
      "a nested table stands inside its cell",
      `<w:tbl><w:tr>${cell(paragraph("签到"))}${cell(`<w:tbl><w:tr>${cell(paragraph("甲"))}${cell(paragraph("到"))}</w:tr><w:tr>${cell(paragraph("乙"))}${cell(paragraph("假"))}</w:tr></w:tbl><w:p/>`)}</w:tr></w:tbl>`,
      "签到\t甲\t到\n乙\t假",
    ],
  ];
  it.each(cases)("%s", async (_, body, text) => {
    expect(await textOf(body)).toBe(text);
  });

  it("knows hidden styles", async () => {
    const styles = '<w:style w:type="character" w:styleId="X"><w:rPr><w:vanish/></w:rPr></w:style>';
    const body =
      '<w:p><w:r><w:t>见</w:t></w:r><w:r><w:rPr><w:rStyle w:val="X"/></w:rPr><w:t>不见</w:t></w:r></w:p>';
    expect(await textOf(body, { styles })).toBe("见");
  });

  it("reads Strict files like Transitional ones", async () => {
    expect(await textOf(numbered(0, "主题"), { numbering: outline }, strict)).toBe("一、主题");
  });

  it("puts headers first and notes last, without page numbers and separators", async () => {
    const references =
      '<w:sectPr><w:headerReference w:type="default" r:id="header"/><w:footerReference w:type="default" r:id="footer"/></w:sectPr>';
    const footnotes = `<w:footnote w:type="separator" w:id="0">${paragraph("----")}</w:footnote><w:footnote w:id="2">${paragraph("引自简报")}</w:footnote>`;
    const footer =
      '<w:p><w:r><w:t>第</w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t>页</w:t></w:r></w:p>';
    const result = await read(
      await makeDocx(paragraph("正文") + references, {
        header: paragraph("青石县林业局"),
        footer,
        footnotes,
      }),
    );
    expect(result).toMatchObject({ outcome: "text", format: "docx", text: "青石县林业局\n正文\n引自简报" });
    expect(result.outcome === "text" && result.places.map(({ part }) => part)).toEqual([
      "header",
      "body",
      "note",
    ]);
  });

  describe("a document put in unopened", () => {
    const mht =
      'MIME-Version: 1.0\nContent-Type: multipart/related;\n    type="text/html";\n    boundary="--=part"\n\n----=part\nContent-Type: text/html; charset="utf-8"\nContent-Transfer-Encoding: quoted-printable\n\n<html><body><p>=E5=AD=A6=E4=B9=A0</p></body></html>\n----=part--';
    it.each([
      ["a web page", "<html><body><p>学习</p><p></p></body></html>"],
      ["a piece of a page", "<p>学习</p>"],
      ["a web archive", mht],
      ["an archive as a browser saves it", `From: <Saved by Blink>\nSubject: x\n${mht}`],
      ["plain text", "学习"],
    ])("is read: %s", async (_, chunk) => {
      const members = docxMembers(`${paragraph("封面")}<w:altChunk r:id="c"/>${paragraph("封底")}`);
      const relations = members["word/_rels/document.xml.rels"]?.replace(
        "</Relationships>",
        '<Relationship Id="c" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk" Target="afchunk.mht"/></Relationships>',
      );
      const bytes = await makeZip({
        ...members,
        "word/_rels/document.xml.rels": relations ?? "",
        "word/afchunk.mht": chunk,
      });
      expect(await read(bytes)).toMatchObject({ outcome: "text", format: "docx", text: "封面\n学习\n封底" });
    });

    it("is asked for when it is not there", async () => {
      expect(await textOf(`${paragraph("封面")}<w:altChunk r:id="none"/>`)).toBe("refused: unsupported");
    });
  });

  it("reads a file of the docx package", async () => {
    const document = new Document({
      sections: [
        {
          headers: { default: new Header({ children: [new Paragraph("石桥镇党委")] }) },
          footers: {
            default: new Footer({
              children: [
                new Paragraph({ children: [new TextRun({ children: ["— ", PageNumber.CURRENT, " —"] })] }),
              ],
            }),
          },
          children: [
            new Paragraph("学习记录"),
            new Paragraph({ children: [new TextRun("主持人："), new TextRun("陆一鸣")] }),
          ],
        },
      ],
    });
    const result = await read(new Uint8Array(await Packer.toBuffer(document)));
    expect(result).toMatchObject({ outcome: "text", text: "石桥镇党委\n学习记录\n主持人：陆一鸣" });
  });
});

describe("places", () => {
  it("lead from any offset back to paragraph and cell", async () => {
    const table = `<w:tbl><w:tr>${cell(paragraph("姓名"))}${cell(paragraph("高山"))}</w:tr></w:tbl>`;
    const result = await read(await makeDocx(paragraph("签到表") + table + paragraph("完")));
    if (result.outcome !== "text") throw new Error(result.message);
    const at = (word: string) => locationAt(result.places, result.text.indexOf(word));
    expect(at("签到表")).toMatchObject({ start: 0, end: 3, paragraph: 0, part: "body" });
    expect(at("高山")).toMatchObject({
      start: 7,
      end: 9,
      paragraph: 2,
      cell: { table: 0, row: 0, column: 1 },
    });
    expect(at("完")).toMatchObject({ paragraph: 3 });
    for (const [index, place] of result.places.entries()) {
      const next = result.places[index + 1];
      expect(result.text.slice(place.end, next?.start)).toMatch(/^[\t\n]?$/);
    }
  });
});
