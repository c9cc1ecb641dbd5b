import { describe, expect, it } from "vitest";
import { makeZip } from "../fixtures/packages.ts";
import { read } from "../read.ts";

const names = ["office", "style", "text", "table"]
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(" ");

async function textOf(rows: string): Promise<string> {
  const content = `<office:document-content ${names}><office:body><office:spreadsheet><table:table table:name="表1">${rows}</table:table></office:spreadsheet></office:body></office:document-content>`;
  const result = await read(
    await makeZip({ mimetype: "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content }),
  );
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
