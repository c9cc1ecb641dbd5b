/** Workbooks as programs and people leave them: situations reported to readers of sheets, each with its right text. */
import { describe, expect, it } from "vitest";
import { docxMembers, makeDocx, makeZip, paragraph } from "../fixtures/packages.ts";
import { makeXlsx, relationsPart, textRow } from "../fixtures/sheets.ts";
import { defaultLimits } from "../limits.ts";
import { read } from "../read.ts";

/** A hundredth of the limits, so that a sheet beyond them is made in no time. */
const limits = { ...defaultLimits, sheetCells: 1000, xmlElements: 5000 };

type Options = Parameters<typeof makeXlsx>[1];
type Situation = [name: string, make: () => Promise<Uint8Array> | Uint8Array, text: string];

const sheet = (rows: string, options?: Options, after = "") =>
  makeXlsx([{ name: "签到表", content: `<sheetData>${rows}</sheetData>${after}` }], options);
const row = (number: number, cells: string) => `<row r="${number}">${cells}</row>`;
const formula = (at: string, text: string, more = "") => `<c r="${at}"${more}><f>${text}</f></c>`;
const bytes = (text: string) => new TextEncoder().encode(text);

const names = textRow(1, "姓名", "签到") + textRow(2, "温如玉", "到") + textRow(3, "石磊", "请假");
const shown = "姓名\t签到\n温如玉\t到\n石磊\t请假";

