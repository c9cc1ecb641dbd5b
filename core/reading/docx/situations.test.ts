/** Situations that users of other programs reported, each as the smallest body that has it. */
import { describe, expect, it } from "vitest";
import {
  cell,
  docxMembers,
  makeDocx,
  makeDocxWith,
  makeZip,
  type Parts,
  paragraph,
  type Related,
} from "../fixtures/packages.ts";
import { makeXlsx, textRow } from "../fixtures/sheets.ts";
import { read } from "../read.ts";

const run = (text: string, properties = "") =>
  `<w:r>${properties === "" ? "" : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
const p = (...content: string[]) => `<w:p>${content.join("")}</w:p>`;
const font = (name: string) => `<w:rFonts w:ascii="${name}" w:hAnsi="${name}"/>`;
const mark = (type: string, inside = "") =>
  `<w:r><w:fldChar w:fldCharType="${type}">${inside}</w:fldChar></w:r>`;
const code = (text: string) => `<w:r><w:instrText xml:space="preserve"> ${text} </w:instrText></w:r>`;
const field = (instruction: string, result?: string, data = "") =>
  mark("begin", data) +
  code(instruction) +
  (result === undefined ? "" : mark("separate") + run(result)) +
  mark("end");
const control = (properties: string, content: string) =>
  `<w:sdt><w:sdtPr>${properties}</w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;
const box = (checked: boolean) => `<w14:checkbox><w14:checked w14:val="${checked ? 1 : 0}"/></w14:checkbox>`;
const textBox = (content: string) =>
  `<w:r><w:pict><v:shape><v:textbox><w:txbxContent>${content}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>`;
const wordArt = (text: string, id = "s1") =>
  `<w:r><w:pict><v:shape id="${id}"><v:textpath string="${text}"/></v:shape></w:pict></w:r>`;
const math = (content: string) => `<m:oMath>${content}</m:oMath>`;
const m = (text: string) => `<m:r><m:t>${text}</m:t></m:r>`;

async function textOf(body: string, parts: Parts = {}): Promise<string> {
  const result = await read(await makeDocx(body, parts));
  return result.outcome === "text" ? result.text : `refused: ${result.reason}`;
}

const symbolStyle = `<w:style w:type="character" w:styleId="Tick"><w:rPr>${font("Wingdings 2")}</w:rPr></w:style>`;
const struckStyle = '<w:style w:type="character" w:styleId="Out"><w:rPr><w:strike/></w:rPr></w:style>';
const list = (format: string, text: string) =>
  `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/>${format}<w:lvlText w:val="${text}"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`;
const listed = (text: string) =>
  paragraph(text, '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>');

