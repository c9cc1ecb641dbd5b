/** Words that lie over the cells of a workbook, and files put into it: reported situations with their right text. */
import { describe, expect, it } from "vitest";
import { docxMembers, makeDocx, makeZip, paragraph } from "../fixtures/packages.ts";
import { names, namesRead, relationsPart, row, type Situation, sheetOf } from "../fixtures/sheets.ts";
import { read } from "../read.ts";

const drawing = (shapes: string) =>
  `<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">${shapes}</xdr:wsDr>`;
const anchored = (at: number, content: string) =>
  `<xdr:twoCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${at}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>4</xdr:col><xdr:row>9</xdr:row></xdr:to>${content}<xdr:clientData/></xdr:twoCellAnchor>`;
const words = (...lines: string[]) =>
  lines.map((line) => `<a:p><a:r><a:t>${line}</a:t></a:r></a:p>`).join("");
const box = (name: string, ...lines: string[]) =>
  `<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="a" ${name}/></xdr:nvSpPr><xdr:txBody><a:bodyPr/>${words(...lines)}</xdr:txBody></xdr:sp>`;
const frame = (graphic: string) =>
  `<xdr:graphicFrame><a:graphic><a:graphicData>${graphic}</a:graphicData></a:graphic></xdr:graphicFrame>`;
const drawn = (shapes: string, parts: Record<string, string> = {}) =>
  sheetOf(
    names,
    {
      parts: {
        "xl/worksheets/_rels/sheet0.xml.rels": relationsPart(["d", "drawing", "../drawings/drawing1.xml"]),
        "xl/drawings/drawing1.xml": drawing(shapes),
        ...parts,
      },
    },
    '<drawing r:id="d"/>',
  );
const vml = (kind: string, caption: string, at: number, more = "", style = "") =>
  `<v:shape id="s${at}" style="position:absolute;${style}"><v:textbox><div><font>${caption}<br></font></div></v:textbox><x:ClientData ObjectType="${kind}"><x:Anchor>1, 15, ${at}, 2, 2, 30, 9, 4</x:Anchor>${more}</x:ClientData></v:shape>`;
const embedded = (name: string, content: Uint8Array) =>
  sheetOf(
    names,
    {
      parts: {
        "xl/worksheets/_rels/sheet0.xml.rels": relationsPart(["o", "package", `../embeddings/${name}`]),
        [`xl/embeddings/${name}`]: content,
      },
    },
    `<oleObjects><oleObject progId="Word.Document.12" shapeId="1" r:id="o"/></oleObjects>`,
  );

const laidOver: Situation[] = [
  [
    "a text box as the title, WordArt below",
    () =>
      drawn(
        anchored(0, box("", "柳溪镇学习签到表", "时间：2026年3月5日")) +
          anchored(30, box("", "党委办公室制")),
      ),
    `柳溪镇学习签到表\n时间：2026年3月5日\n${namesRead}\n党委办公室制`,
  ],
  [
    "a hidden box, and one written twice for old programs",
    () =>
      drawn(
        anchored(0, box('hidden="1"', "藏")) +
          anchored(
            0,
            `<mc:AlternateContent><mc:Choice Requires="a14">${box("", "主持人：温如玉")}</mc:Choice><mc:Fallback>${box("", "主持人：温如玉")}</mc:Fallback></mc:AlternateContent>`,
          ),
      ),
    `主持人：温如玉\n${namesRead}`,
  ],
  [
    "boxes in a group",
    () => drawn(anchored(0, `<xdr:grpSp>${box("", "甲")}${box("", "乙")}</xdr:grpSp>`)),
    `甲\n乙\n${namesRead}`,
  ],
  [
    "the title of a chart",
    () =>
      drawn(anchored(5, frame('<c:chart r:id="c"/>')), {
        "xl/drawings/_rels/drawing1.xml.rels": relationsPart(["c", "chart", "../charts/chart1.xml"]),
        "xl/charts/chart1.xml": `<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:chart><c:title><c:tx><c:rich>${words("各支部到会率")}</c:rich></c:tx></c:title><c:plotArea><c:barChart><c:ser><c:cat><c:strCache><c:pt><c:v>甲支部</c:v></c:pt></c:strCache></c:cat></c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>`,
      }),
    `${namesRead}\n各支部到会率`,
  ],
  [
    "SmartArt",
    () =>
      drawn(anchored(5, frame('<dgm:relIds r:dm="m" r:lo="l"/>')), {
        "xl/drawings/_rels/drawing1.xml.rels": relationsPart(["m", "diagramData", "../diagrams/data1.xml"]),
        "xl/diagrams/data1.xml": `<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:ptLst><dgm:pt><dgm:t><a:bodyPr/>${words("学原文")}</dgm:t></dgm:pt><dgm:pt><dgm:t>${words("抓落实")}</dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>`,
      }),
    `${namesRead}\n学原文\n抓落实`,
  ],
  [
    "form controls to tick, one hidden, in VML that is no XML",
    () =>
      sheetOf(names, {
        parts: {
          "xl/worksheets/_rels/sheet0.xml.rels": relationsPart([
            "v",
            "vmlDrawing",
            "../drawings/vmlDrawing1.vml",
          ]),
          "xl/drawings/vmlDrawing1.vml": `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">${vml("Checkbox", "集体研讨", 20, "<x:Checked>1</x:Checked>")}${vml("Radio", "自学", 21)}${vml("Checkbox", "藏", 22, "", "visibility:hidden")}${vml("Note", "批注", 23)}</xml>`,
        },
      }),
    `${namesRead}\n√集体研讨\n□自学`,
  ],
  [
    "cells to tick",
    async () => {
      const styles =
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs><xf numFmtId="0"/><xf numFmtId="0"><extLst><ext xmlns:xfpb="http://schemas.microsoft.com/office/spreadsheetml/2022/featurepropertybag"><xfpb:xfComplement i="0"/></ext></extLst></xf></cellXfs></styleSheet>';
      return await sheetOf(
        row(
          1,
          '<c r="A1" s="1" t="b"><v>1</v></c><c r="B1" s="1" t="b"><v>0</v></c><c r="C1" t="b"><v>1</v></c>',
        ),
        { parts: { "xl/styles.xml": styles } },
      );
    },
    "√\t□\tTRUE",
  ],
  [
    "a document put into the sheet",
    async () => embedded("a.docx", await makeDocx(paragraph("学习记录附后"))),
    `${namesRead}\n学习记录附后`,
  ],
];

describe("what lies over the cells", () => {
  it.each(laidOver)("%s", async (_name, make, text) => {
    expect(await read(await make())).toMatchObject({ outcome: "text", text });
  });

  it("an object of a program that we do not know", async () => {
    const result = await read(await embedded("a.bin", Uint8Array.of(1, 2, 3, 4)));
    expect(result).toMatchObject({ text: namesRead, unreadObjects: ["Word 文档"] });
  });

  it("a file with macros within the sheet", async () => {
    const macro = await makeZip({ ...docxMembers(paragraph("正文")), "word/vbaProject.bin": "x" });
    expect(await read(await embedded("a.docx", macro))).toMatchObject({
      outcome: "refused",
      reason: "macro",
    });
  });
});