const formulas: Situation[] = [
  [
    "sums, counts and means that openpyxl left open",
    () =>
      sheet(
        row(1, '<c r="A1"><v>3</v></c><c r="B1"><v>4</v></c>') +
          row(
            2,
            formula("A2", "SUM(A1:B1)").replace("</c>", "<v></v></c>") +
              formula("B2", "AVERAGE(A1:B1)") +
              formula("C2", "COUNT(A1:C1)&amp;&quot;人&quot;"),
          ),
      ),
    "3\t4\n7\t3.5\t2人",
  ],
  [
    "a share, rounded and shown in per cent",
    () =>
      sheet(
        row(1, `<c r="A1"><v>9</v></c><c r="B1"><v>11</v></c>${formula("C1", "ROUND(A1/B1,3)", ' s="1"')}`),
        { formats: ["0.0%"] },
      ),
    "9\t11\t81.8%",
  ],
  [
    "who came, counted by words, patterns and comparisons",
    () =>
      sheet(
        names +
          row(
            4,
            formula("A4", 'COUNTIF(B2:B3,"到")') +
              formula("B4", 'COUNTIF($B$2:$B$3,"*假")') +
              formula("C4", 'COUNTIF(B1:B9,"&lt;&gt;到")') +
              formula("D4", "COUNTA(A2:A3)"),
          ),
      ),
    `${shown}\n1\t1\t8\t2`,
  ],
  [
    "a head count in a sentence",
    () =>
      sheet(
        names +
          row(4, formula("A4", '"应到"&amp;COUNTA(A2:A3)&amp;"人，实到"&amp;COUNTIF(B2:B3,"到")&amp;"人"')),
      ),
    `${shown}\n应到2人，实到1人`,
  ],
  [
    "a choice that is made",
    () => sheet(names + row(4, formula("A4", 'IF(COUNTIF(B2:B3,"到")=2,"全勤",IF(B3="","未填","有缺席"))'))),
    `${shown}\n有缺席`,
  ],
  [
    "dates by their parts, in the format of the cell and in none",
    () =>
      sheet(
        row(
          1,
          formula("A1", "DATE(2026,3,5)", ' s="1"') +
            formula("B1", "DATE(2026,14,1)") +
            formula("C1", 'TEXT(A1,"m月d日")') +
            formula("D1", 'YEAR(A1)&amp;"年度"'),
        ),
        { formats: ['yyyy"年"m"月"d"日"'] },
      ),
    "2026年3月5日\t2027/2/1\t3月5日\t2026年度",
  ],
  [
    "running numbers in a formula that its rows share",
    () =>
      sheet(
        row(
          1,
          '<c r="A1"><f t="shared" ref="A1:A3" si="0">ROW()</f></c><c r="B1"><v>5</v></c><c r="C1"><f t="shared" ref="C1:C3" si="1">B1*$B$1</f></c>',
        ) +
          row(
            2,
            '<c r="A2"><f t="shared" si="0"/></c><c r="B2"><v>6</v></c><c r="C2"><f t="shared" si="1"/></c>',
          ) +
          row(
            3,
            '<c r="A3"><f t="shared" si="0"/></c><c r="B3"><v>7</v></c><c r="C3"><f t="shared" si="1"/></c>',
          ),
      ),
    "1\t5\t25\n2\t6\t30\n3\t7\t35",
  ],
  [
    "zeros of XlsxWriter where all is to be calculated on opening",
    () =>
      sheet(row(1, '<c r="A1"><v>2</v></c><c r="B1"><f>A1+1</f><v>0</v></c>'), {
        workbook: '<calcPr calcId="124519" fullCalcOnLoad="1"/>',
      }),
    "2\t3",
  ],
  [
    "a sum over a sheet that nobody sees",
    () =>
      makeXlsx([
        { name: "汇总", content: `<sheetData>${row(1, formula("A1", "SUM('原 始'!A1:A2)"))}</sheetData>` },
        {
          name: "原 始",
          state: "hidden",
          content: `<sheetData>${row(1, '<c r="A1"><v>8</v></c>')}${row(2, '<c r="A2"><v>9</v></c>')}</sheetData>`,
        },
      ]),
    "17",
  ],
  [
    "a result that is an empty text",
    () => sheet(row(1, '<c r="A1" t="str"><f>IF(B1="","",B1)</f><v></v></c><c r="B1"><v>1</v></c>')),
    "1",
  ],
];

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
  sheet(
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
  sheet(
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
    `柳溪镇学习签到表\n时间：2026年3月5日\n${shown}\n党委办公室制`,
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
    `主持人：温如玉\n${shown}`,
  ],
  [
    "boxes in a group",
    () => drawn(anchored(0, `<xdr:grpSp>${box("", "甲")}${box("", "乙")}</xdr:grpSp>`)),
    `甲\n乙\n${shown}`,
  ],
  [
    "the title of a chart",
    () =>
      drawn(anchored(5, frame('<c:chart r:id="c"/>')), {
        "xl/drawings/_rels/drawing1.xml.rels": relationsPart(["c", "chart", "../charts/chart1.xml"]),
        "xl/charts/chart1.xml": `<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:chart><c:title><c:tx><c:rich>${words("各支部到会率")}</c:rich></c:tx></c:title><c:plotArea><c:barChart><c:ser><c:cat><c:strCache><c:pt><c:v>甲支部</c:v></c:pt></c:strCache></c:cat></c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>`,
      }),
    `${shown}\n各支部到会率`,
  ],
  [
    "SmartArt",
    () =>
      drawn(anchored(5, frame('<dgm:relIds r:dm="m" r:lo="l"/>')), {
        "xl/drawings/_rels/drawing1.xml.rels": relationsPart(["m", "diagramData", "../diagrams/data1.xml"]),
        "xl/diagrams/data1.xml": `<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:ptLst><dgm:pt><dgm:t><a:bodyPr/>${words("学原文")}</dgm:t></dgm:pt><dgm:pt><dgm:t>${words("抓落实")}</dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>`,
      }),
    `${shown}\n学原文\n抓落实`,
  ],
  [
    "form controls to tick, one hidden, in VML that is no XML",
    () =>
      sheet(names, {
        parts: {
          "xl/worksheets/_rels/sheet0.xml.rels": relationsPart([
            "v",
            "vmlDrawing",
            "../drawings/vmlDrawing1.vml",
          ]),
          "xl/drawings/vmlDrawing1.vml": `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">${vml("Checkbox", "集体研讨", 20, "<x:Checked>1</x:Checked>")}${vml("Radio", "自学", 21)}${vml("Checkbox", "藏", 22, "", "visibility:hidden")}${vml("Note", "批注", 23)}</xml>`,
        },
      }),
    `${shown}\n√集体研讨\n□自学`,
  ],
  [
    "cells to tick",
    async () => {
      const styles =
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs><xf numFmtId="0"/><xf numFmtId="0"><extLst><ext xmlns:xfpb="http://schemas.microsoft.com/office/spreadsheetml/2022/featurepropertybag"><xfpb:xfComplement i="0"/></ext></extLst></xf></cellXfs></styleSheet>';
      return await sheet(
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
    `${shown}\n学习记录附后`,
  ],
];

const repeated = (count: number, cell: (row: number) => string) =>
  Array.from({ length: count }, (_, i) => cell(i + 4)).join("");

const written: Situation[] = [
  [
    "whole columns coloured, more cells than a sheet may have",
    () =>
      sheet(
        names +
          repeated(
            2000,
            (at) =>
              `<row r="${at}" spans="1:3" s="2"><c r="A${at}" s="2"/><c r="B${at}" s="2"/><c r="C${at}" s="2"></c></row>`,
          ),
      ),
    shown,
  ],
  [
    "rows formatted, more than a part may have elements",
    () => sheet(names + repeated(8000, (at) => `<row r="${at}" s="3"/>`)),
    shown,
  ],
  [
    "parts whose names differ in case from what points at them",
    () =>
      sheet(row(1, '<c r="A1" t="s"><v>0</v></c>'), {
        strings: ["<t>温如玉</t>"],
        renamed: (name) => name.replace("sharedStrings", "SharedStrings"),
      }),
    "温如玉",
  ],
  [
    "types declared for parts that are not there, as SheetJS does",
    () =>
      sheet(names, {
        parts: {
          "[Content_Types].xml":
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/macro.bin" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>',
        },
      }),
    shown,
  ],
  [
    "signs that XML cannot hold, spelled",
    () => sheet(textRow(1, "第一行_x000D_", "甲_x000a_乙", "_x5B66_习")),
    "第一行\t甲 乙\t学习",
  ],
  [
    "numbers in words and dates of the system",
    () =>
      sheet(
        row(
          1,
          '<c r="A1" s="1"><v>123</v></c><c r="B1" s="2"><v>46086</v></c><c r="C1" s="3"><v>46086</v></c>',
        ),
        { formats: ["[DBNum1][$-804]General", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", 'm"月"d"日" aaaa'] },
      ),
    "一百二十三\t2026年3月5日\t3月5日 星期四",
  ],
  [
    "a workbook in one XML file, as export buttons write",
    () =>
      bytes(
        `<?xml version="1.0" encoding="UTF-8"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel"><Styles><Style ss:ID="d"><NumberFormat ss:Format="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></Style></Styles><Worksheet ss:Name="签到"><Table><Column/><Column ss:Hidden="1"/><Row><Cell ss:MergeAcross="2"><Data ss:Type="String">学习签到表</Data></Cell></Row><Row ss:Index="3"><Cell><Data ss:Type="String">温如玉</Data><Comment><ss:Data>批注</ss:Data></Comment></Cell><Cell><Data ss:Type="String">藏</Data></Cell><Cell ss:StyleID="d"><Data ss:Type="DateTime">2026-03-05T00:00:00.000</Data></Cell><Cell ss:Index="5"><Data ss:Type="Number">7</Data></Cell></Row><Row ss:Hidden="1"><Cell><Data ss:Type="String">藏</Data></Cell></Row></Table></Worksheet><Worksheet ss:Name="底册"><Table><Row><Cell><Data ss:Type="String">藏</Data></Cell></Row></Table><WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>`,
      ),
    "学习签到表\n温如玉\t2026年3月5日\t7",
  ],
  [
    "a text box on the page of an .ods",
    async () =>
      await makeZip({
        mimetype: "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml":
          '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"><office:body><office:spreadsheet><table:table table:name="a"><table:shapes><draw:frame><draw:text-box><text:p>主持人：温如玉</text:p></draw:text-box></draw:frame></table:shapes><table:table-row><table:table-cell><text:p>姓名</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>',
      }),
    "主持人：温如玉\n姓名",
  ],
];

const separated: Situation[] = [
  [
    "the line that names the separator, numbers kept as words",
    () => bytes('sep=;\r\n姓名;编号\r\n温如玉;="007"\r\n石磊;="0012"\r\n'),
    "姓名\t编号\n温如玉\t007\n石磊\t0012",
  ],
  [
    "a separator that only this line tells",
    () => bytes("\ufeffsep=|\n姓名|签到\n温如玉|到\n"),
    "姓名\t签到\n温如玉\t到",
  ],
  [
    "sentences and line ends in quotation marks",
    () => bytes('姓名,发言\n温如玉,"先修渠,再建库。\n年底前完成。"\n石磊,"账目要公开。"\n'),
    "姓名\t发言\n温如玉\t先修渠,再建库。 年底前完成。\n石磊\t账目要公开。",
  ],
  ["two by two", () => bytes("姓名,签到\n温如玉,到\n"), "姓名\t签到\n温如玉\t到"],
  [
    "quotation marks within a field",
    () => bytes('姓名,发言,签到\n温如玉,要“学”更要"做",到\n石磊,无,到\n'),
    '姓名\t发言\t签到\n温如玉\t要“学”更要"做"\t到\n石磊\t无\t到',
  ],
  [
    "two sentences with commas, which are no table",
    () => bytes("温如玉说,先学一步。\n石磊说,再查一遍。\n"),
    "温如玉说,先学一步。\n石磊说,再查一遍。",
  ],
];

describe.each([
  ["formulas without results", formulas],
  ["what lies over the cells", laidOver],
  ["how sheets are written", written],
  ["separated values", separated],
])("%s", (_, situations) => {
  it.each(situations)("%s", async (_name, make, text) => {
    expect(await read(await make(), { limits })).toMatchObject({ outcome: "text", text });
  });
});

describe("what cannot be read is said", () => {
  it("formulas that are not simple, by their cells", async () => {
    const open =
      names +
      row(
        4,
        formula("A4", "TODAY()") +
          formula("B4", "VLOOKUP(A2,A1:B3,2,0)") +
          formula("C4", "C4+1") +
          formula("D4", "SUM(A1:XFD1048576)"),
      );
    expect(await read(await sheet(open))).toMatchObject({
      text: shown,
      unreadFormulas: ["A4", "B4", "C4", "D4"],
    });
  });

  it("a sheet of nothing but such formulas is refused with the way out", async () => {
    const result = await read(await sheet(row(1, formula("A1", "NOW()"))));
    expect(result).toMatchObject({ outcome: "refused", reason: "unsupported" });
    expect(result.outcome === "refused" && result.message).toContain("保存一次");
  });

  it("an object of a program that we do not know", async () => {
    const result = await read(await embedded("a.bin", Uint8Array.of(1, 2, 3, 4)));
    expect(result).toMatchObject({ text: shown, unreadObjects: ["Word 文档"] });
  });

  it("a file with macros within the sheet", async () => {
    const macro = await makeZip({ ...docxMembers(paragraph("正文")), "word/vbaProject.bin": "x" });
    expect(await read(await embedded("a.docx", macro))).toMatchObject({
      outcome: "refused",
      reason: "macro",
    });
  });

  it("binary sheets, which all bear the name of macros", async () => {
    const types =
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>';
    const result = await read(
      await makeZip({
        "[Content_Types].xml": types,
        "_rels/.rels": relationsPart(["a", "officeDocument", "xl/workbook.bin"]),
        "xl/workbook.bin": "x",
      }),
    );
    expect(result).toMatchObject({ outcome: "refused", reason: "unsupported" });
    expect(result.outcome === "refused" && result.message).toContain(".xlsb");
  });

  it("formulas made to take for ever end", async () => {
    const wild =
      formula("A1", `COUNTIF(B1,"${"*a".repeat(30)}")`) +
      `<c r="B1" t="inlineStr"><is><t>${"a".repeat(5000)}</t></is></c>`;
    const chain = repeated(2000, (at) => row(at, formula(`A${at}`, `A${at + 1}+SUM(B:B)`)));
    const result = await read(await sheet(row(1, wild) + chain), { limits: defaultLimits });
    expect(result).toMatchObject({ outcome: "text" });
    expect(result.outcome === "text" && result.unreadFormulas?.length).toBeGreaterThan(100);
  });
});
