/** The photographed sign-in sheet under the minutes, in every format that can hold one. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { docxMembers, makeZip, paragraph } from "../fixtures/packages.ts";
import { recogniser } from "../fixtures/pictures.ts";
import { makeXlsx, relationsPart, textRow } from "../fixtures/sheets.ts";
import { read } from "../read.ts";

const before = "会议认为，要抓好春耕备播。";
const behind = "附：考勤情况";
const seen = "签到：白鹭";
const inPlace = [before, seen, behind];

const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../../test/fixtures/reading/${name}`, import.meta.url)));
const scan = new Uint8Array(
  readFileSync(new URL("../../../test/fixtures/scans/record.jpg", import.meta.url)),
);
const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const hexadecimal = Buffer.from(scan).toString("hex");
const base64 = Buffer.from(scan).toString("base64");

async function linesOf(file: Uint8Array | string): Promise<string[]> {
  const bytes = typeof file === "string" ? new TextEncoder().encode(file) : file;
  const result = await read(bytes, { recogniser });
  if (result.outcome === "refused") throw new Error(result.message);
  return result.text.split("\n").filter((line) => line.trim() !== "");
}

describe("a picture in a Word 97 document", () => {
  it("is read where it stands in the text, and where it is tied to it", async () => {
    const floating = ["其余人员请假。", seen, "特此记录。"];
    expect(await linesOf(fixture("pictures.doc"))).toEqual([...inPlace, ...floating]);
  });

  it("is told as unread where nothing recognises it", async () => {
    expect(await read(fixture("pictures.doc"))).toMatchObject({ outcome: "text", unreadPages: [1, 2] });
  });
});

describe("a picture in RTF", () => {
  const rtf = (content: string) =>
    latin(`{\\rtf1\\ansi\\ansicpg936 ${escaped(before)}\\par ${content}\\par ${escaped(behind)}\\par}`);
  const escaped = (text: string) =>
    Array.from(text, (character) => `\\u${character.charCodeAt(0)}?`).join("");
  const picture = `{\\pict\\picw600\\pich400\\jpegblip\n${hexadecimal}}`;

  it("is read once, not a second time as old programs have it", async () => {
    const copy = `{\\nonshppict{\\pict\\pngblip ${hexadecimal}}}`;
    expect(await linesOf(rtf(`{\\*\\shppict${picture}}${copy}`))).toEqual(inPlace);
  });

  it("is read as it is, too", async () => {
    const bytes = String.fromCharCode(...scan);
    expect(await linesOf(rtf(`{\\pict\\jpegblip\\bin${scan.length} ${bytes}}`))).toEqual(inPlace);
  });

  it("is read where its shape is tied to the text, and in the header not at all", async () => {
    const shape = `{\\shp{\\*\\shpinst\\shpleft0{\\sp{\\sn pib}{\\sv ${picture}}}}}`;
    expect(await linesOf(rtf(shape))).toEqual(inPlace);
    expect(await linesOf(rtf(`{\\header ${picture}\\par}`))).toEqual([before, behind]);
  });

  it("is read behind the row in which it stands", async () => {
    const row = `\\trowd\\cellx100\\cellx200 \\intbl ${escaped(behind)}\\cell ${picture}\\cell\\row\\pard`;
    expect(await linesOf(rtf(row))).toEqual([before, `${behind}\t`, seen, behind]);
  });
});

describe("a picture in a web page", () => {
  const page = (address: string) =>
    `<html><meta charset="utf-8"><body><p>${before}</p><p><img src="${address}"></p><p>${behind}</p></body></html>`;

  it("is read where its address spells it out", async () => {
    expect(await linesOf(page(`data:image/jpeg;base64,${base64}`))).toEqual(inPlace);
  });

  it.each([
    ["minutes.files/image001.jpg", "Content-Location: file:///C:/A/minutes.files/image001.jpg"],
    ["cid:one@two", "Content-ID: <one@two>"],
  ])("is read out of a web archive: %s", async (address, header) => {
    const lines = [
      "MIME-Version: 1.0",
      'Content-Type: multipart/related; boundary="xx"',
      "",
      "--xx",
      "Content-Location: file:///C:/A/minutes.htm",
      'Content-Type: text/html; charset="utf-8"',
      "Content-Transfer-Encoding: base64",
      "",
      Buffer.from(page(address)).toString("base64"),
      "--xx",
      header,
      "Content-Type: image/jpeg",
      "Content-Transfer-Encoding: base64",
      "",
      base64,
      "--xx--",
    ];
    expect(await linesOf(lines.join("\r\n"))).toEqual(inPlace);
  });
});

describe("a picture in a Word document of one XML file", () => {
  it("is read where Word 2003 puts it", async () => {
    const picture = `<w:p><w:r><w:pict><w:binData w:name="wordml://1.jpg">${base64}</w:binData><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata src="wordml://1.jpg"/></v:shape></w:pict></w:r></w:p>`;
    const body = paragraph(before) + picture + paragraph(behind);
    const file = `<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>${body}</w:body></w:wordDocument>`;
    expect(await linesOf(file)).toEqual(inPlace);
  });

  it("is read out of a package that is written flat", async () => {
    const picture = `<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:embed="p"/></w:drawing></w:r></w:p>`;
    const members = {
      ...docxMembers(paragraph(before) + picture + paragraph(behind)),
      "word/_rels/document.xml.rels": relationsPart(["p", "image", "media/a.jpg"]),
    };
    const parts = Object.entries(members).map(
      ([name, xml]) =>
        `<pkg:part pkg:name="/${name}"><pkg:xmlData>${xml.replace(/<\?xml[^>]*>/, "")}</pkg:xmlData></pkg:part>`,
    );
    const media = `<pkg:part pkg:name="/word/media/a.jpg" pkg:contentType="image/jpeg"><pkg:binaryData>${base64}</pkg:binaryData></pkg:part>`;
    const file = `<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">${parts.join("")}${media}</pkg:package>`;
    expect(await linesOf(file)).toEqual(inPlace);
  });
});

describe("a picture in a workbook", () => {
  const drawing = (content: string) =>
    `<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">${content}</xdr:wsDr>`;
  const anchored = (row: number) =>
    `<xdr:oneCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:row>${row}</xdr:row></xdr:from><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="1" name="a"/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="p"/></xdr:blipFill></xdr:pic></xdr:oneCellAnchor>`;

  it("is read behind the row over which it begins", async () => {
    const rows = [textRow(1, before), textRow(9, behind)].join("");
    const file = await makeXlsx([{ name: "a", content: `<sheetData>${rows}</sheetData>` }], {
      parts: {
        "xl/worksheets/_rels/sheet0.xml.rels": relationsPart(["d", "drawing", "../drawings/a.xml"]),
        "xl/drawings/a.xml": drawing(anchored(2)),
        "xl/drawings/_rels/a.xml.rels": relationsPart(["p", "image", "../media/a.jpg"]),
        "xl/media/a.jpg": scan,
      },
    });
    expect(await linesOf(file)).toEqual(inPlace);
  });

  it("is the paper where a sheet holds nothing else", async () => {
    const file = await makeXlsx([{ name: "a", content: "<sheetData/>" }], {
      parts: {
        "xl/worksheets/_rels/sheet0.xml.rels": relationsPart(["d", "drawing", "../drawings/a.xml"]),
        "xl/drawings/a.xml": drawing(anchored(0)),
        "xl/drawings/_rels/a.xml.rels": relationsPart(["p", "image", "../media/a.jpg"]),
        "xl/media/a.jpg": scan,
      },
    });
    expect(await linesOf(file)).toEqual([seen]);
    expect(await read(file)).toMatchObject({ reason: "unsupported", recognisable: 1 });
  });

  it("is read behind the row with the cell into which WPS put it", async () => {
    const called = `<c r="A2" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>`;
    const rows = [textRow(1, before), `<row r="2">${called}</row>`, textRow(3, behind)].join("");
    const file = await makeXlsx([{ name: "a", content: `<sheetData>${rows}</sheetData>` }], {
      related: [["c", "cellImage", "cellimages.xml"]],
      parts: {
        "xl/cellimages.xml": `<etc:cellImages xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData" xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><etc:cellImage><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="ID_1"/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="p"/></xdr:blipFill></xdr:pic></etc:cellImage></etc:cellImages>`,
        "xl/_rels/cellimages.xml.rels": relationsPart(["p", "image", "media/a.jpg"]),
        "xl/media/a.jpg": scan,
      },
    });
    expect(await linesOf(file)).toEqual(inPlace);
  });

  it("is read in an .xls by the shape that shows it", async () => {
    expect(await linesOf(fixture("pictures.xls"))).toEqual([
      "姓名\t职务",
      "签到表见下图",
      seen,
      "记录人\t苏砚",
    ]);
  });

  it("is read in an .ods by the cell that holds it, one of the page behind the rows", async () => {
    const frame = `<draw:frame><draw:image xlink:href="Pictures/a.jpg"/></draw:frame>`;
    const sheet = (shapes: string, inCell: string) =>
      `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:spreadsheet><table:table table:name="a">${shapes}<table:table-row><table:table-cell><text:p>${before}</text:p>${inCell}</table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>${behind}</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`;
    const ods = (content: string) =>
      makeZip({
        mimetype: "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": content,
        "Pictures/a.jpg": scan,
      });
    expect(await linesOf(await ods(sheet("", frame)))).toEqual(inPlace);
    const onPage = `<table:shapes>${frame}</table:shapes>`;
    expect(await linesOf(await ods(sheet(onPage, "")))).toEqual([before, behind, seen]);
  });
});