const situations: [situation: string, body: string, truth: string, parts?: Parts][] = [
  // ticks
  [
    "ticks typed as letters of a symbol font",
    p(run("R", font("Wingdings 2")), run("到会"), run("£", font("Wingdings 2")), run("请假")),
    "√到会□请假",
  ],
  [
    "ticks typed in Wingdings",
    p(run("þ", font("Wingdings")), run("是"), run("¨", font("Wingdings")), run("否")),
    "√是□否",
  ],
  [
    "ticks in a font that a style names",
    p(run("R", '<w:rStyle w:val="Tick"/>'), run("到会")),
    "√到会",
    { styles: symbolStyle },
  ],
  [
    "a sign of Webdings and one of Marlett",
    p(run("a", font("Webdings")), run("一"), run("b", font("Marlett")), run("二")),
    "√一√二",
  ],
  ["a private-use sign in its font", p(run("\uf052", font("Wingdings 2")), run("到会")), "√到会"],
  [
    "a sign of an ordinary font",
    p('<w:r><w:sym w:font="Segoe UI Symbol" w:char="2611"/></w:r>', run("到会")),
    "√到会",
  ],
  ["Chinese words in a symbol font stay", p(run("县委R", font("Wingdings 2"))), "县委√"],
  [
    "a box control shows its state, whatever sign it has (nissl-lab/npoi#449)",
    p(control(`${box(true)}`, run("☒")), run("研讨"), control(box(false), run("☐")), run("自学")),
    "√研讨□自学",
  ],
  [
    "a box control around a cell (eigenpal/docx-editor#817)",
    `<w:tbl><w:tr>${cell(paragraph("到会"))}${control(box(true), cell(paragraph("☒")))}</w:tr></w:tbl>`,
    "到会\t√",
  ],
  ["an empty box control", p(run("到会"), control(box(true), "<w:r/>")), "到会√"],
  [
    "a box ticked by default",
    p(
      field(
        "FORMCHECKBOX",
        undefined,
        '<w:ffData><w:checkBox><w:default w:val="1"/></w:checkBox></w:ffData>',
      ),
      run("视频"),
    ),
    "√视频",
  ],
  [
    "a list whose default is chosen",
    p(
      field(
        "FORMDROPDOWN",
        undefined,
        '<w:ffData><w:ddList><w:default w:val="1"/><w:listEntry w:val="一楼"/><w:listEntry w:val="三楼"/></w:ddList></w:ffData>',
      ),
    ),
    "三楼",
  ],
  // fields
  [
    "a field that is never ended",
    p(run("时间："), mark("begin"), code("DATE"), run("5月6日")) + paragraph("主持人：竹青"),
    "时间：5月6日\n主持人：竹青",
  ],
  [
    "a page number that is never ended",
    p(mark("begin"), code("PAGE"), mark("separate"), run("1")) + paragraph("主持人：竹青"),
    "1\n主持人：竹青",
  ],
  [
    "marks of a field without its begin (mwilliamson/python-mammoth#168)",
    p(run("一"), code('= "X"'), mark("separate"), run("二")) +
      p(mark("end"), run("三")) +
      p(field("REF a", "四")),
    "一二\n三\n四",
  ],
  [
    "a field in the code of another",
    p(
      mark("begin"),
      code("IF"),
      field("REF a", "甲"),
      code('= "甲"'),
      mark("separate"),
      run("乙"),
      mark("end"),
    ),
    "乙",
  ],
  ["a link as a field (jgm/pandoc#3389)", p(field('HYPERLINK "http://example.org"', "学习通知")), "学习通知"],
  ["a prompt to click", p(run("主持人："), field("MACROBUTTON NoMacro 竹青")), "主持人：竹青"],
  ["a sign as a field", p(field(String.raw`SYMBOL 82 \f "Wingdings 2" \s 12`), run("到会")), "√到会"],
  [
    "a phonetic guide with an empty result",
    p(run("主持人："), field(String.raw`EQ \o\ad(\s\up 9(zhú),竹)`, ""), run("青")),
    "主持人：竹青",
  ],
  // formulas
  [
    "a fraction in a sentence",
    p(run("到会率为"), math(`<m:f><m:num>${m("9")}</m:num><m:den>${m("10")}</m:den></m:f>`), run("。")),
    "到会率为9/10。",
  ],
  [
    "a fraction of fractions, in brackets",
    p(
      math(
        `<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr><m:e><m:f><m:num>${m("甲+乙")}</m:num><m:den><m:f><m:num>${m("1")}</m:num><m:den>${m("2")}</m:den></m:f></m:den></m:f></m:e></m:d>`,
      ),
    ),
    "[(甲+乙)/1/2]",
  ],
  [
    "a root and a sum",
    p(
      math(
        `<m:rad><m:deg/><m:e>${m("4")}</m:e></m:rad><m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub/><m:sup/><m:e>${m("x")}</m:e></m:nary>`,
      ),
    ),
    "√4∑x",
  ],
  // drawings
  ["WordArt above the text", p(wordArt("白鹭简报"), run("第3期")), "白鹭简报\n第3期"],
  ["a watermark is no text", p(wordArt("草稿", "PowerPlusWaterMarkObject3"), run("第3期")), "第3期"],
  [
    "several boxes in one paragraph (Portwood#378)",
    p(textBox(paragraph("甲")), textBox(paragraph("乙")), run("正文")),
    "甲\n乙\n正文",
  ],
  [
    "the same line twice in a box (docling#1668)",
    p(textBox(paragraph("到") + paragraph("假") + paragraph("到"))),
    "到\n假\n到\n",
  ],
  [
    "a table in a box (PHPOffice/PHPWord#2349)",
    p(textBox(`<w:tbl><w:tr>${cell(paragraph("姓名"))}${cell(paragraph("竹青"))}</w:tr></w:tbl>`), run("附")),
    "姓名\t竹青\n附",
  ],
  [
    "words of a drawing canvas",
    p(
      "<w:r><w:drawing><a:graphic><a:txBody><a:p><a:r><a:t>组长</a:t></a:r></a:p><a:p><a:r><a:t>组员</a:t></a:r></a:p></a:txBody></a:graphic></w:drawing></w:r>",
      run("附图"),
    ),
    "组长\n组员\n附图",
  ],
  [
    "hidden text goes on behind a box in it",
    p(
      "<w:r><w:rPr><w:vanish/></w:rPr><w:pict><v:shape><v:textbox><w:txbxContent><w:p/></w:txbxContent></v:textbox></v:shape></w:pict><w:t>内部</w:t></w:r>",
      run("公开"),
    ),
    "\n公开",
  ],
  // paragraphs
  [
    "a large first letter (jgm/pandoc#1522)",
    paragraph("3", '<w:framePr w:dropCap="drop" w:lines="2"/>') + paragraph("月5日上午"),
    "3月5日上午",
  ],
  [
    "a large first letter before a paragraph with a box",
    paragraph("今", '<w:framePr w:dropCap="margin"/>') + p(textBox(paragraph("图")), run("天上午")),
    "图\n今天上午",
  ],
  [
    "what is struck stands apart from what replaces it",
    p(run("主持人："), run("高山", "<w:strike/>"), run("竹青")),
    "主持人：高山 竹青",
  ],
  [
    "struck by a style, before a comma",
    p(run("高山", '<w:rStyle w:val="Out"/>'), run("，竹青")),
    "高山，竹青",
    { styles: struckStyle },
  ],
  [
    "tagged words (jgm/pandoc#2242)",
    p(
      run("在"),
      `<w:smartTag w:element="place">${run("白鹭县")}</w:smartTag>`,
      `<w:customXml w:element="a">${run("召开")}</w:customXml>`,
      `<w:dir w:val="rtl">${run("会议")}</w:dir>`,
    ),
    "在白鹭县召开会议",
  ],
  [
    "hyphens that may break and may not (jgm/pandoc#2432)",
    p("<w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>1</w:t><w:softHyphen/><w:t>号</w:t></w:r>"),
    "A-1号",
  ],
  [
    "controls in controls (jgm/pandoc#4415)",
    control("", paragraph("一") + control("", paragraph("二"))),
    "一\n二",
  ],
  [
    "a control around a row",
    `<w:tbl>${control("", `<w:tr>${cell(paragraph("竹青"))}${cell(paragraph("馆长"))}</w:tr>`)}</w:tbl>`,
    "竹青\t馆长",
  ],
  [
    "an unfilled control prints its prompt",
    p(run("主持人："), control("<w:showingPlcHdr/><w:text/>", run("单击此处输入文字。"))),
    "主持人：单击此处输入文字。",
  ],
  [
    "characters copied from the web",
    p(run("主持\u200b人\u2236竹\ufeff青\u2028地点\ufe55三楼")),
    "主持人：竹青\n地点：三楼",
  ],
  // numbers
  [
    "a heading numbered by nothing (docling#3759)",
    listed("总则"),
    "总则",
    { numbering: list('<w:numFmt w:val="none"/>', "") },
  ],
  [
    "001",
    listed("号盒"),
    "003号盒",
    {
      numbering: list(
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>',
        "%1",
      ),
    },
  ],
  [
    "numerals of bankers",
    listed("附则"),
    "（參）附则",
    { numbering: list('<w:numFmt w:val="ideographLegalTraditional"/>', "（%1）") },
  ],
  [
    "第三条",
    listed("学习"),
    "第三条　学习",
    { numbering: list('<w:numFmt w:val="chineseCountingThousand"/>', "第%1条　") },
  ],
  [
    "丙寅",
    listed("年"),
    "丙寅年",
    { numbering: list('<w:numFmt w:val="ideographZodiacTraditional"/>', "%1") },
  ],
];

