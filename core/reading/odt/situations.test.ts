/** Situations that users of other programs reported, each as the smallest OpenDocument text that has it. */
import { describe, expect, it } from "vitest";
import { makeZip } from "../fixtures/packages.ts";
import { read } from "../read.ts";

const names =
  ["office", "style", "text", "table", "form", "chart"]
    .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
    .join(" ") +
  ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"' +
  ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"' +
  ' xmlns:field="urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0"' +
  ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"';
const mimetype = "application/vnd.oasis.opendocument.text";
const content = (body: string, styles = "") =>
  `<office:document-content ${names}>${styles}<office:body>${body}</office:body></office:document-content>`;

async function readingOf(body: string, styles = "", others: Record<string, string> = {}) {
  return await read(
    await makeZip({
      mimetype,
      "content.xml": content(`<office:text>${body}</office:text>`, styles),
      ...others,
    }),
  );
}

const faces =
  '<office:font-face-decls><style:font-face style:name="Wingdings 21" svg:font-family="\'Wingdings 2\'"/></office:font-face-decls>';
const style = (name: string, properties: string) =>
  `<style:style style:name="${name}" style:family="text"><style:text-properties ${properties}/></style:style>`;
const automatic =
  faces +
  `<office:automatic-styles>${style("T1", 'style:font-name="Wingdings 21"')}${style("T2", 'fo:font-family="Wingdings"')}` +
  `${style("T3", 'style:text-line-through-style="solid"')}${style("T4", 'style:text-line-through-style="none"')}` +
  '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-suffix="号" style:num-format="001, 002, 003, ..."/></text:list-style></office:automatic-styles>';
const span = (name: string, text: string) => `<text:span text:style-name="${name}">${text}</text:span>`;
const p = (...pieces: string[]) => `<text:p>${pieces.join("")}</text:p>`;
const mark = (kind: string, ...params: [string, string][]) =>
  `<field:fieldmark field:type="vnd.oasis.opendocument.field.${kind}">${params.map(([name, value]) => `<field:param field:name="${name}" field:value="${value}"/>`).join("")}</field:fieldmark>`;
const forms =
  '<office:forms><form:form><form:checkbox form:id="c1" form:label="x" form:current-state="checked"/><form:checkbox form:id="c2"/>' +
  '<form:radio form:id="c3" form:current-selected="true"/><form:listbox form:id="c4"><form:option form:label="一楼"/><form:option form:label="三楼" form:current-selected="true"/></form:listbox>' +
  '<form:text form:id="c5" form:value="旧" form:current-value="竹青"/></form:form></office:forms>';
const control = (id: string) => `<draw:control draw:control="${id}"/>`;
const object = (href: string) =>
  `<draw:frame><draw:object xlink:href="${href}"/><draw:image xlink:href="./ObjectReplacements/a"/></draw:frame>`;

const situations: [situation: string, body: string, truth: string][] = [
  [
    "ticks typed as letters of a symbol font",
    p(span("T1", "R"), "到会", span("T2", "¨"), "请假"),
    "√到会□请假",
  ],
  [
    "boxes, buttons, lists and fields of a form",
    forms +
      p(
        control("c1"),
        "研讨",
        control("c2"),
        "自学",
        control("c3"),
        "到会　地点：",
        control("c4"),
        "　记录：",
        control("c5"),
      ),
    "√研讨□自学√到会　地点：三楼　记录：竹青",
  ],
  [
    "boxes and lists that came from Word",
    p(
      mark("FORMCHECKBOX", ["Checkbox_Checked", "true"]),
      "研讨",
      mark("FORMCHECKBOX"),
      "自学　",
      mark(
        "FORMDROPDOWN",
        ["Dropdown_ListEntry", "一楼"],
        ["Dropdown_ListEntry", "三楼"],
        ["Dropdown_Selected", "1"],
      ),
    ),
    "√研讨□自学　三楼",
  ],
  [
    "a box control",
    p('<loext:content-control loext:checkbox="true" loext:checked="true">☒</loext:content-control>研讨'),
    "√研讨",
  ],
  [
    "a list control",
    p('<loext:content-control><loext:list-item loext:value="一"/>三楼</loext:content-control>'),
    "三楼",
  ],
  [
    "what is struck stands apart from what replaces it",
    p("主持人：", span("T3", "高山"), "竹青", span("T4", "馆长")),
    "主持人：高山 竹青馆长",
  ],
  [
    "words bent by Fontwork",
    p(
      '<draw:custom-shape><text:p>白鹭简报</text:p><draw:enhanced-geometry draw:type="fontwork-plain-text"/></draw:custom-shape>',
    ) + p("第3期"),
    "白鹭简报\n\n第3期",
  ],
  [
    "001",
    `<text:list text:style-name="L"><text:list-item>${p("档案盒")}</text:list-item></text:list>`,
    "001号档案盒",
  ],
  [
    "characters copied from the web",
    p("主持\u200b人\u2236竹\ufeff青\u2028地点﹕三楼"),
    "主持人：竹青\n地点：三楼",
  ],
];

describe("what users of other programs met in OpenDocument texts", () => {
  it.each(situations)("%s", async (_, body, truth) => {
    expect(await readingOf(body, automatic)).toMatchObject({ outcome: "text", text: truth });
  });
});

const sheet = content(
  `<office:spreadsheet><table:table table:name="签到"><table:table-row><table:table-cell>${p("姓名")}</table:table-cell><table:table-cell>${p("职务")}</table:table-cell></table:table-row></table:table></office:spreadsheet>`,
);
const chart = content(
  `<office:chart><chart:chart><chart:title>${p("到会人数")}</chart:title><table:table><table:table-row><table:table-cell>${p("9")}</table:table-cell></table:table-row></table:table></chart:chart></office:chart>`,
);
const formula =
  '<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mrow><mfrac><mn>9</mn><mn>10</mn></mfrac><msqrt><mi>x</mi></msqrt></mrow><annotation>{9} over {10}</annotation></semantics></math>';

describe("objects in OpenDocument texts", () => {
  it.each([
    ["a sheet", sheet, "姓名\t职务"],
    ["a chart, by its title", chart, "到会人数"],
    ["a formula", formula, "9/10√x"],
    ["a text", content(`<office:text>${p("主持人：竹青")}</office:text>`), "主持人：竹青"],
  ])("are read behind the words of their paragraph: %s", async (_, member, words) => {
    const result = await readingOf(p("附：", object("./Object 1")) + p("尾"), automatic, {
      "Object 1/content.xml": member,
    });
    expect(result).toMatchObject({ outcome: "text", text: `附：\n${words}\n尾` });
  });

  it("that cannot be read are said", async () => {
    expect(await readingOf(p("附：", object("./Object 1")))).toMatchObject({
      text: "附：",
      unreadObjects: ["其他程序的对象"],
    });
  });
});
