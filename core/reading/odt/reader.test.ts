import { describe, expect, it } from "vitest";
import { makeZip } from "../fixtures/packages.ts";
import { read } from "../read.ts";

const names = ["office", "style", "text", "table"]
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(" ");
const mimetype = "application/vnd.oasis.opendocument.text";

async function textOf(body: string, styles = "", pages = ""): Promise<string> {
  const content = `<office:document-content ${names}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`;
  const result = await read(
    await makeZip({
      mimetype,
      "content.xml": content,
      "styles.xml": `<office:document-styles ${names}>${pages}</office:document-styles>`,
    }),
  );
  return result.outcome === "text" ? result.text : `refused: ${result.reason}`;
}

const lists =
  '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-suffix="、" style:num-format="一, 二, 三, ..."/><text:list-level-style-number text:level="2" style:num-suffix="." style:num-format="1" text:display-levels="2"/></text:list-style>';
const item = (text: string, more = "") => `<text:list-item><text:p>${text}</text:p>${more}</text:list-item>`;
const list = (items: string, more = "") => `<text:list text:style-name="L" ${more}>${items}</text:list>`;

describe("an OpenDocument text", () => {
  const cases: [string, string, string, string?][] = [
    ["begins a list anew", list(item("甲")) + list(item("乙")), "一、甲\n一、乙", lists],
    [
      "goes on with a list",
      `${list(item("甲"))}<text:p>正文</text:p>${list(item("乙"), 'text:continue-numbering="true"')}`,
      "一、甲\n正文\n二、乙",
      lists,
    ],
    [
      "numbers a lower level under the higher",
      list(
        item("甲", `<text:list>${item("子")}</text:list>`) +
          item("乙", `<text:list>${item("丑")}</text:list>`),
      ),
      "一、甲\n一.1.子\n二、乙\n二.1.丑",
      lists,
    ],
    [
      "numbers an item once, and a header of the list not",
      list(
        "<text:list-header><text:p>题</text:p></text:list-header><text:list-item><text:p>甲</text:p><text:p>续</text:p></text:list-item>",
      ),
      "题\n一、甲\n续",
      lists,
    ],
    [
      "folds the blanks of its XML and keeps the ones it means",
      "<text:p>\n  时<text:s text:c='2'/>间\n  ：上午<text:tab/>九点<text:line-break/>开会</text:p>",
      "时  间 ：上午\t九点\n开会",
    ],
    [
      "leaves out what is hidden, deleted or remarked",
      '<text:tracked-changes><text:changed-region><text:deletion><text:p>删</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>见<office:annotation><text:p>批注</text:p></office:annotation><text:span text:style-name="H">藏</text:span></text:p><text:section text:display="none"><text:p>藏</text:p></text:section>',
      "见",
      '<style:style style:name="H0" style:family="text"><style:text-properties text:display="none"/></style:style><style:style style:name="H" style:family="text" style:parent-style-name="H0"/>',
    ],
    [
      "keeps the cells of a row together",
      "<table:table><table:table-row><table:table-cell table:number-columns-spanned='2'><text:p>名单</text:p></table:table-cell><table:covered-table-cell/><table:table-cell><text:p>备注</text:p></table:table-cell></table:table-row></table:table>",
      "名单\t\t备注",
    ],
  ];
  it.each(cases)("%s", async (_, body, text, styles) => {
    expect(await textOf(body, styles)).toBe(text);
  });

  it("reads the headers of the pages it uses, each once, without page numbers", async () => {
    const page = (name: string, header: string) =>
      `<style:master-page style:name="${name}"><style:header><text:p>${header}</text:p></style:header><style:footer><text:p>第<text:page-number>1</text:page-number>页</text:p></style:footer></style:master-page>`;
    const pages = `<office:master-styles>${page("Standard", "青石县林业局")}${page("First", "青石县林业局")}${page("Envelope", "信封")}</office:master-styles>`;
    const styles = '<style:style style:name="P" style:family="paragraph" style:master-page-name="First"/>';
    expect(await textOf("<text:p>正文</text:p>", styles, pages)).toBe("青石县林业局\n正文");
  });

  it("is refused with its tables too deep, or its content gone", async () => {
    const open = "<table:table><table:table-row><table:table-cell>".repeat(30);
    const close = "</table:table-cell></table:table-row></table:table>".repeat(30);
    expect(await textOf(open + close)).toBe("refused: too_deep");
    const result = await read(await makeZip({ mimetype }));
    expect(result).toMatchObject({ outcome: "refused", format: "odt", reason: "malformed" });
  });
});
