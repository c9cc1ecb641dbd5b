import { describe, expect, it } from "vitest";
import { locationAt } from "../document.ts";
import { type HandSheet, makeXlsx, textRow } from "../fixtures/sheets.ts";
import { read } from "../read.ts";

type Shared = Parameters<typeof makeXlsx>[1];

async function textOf(sheets: HandSheet[], shared?: Shared): Promise<string> {
  const result = await read(await makeXlsx(sheets, shared));
  return result.outcome === "text" ? result.text : `refused: ${result.reason}`;
}
const one = (rows: string, after = "", before = ""): HandSheet[] => [
  { name: "Sheet1", content: `${before}<sheetData>${rows}</sheetData>${after}` },
];

describe("values are read as the cell shows them", () => {
  const cases: [string, number | string, string][] = [
    ['yyyy"年"m"月"d"日"', 46148, "2026年5月6日"],
    ['[$-804]yyyy"年"m"月"d"日";@', 46148, "2026年5月6日"],
    ['[DBNum1][$-804]yyyy"年"m"月"d"日"', 46148, "二〇二六年五月六日"],
    ["yyyy/m/d h:mm", 46148.604166666664, "2026/5/6 14:30"],
    ['上午/下午h"时"mm"分"', 0.6041666666666666, "下午2时30分"],
    ["[h]:mm", 1.5, "36:00"],
    ["0.0%", 0.889, "88.9%"],
    ["#,##0.00", 1234.5, "1,234.50"],
    ["000", 7, "007"],
    ["General", "0.30000000000000004", "0.3"],
    ["General", "13800001234", "13800001234"],
  ];
  it.each(cases)("%s", async (format, value, shown) => {
    const rows = `<row r="1"><c r="A1" s="1"><v>${value}</v></c></row>`;
    expect(await textOf(one(rows), { formats: [format] })).toBe(shown);
  });

  it("takes the result of a formula, never the formula", async () => {
    const rows =
      '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"应到"&amp;A1</f><v>应到2人</v></c><c r="C1" t="b"><v>1</v></c><c r="D1" t="e"><v>#DIV/0!</v></c></row>';
    expect(await textOf(one(rows))).toBe("2\t应到2人\tTRUE\t#DIV/0!");
  });

  it("counts dates from 1904 where the workbook says so", async () => {
    const rows = '<row r="1"><c r="A1" s="1"><v>44686</v></c></row>';
    expect(await textOf(one(rows), { formats: ["yyyy-mm-dd"], workbook: '<workbookPr date1904="1"/>' })).toBe(
      "2026-05-06",
    );
  });

  it("joins the runs of a string and leaves its pronunciation out", async () => {
    const strings = ["<r><t>理论</t></r><r><t>学习</t></r><rPh><t>lǐlùn</t></rPh>", "<t>一行&#10;二行</t>"];
    const rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>';
    expect(await textOf(one(rows), { strings })).toBe("理论学习\t一行 二行");
  });
});

describe("what a reader of the sheet sees", () => {
  it("leaves hidden sheets, rows and columns out", async () => {
    const sheets = [
      ...one(
        `${textRow(1, "姓名", "电话", "签到")}<row r="2" hidden="1"><c r="A2" t="inlineStr"><is><t>藏</t></is></c></row>`,
        "",
        '<cols><col min="2" max="2" hidden="1"/></cols>',
      ),
      { name: "底册", state: "hidden", content: `<sheetData>${textRow(1, "藏")}</sheetData>` },
      { name: "备查", state: "veryHidden", content: `<sheetData>${textRow(1, "藏")}</sheetData>` },
    ];
    expect(await textOf(sheets)).toBe("姓名\t签到");
  });

  it("reads a merged title once, even if a program repeated it in every cell", async () => {
    const rows = textRow(1, "签到表", "签到表", "签到表") + textRow(2, "甲", "", "到");
    expect(await textOf(one(rows, '<mergeCells><mergeCell ref="A1:C1"/></mergeCells>'))).toBe(
      "签到表\n甲\t到",
    );
  });

  it("keeps an empty cell between two filled ones of a used column", async () => {
    expect(await textOf(one(textRow(1, "姓名", "签到", "备注") + textRow(2, "甲", "", "公差")))).toBe(
      "姓名\t签到\t备注\n甲\t\t公差",
    );
  });

  it("heads each of several sheets by its name and prints page headers once", async () => {
    const header =
      "<headerFooter><oddHeader>&amp;C&amp;&quot;宋体&quot;&amp;14青石县林业局</oddHeader><oddFooter>&amp;C第 &amp;P 页</oddFooter></headerFooter>";
    const sheets = ["三月", "四月"].map((name) => ({
      name,
      content: `<sheetData>${textRow(1, `${name}签到`)}</sheetData>${header}`,
    }));
    expect(await textOf(sheets)).toBe("青石县林业局\n三月\n三月签到\n四月\n四月签到");
  });

  it("leads from a word back to its cell", async () => {
    const result = await read(await makeXlsx(one(textRow(1, "姓名", "签到") + textRow(3, "甲", "到"))));
    if (result.outcome !== "text") throw new Error(result.message);
    expect(locationAt(result.places, result.text.indexOf("到", 6))).toMatchObject({
      cell: { table: 0, row: 2, column: 1 },
    });
  });
});

describe("hostile sheets", () => {
  it("reads a sheet with one formatted cell in its last corner at once", async () => {
    const rows = `${textRow(1, "签到表")}<row r="1048576"><c r="XFD1048576" s="0"/></row>`;
    expect(await textOf(one(rows, '<mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells>'))).toBe(
      "签到表",
    );
  });

  it("refuses more cells than a paper can have", async () => {
    expect(await textOf(one(`<row r="1">${"<c><v>1</v></c>".repeat(100_001)}</row>`))).toBe(
      "refused: too_large",
    );
  });

  it("is empty when nothing is shown", async () => {
    expect(await textOf(one('<row r="1"><c r="A1" s="1"><v>5</v></c></row>'), { formats: [";;;"] })).toBe(
      "refused: empty",
    );
  });
});
