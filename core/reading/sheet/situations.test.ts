/** Workbooks and tables as programs and people leave them: reported situations, each with its right text. */
import { describe, expect, it } from "vitest";
import { makeZip } from "../fixtures/packages.ts";
import {
  names,
  namesRead,
  relationsPart,
  repeated,
  row,
  type Situation,
  sheetOf,
  textRow,
} from "../fixtures/sheets.ts";
import { defaultLimits } from "../limits.ts";
import { read } from "../read.ts";

/** A hundredth of the limits, so that a sheet beyond them is made in no time. */
const limits = { ...defaultLimits, sheetCells: 1000, xmlElements: 5000 };

const bytes = (text: string) => new TextEncoder().encode(text);

const written: Situation[] = [
  [
    "whole columns coloured, more cells than a sheet may have",
    () =>
      sheetOf(
        names +
          repeated(
            2000,
            (at) =>
              `<row r="${at}" spans="1:3" s="2"><c r="A${at}" s="2"/><c r="B${at}" s="2"/><c r="C${at}" s="2"></c></row>`,
          ),
      ),
    namesRead,
  ],
  [
    "rows formatted, more than a part may have elements",
    () => sheetOf(names + repeated(8000, (at) => `<row r="${at}" s="3"/>`)),
    namesRead,
  ],
  [
    "parts whose names differ in case from what points at them",
    () =>
      sheetOf(row(1, '<c r="A1" t="s"><v>0</v></c>'), {
        strings: ["<t>温如玉</t>"],
        renamed: (name) => name.replace("sharedStrings", "SharedStrings"),
      }),
    "温如玉",
  ],
  [
    "types declared for parts that are not there, as SheetJS does",
    () =>
      sheetOf(names, {
        parts: {
          "[Content_Types].xml":
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/macro.bin" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>',
        },
      }),
    namesRead,
  ],
  [
    "signs that XML cannot hold, spelled",
    () => sheetOf(textRow(1, "第一行_x000D_", "甲_x000a_乙", "_x5B66_习")),
    "第一行\t甲 乙\t学习",
  ],
  [
    "numbers in words and dates of the system",
    () =>
      sheetOf(
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
    "a text box and boxes to tick on the page of an .ods",
    async () =>
      await makeZip({
        mimetype: "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml":
          '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"><office:body><office:spreadsheet><table:table table:name="a"><office:forms xmlns:form="urn:oasis:names:tc:opendocument:xmlns:form:1.0"><form:form><form:checkbox form:id="c1" form:label="研讨" form:current-state="checked"/><form:radio form:id="c2" form:label="自学"/></form:form></office:forms><table:shapes><draw:frame><draw:text-box><text:p>主持人：温如玉</text:p></draw:text-box></draw:frame><draw:control draw:control="c1"/><draw:control draw:control="c2"/></table:shapes><table:table-row><table:table-cell><text:p>姓名</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>',
      }),
    "主持人：温如玉\n√研讨\n□自学\n姓名",
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
  [
    "every field in quotation marks, sentences too",
    () => bytes('"项目","内容"\r\n"发言","先修渠，再建库。"\r\n"编号","=""007"""\r\n'),
    "项目\t内容\n发言\t先修渠，再建库。\n编号\t007",
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
  ["how sheets are written", written],
  ["separated values", separated],
])("%s", (_, situations) => {
  it.each(situations)("%s", async (_name, make, text) => {
    expect(await read(await make(), { limits })).toMatchObject({ outcome: "text", text });
  });
});

describe("a sheet that is not read", () => {
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
});