describe("what users of other programs met in Word documents", () => {
  it.each(situations)("%s", async (_, body, truth, parts) => {
    expect(await textOf(body, parts)).toBe(truth);
  });
});

const store: Related[] = [
  {
    id: "s",
    kind: "customXml",
    member: "../customXml/item1.xml",
    content:
      '<record xmlns="urn:oa"><host>竹青</host><kind>2</kind><day>2026-03-05T00:00:00</day><done at="三楼">true</done><none/></record>',
  },
];
const described = {
  "customXml/_rels/item1.xml.rels":
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="p" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps" Target="itemProps1.xml"/></Relationships>',
  "customXml/itemProps1.xml":
    '<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" ds:itemID="{AB-01}"/>',
};
const bound = (path: string, properties = "<w:text/>") =>
  control(`<w:dataBinding w:xpath="${path}" w:storeItemID="{ab-01}"/>${properties}`, run("单击此处"));
const kinds =
  '<w:dropDownList><w:listItem w:displayText="集体研讨" w:value="1"/><w:listItem w:displayText="自学" w:value="2"/></w:dropDownList>';

describe("controls that an office system fills in through the store", () => {
  it.each([
    ["text", bound("/ns0:record[1]/ns0:host[1]"), "竹青"],
    ["a choice by its value", bound("/ns0:record[1]/ns0:kind[1]", kinds), "自学"],
    [
      "a date by its format",
      bound("/ns0:record[1]/ns0:day[1]", `<w:date><w:dateFormat w:val="yyyy'年'M'月'd'日'"/></w:date>`),
      "2026年3月5日",
    ],
    ["an attribute", bound("/ns0:record[1]/ns0:done[1]/@at"), "三楼"],
    ["a box", bound("/ns0:record[1]/ns0:done[1]", box(false)), "√"],
    ["what the store does not have", bound("/ns0:record[1]/ns0:other[1]"), "单击此处"],
    ["what the store has empty", bound("/ns0:record[1]/ns0:none[1]"), "单击此处"],
    ["a picture is left alone", bound("/ns0:record[1]/ns0:host[1]", "<w:picture/>"), "单击此处"],
  ])("%s", async (_, content, shown) => {
    const result = await read(
      await makeDocxWith(p(run("此："), content) + paragraph("尾"), store, described),
    );
    expect(result).toMatchObject({ outcome: "text", text: `此：${shown}\n尾` });
  });
});

