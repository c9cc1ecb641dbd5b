import { describe, expect, it } from "vitest";
import { makeZip } from "../fixtures/packages.ts";
import { read } from "../read.ts";

const names = ["office", "style", "text", "table"]
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(" ");

async function readSheet(rows: string) {
  const content = `<office:document-content ${names}><office:body><office:spreadsheet><table:table table:name="表1">${rows}</table:table></office:spreadsheet></office:body></office:document-content>`;
  return await read(
    await makeZip({ mimetype: "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content }),
  );
}

async function textOf(rows: string): Promise<string> {
  const result = await readSheet(rows);
  return result.outcome === "text" ? result.text : `refused: ${result.reason}`;
}
const cell = (text: string, more = "") =>
  `<table:table-cell ${more}><text:p>${text}</text:p></table:table-cell>`;
const row = (cells: string, more = "") => `<table:table-row ${more}>${cells}</table:table-row>`;

describe("an OpenDocument spreadsheet", () => {
  it("repeats what is filled and passes over what is empty", async () => {
    const rows =
      row(
        `${cell("甲", 'table:number-columns-repeated="2"')}<table:table-cell table:number-columns-repeated="16000"/>`,
      ) +
      row("<table:table-cell/>", 'table:number-rows-repeated="1000000"') +
      row(cell("乙"), 'table:number-rows-repeated="2"');
    expect(await textOf(rows)).toBe("甲\t甲\n乙\n乙");
  });

  it("takes values that a program stored without their text, and says which formulas have none", async () => {
    const value = (kind: string, stored: string) =>
      `<table:table-cell office:value-type="${kind}" office:${kind === "float" ? "value" : `${kind}-value`}="${stored}"/>`;
    const open = '<table:table-cell table:formula="of:=SUM([.A1:.A2])"/>';
    const rows = row(value("float", "12") + value("date", "2026-03-05") + value("string", "到") + open);
    expect(await readSheet(rows)).toMatchObject({ text: "12\t2026-03-05\t到", unreadFormulas: ["D1"] });
  });

  it("leaves remarks out", async () => {
    const remark = "<office:annotation><text:p>批注</text:p></office:annotation>";
    expect(await textOf(row(`<table:table-cell>${remark}<text:p>到</text:p></table:table-cell>`))).toBe("到");
  });

  it("is refused when a cell stands for more than a paper can have", async () => {
    const rows = row(
      cell("甲", 'table:number-columns-repeated="16384"'),
      'table:number-rows-repeated="1048576"',
    );
    expect(await textOf(rows)).toBe("refused: too_large");
  });
});
