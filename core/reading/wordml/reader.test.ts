import { describe, expect, it } from "vitest";
import { cell, docxMembers, paragraph } from "../fixtures/packages.ts";
import { read } from "../read.ts";

const names =
  'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:aml="http://schemas.microsoft.com/aml/2001/core"';

async function textOf(body: string, { before = "", root = "" } = {}): Promise<string> {
  const file = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<?mso-application progid="Word.Document"?>\n<w:wordDocument ${names} ${root}>${before}<w:body><w:sect>${body}</w:sect></w:body></w:wordDocument>`;
  const result = await read(new TextEncoder().encode(file));
  return result.outcome === "text" ? result.text : `refused: ${result.reason}`;
}

const level = (ilvl: number, nfc: number, text: string) =>
  `<w:lvl w:ilvl="${ilvl}"><w:start w:val="1"/><w:nfc w:val="${nfc}"/><w:lvlText w:val="${text}"/></w:lvl>`;
const lists = `<w:lists><w:listDef w:listDefId="0">${level(0, 37, "%1、")}${level(1, 0, "%2.")}</w:listDef><w:list w:ilfo="1"><w:ilst w:val="0"/></w:list></w:lists>`;
const item = (ilvl: number, text: string) =>
  paragraph(text, `<w:listPr><w:ilvl w:val="${ilvl}"/><w:ilfo w:val="1"/></w:listPr>`);

describe("a Word 2003 XML document", () => {
  it("writes its numbers out", async () => {
    const body = item(0, "主题") + item(1, "自学") + item(1, "研讨") + item(0, "要求");
    expect(await textOf(body, { before: lists })).toBe("一、主题\n1.自学\n2.研讨\n二、要求");
  });

  it.each([
    [
      "a field that is never ended",
      `<w:p><w:r><w:t>时间：</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r><w:r><w:t>5月6日</w:t></w:r></w:p>${paragraph("主持人：竹青")}`,
      "时间：5月6日\n主持人：竹青",
    ],
    [
      "a tick typed as a letter",
      '<w:p><w:r><w:rPr><w:rFonts w:ascii="Wingdings 2" w:h-ansi="Wingdings 2"/></w:rPr><w:t>R</w:t></w:r><w:r><w:t>到会</w:t></w:r></w:p>',
      "√到会",
    ],
    ["a large first letter", paragraph("3", '<w:framePr w:drop-cap="drop"/>') + paragraph("月5日"), "3月5日"],
    [
      "WordArt",
      '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="白鹭简报"/></v:shape></w:pict></w:r><w:r><w:t>第3期</w:t></w:r></w:p>',
      "白鹭简报\n第3期",
    ],
  ])("is read like a .docx: %s", async (_, body, truth) => {
    expect(await textOf(body)).toBe(truth);
  });

  it("puts headers first and notes last, and leaves out what was deleted, hidden or remarked", async () => {
    const note = `<w:r><w:footnote>${paragraph("引自简报")}</w:footnote></w:r>`;
    const deleted = `<aml:annotation aml:id="0" w:type="Word.Deletion"><aml:content><w:r><w:delText>删</w:delText></w:r></aml:content></aml:annotation>`;
    const remark = `<w:r><aml:annotation w:type="Word.Comment"><aml:content>${paragraph("批注")}</aml:content></aml:annotation></w:r>`;
    const body =
      `<w:p><w:r><w:t>正文</w:t></w:r>${deleted}${remark}${note}<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r></w:p>` +
      `<w:sectPr><w:hdr w:type="odd">${paragraph("青石县林业局")}</w:hdr></w:sectPr>`;
    expect(await textOf(body)).toBe("青石县林业局\n正文\n引自简报");
  });

  it("reads a merged cell once", async () => {
    const row = (first: string, merge: string, second: string) =>
      `<w:tr>${cell(paragraph(first), merge)}${cell(paragraph(second))}</w:tr>`;
    const table = `<w:tbl>${row("评价", '<w:vmerge w:val="restart"/>', "甲")}${row("评价", "<w:vmerge/>", "乙")}</w:tbl>`;
    expect(await textOf(table)).toBe("评价\t甲\n\t乙");
  });

  it("is refused with macros, or broken", async () => {
    expect(await textOf(paragraph("文"), { root: 'w:macrosPresent="yes"' })).toBe("refused: macro");
    expect(await textOf("<w:p>")).toBe("refused: malformed");
  });
});

describe("a flat package", () => {
  const flat = (members: Record<string, string>) =>
    new TextEncoder().encode(
      `<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">${Object.entries(
        members,
      )
        .map(
          ([name, xml]) =>
            `<pkg:part pkg:name="/${name}"><pkg:xmlData>${xml.replace(/<\?xml[^>]*\?>/, "")}</pkg:xmlData></pkg:part>`,
        )
        .join("")}</pkg:package>`,
    );

  it("is read as the .docx it would be", async () => {
    const result = await read(flat(docxMembers(paragraph("学习记录"), { header: paragraph("石桥镇党委") })));
    expect(result).toMatchObject({ outcome: "text", format: "wordml", text: "学习记录" });
  });

  it("is refused with macros", async () => {
    const result = await read(flat({ ...docxMembers(paragraph("文")), "word/vbaProject.bin": "" }));
    expect(result).toMatchObject({ outcome: "refused", reason: "macro" });
  });
});
