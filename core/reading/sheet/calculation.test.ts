/** Formulas that came without a result: what people and programs write, each with what the sheet shows. */
import { describe, expect, it } from "vitest";
import {
  formula,
  makeXlsx,
  names,
  namesRead,
  repeated,
  row,
  type Situation,
  sheetOf,
} from "../fixtures/sheets.ts";
import { read } from "../read.ts";

const formulas: Situation[] = [
  [
    "sums, counts and means that openpyxl left open",
    () =>
      sheetOf(
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
    "a share, rounded and namesRead in per cent",
    () =>
      sheetOf(
        row(1, `<c r="A1"><v>9</v></c><c r="B1"><v>11</v></c>${formula("C1", "ROUND(A1/B1,3)", ' s="1"')}`),
        { formats: ["0.0%"] },
      ),
    "9\t11\t81.8%",
  ],
  [
    "who came, counted by words, patterns and comparisons",
    () =>
      sheetOf(
        names +
          row(
            4,
            formula("A4", 'COUNTIF(B2:B3,"到")') +
              formula("B4", 'COUNTIF($B$2:$B$3,"*假")') +
              formula("C4", 'COUNTIF(B1:B9,"&lt;&gt;到")') +
              formula("D4", "COUNTA(A2:A3)"),
          ),
      ),
    `${namesRead}\n1\t1\t8\t2`,
  ],
  [
    "a head count in a sentence",
    () =>
      sheetOf(
        names +
          row(4, formula("A4", '"应到"&amp;COUNTA(A2:A3)&amp;"人，实到"&amp;COUNTIF(B2:B3,"到")&amp;"人"')),
      ),
    `${namesRead}\n应到2人，实到1人`,
  ],
  [
    "a choice that is made",
    () =>
      sheetOf(names + row(4, formula("A4", 'IF(COUNTIF(B2:B3,"到")=2,"全勤",IF(B3="","未填","有缺席"))'))),
    `${namesRead}\n有缺席`,
  ],
  [
    "dates by their parts, in the format of the cell and in none",
    () =>
      sheetOf(
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
      sheetOf(
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
      sheetOf(row(1, '<c r="A1"><v>2</v></c><c r="B1"><f>A1+1</f><v>0</v></c>'), {
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
    () => sheetOf(row(1, '<c r="A1" t="str"><f>IF(B1="","",B1)</f><v></v></c><c r="B1"><v>1</v></c>')),
    "1",
  ],
];

describe("formulas without results", () => {
  it.each(formulas)("%s", async (_name, make, text) => {
    expect(await read(await make())).toMatchObject({ outcome: "text", text });
  });

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
    expect(await read(await sheetOf(open))).toMatchObject({
      text: namesRead,
      unreadFormulas: ["A4", "B4", "C4", "D4"],
    });
  });

  it("a sheet of nothing but such formulas is refused with the way out", async () => {
    const result = await read(await sheetOf(row(1, formula("A1", "NOW()"))));
    expect(result).toMatchObject({ outcome: "refused", reason: "unsupported" });
    expect(result.outcome === "refused" && result.message).toContain("保存一次");
  });

  it("formulas made to take for ever end", async () => {
    const wild =
      formula("A1", `COUNTIF(B1,"${"*a".repeat(30)}")`) +
      `<c r="B1" t="inlineStr"><is><t>${"a".repeat(5000)}</t></is></c>`;
    const chain = repeated(2000, (at) => row(at, formula(`A${at}`, `A${at + 1}+SUM(B:B)`)));
    const result = await read(await sheetOf(row(1, wild) + chain));
    expect(result).toMatchObject({ outcome: "text" });
    expect(result.outcome === "text" && result.unreadFormulas?.length).toBeGreaterThan(100);
  });
});