const object = (program: string, id = "x") =>
  `<w:r><w:object><v:shape id="o"/><o:OLEObject Type="Embed" ProgID="${program}" DrawAspect="Icon" r:id="${id}"/></w:object></w:r>`;
const embedding = (member: string, content: string | Uint8Array, kind = "package"): Related => ({
  id: "x",
  kind,
  member: `embeddings/${member}`,
  content,
});
const inner = async (body: string) => await makeZip(docxMembers(body));

describe("objects of other programs", () => {
  it("are read where they stand: a sheet as rows, behind the words of its paragraph", async () => {
    const sheet = await makeXlsx([
      {
        name: "签到",
        content: `<sheetData>${textRow(1, "姓名", "职务")}${textRow(2, "竹青", "馆长")}</sheetData>`,
      },
    ]);
    const result = await read(
      await makeDocxWith(p(run("附："), object("Excel.Sheet.12")) + paragraph("尾"), [
        embedding("a.xlsx", sheet),
      ]),
    );
    if (result.outcome !== "text") throw new Error(result.message);
    expect(result.text).toBe("附：\n姓名\t职务\n竹青\t馆长\n尾");
    expect(result.places.find(({ start }) => start === result.text.indexOf("馆长"))).toMatchObject({
      cell: { row: 1, column: 1 },
    });
  });

  it("may be the paper itself, behind an icon", async () => {
    const paper = await inner(paragraph("主持人：竹青"));
    const result = await read(
      await makeDocxWith(p(object("Word.Document.12")), [embedding("a.docx", paper)]),
    );
    expect(result).toMatchObject({ text: "主持人：竹青" });
  });

  it("are said where they cannot be read, and what to do where there is nothing else", async () => {
    const junk = [embedding("a.bin", new Uint8Array([1, 2, 3]), "oleObject")];
    expect(await read(await makeDocxWith(p(run("附图"), object("Visio.Drawing.15")), junk))).toMatchObject({
      text: "附图",
      unreadObjects: ["Visio 图"],
    });
    expect(await read(await makeDocxWith(p(object("Excel.Sheet.8")), junk))).toMatchObject({
      outcome: "refused",
      reason: "unsupported",
      message: expect.stringContaining("Excel 表格"),
    });
  });

  it("do not lead down without end", async () => {
    let paper = await inner(paragraph("最里面"));
    for (let depth = 0; depth < 6; depth++)
      paper = await makeDocxWith(p(run(`第${depth}层`), object("Word.Document.12")), [
        embedding("a.docx", paper),
      ]);
    const result = await read(paper);
    if (result.outcome !== "text") throw new Error(result.message);
    expect(result.text).toContain("第3层");
    expect(result.text).not.toContain("最里面");
  });

  it("that are controls of the toolbox show their value in the line", async () => {
    const toolbox = (name: string, id: string, value: string, caption: string): Related => ({
      id: name,
      kind: "control",
      member: `activeX/${name}.xml`,
      content: `<ax:ocx xmlns:ax="http://schemas.microsoft.com/office/2006/activeX" ax:classid="{8BD21D${id}-EC42-11CE-9E0D-00AA006002F3}"><ax:ocxPr ax:name="Value" ax:value="${value}"/><ax:ocxPr ax:name="Caption" ax:value="${caption}"/></ax:ocx>`,
    });
    const shown = (id: string) =>
      `<w:r><w:object><v:shape/><w:control r:id="${id}" w:name="a"/></w:object></w:r>`;
    const body = p(run("形式："), shown("box"), shown("choice"), run("　地点："), shown("field"), run("。"));
    const related = [
      toolbox("box", "40", "1", "研讨"),
      toolbox("choice", "50", "0", "自学"),
      toolbox("field", "10", "三楼", ""),
    ];
    expect(await read(await makeDocxWith(body, related))).toMatchObject({
      text: "形式：√研讨□自学　地点：三楼。",
    });
  });

  it("that are charts and diagrams are read by their words", async () => {
    const chart: Related = {
      id: "c",
      kind: "chart",
      member: "charts/chart1.xml",
      content:
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>到会</a:t></a:r><a:r><a:t>人数</a:t></a:r></a:p></c:rich></c:tx></c:title><c:ser><c:v>9</c:v></c:ser></c:chart></c:chartSpace>',
    };
    const diagram: Related = {
      id: "d",
      kind: "diagramData",
      member: "diagrams/data1.xml",
      content:
        '<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:pt><dgm:t><a:p><a:r><a:t>组长竹青</a:t></a:r></a:p></dgm:t></dgm:pt><dgm:pt><dgm:t><a:p><a:r><a:t>组员</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:dataModel>',
    };
    const body =
      p('<w:r><w:drawing><c:chart r:id="c"/></w:drawing></w:r>') +
      p('<w:r><w:drawing><dgm:relIds r:dm="d" r:lo="l"/></w:drawing></w:r>', run("领导小组"));
    expect(await read(await makeDocxWith(body, [chart, diagram]))).toMatchObject({
      text: "到会人数\n领导小组\n组长竹青\n组员",
    });
  });
});
