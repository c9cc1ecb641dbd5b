import { describe, expect, it } from "vitest";
import { makeZip } from "../fixtures/packages.ts";
import { read } from "../read.ts";

const ofd = 'xmlns:ofd="http://www.ofdspec.org/2016"';

/** `parts` are further members of the first document, `document` what points at them. */
type Made = { template?: string; root?: string; parts?: Record<string, string>; document?: string };

/** An OFD of these pages; the template, if any, lies under each. */
async function makeOfd(
  pages: string[],
  { template = "", root = "", parts = {}, document = "" }: Made = {},
): Promise<Uint8Array> {
  const page = (content: string, below = "") =>
    `<ofd:Page ${ofd}>${below}<ofd:Content><ofd:Layer>${content}</ofd:Layer></ofd:Content></ofd:Page>`;
  const below = template === "" ? "" : '<ofd:Template TemplateID="2" ZOrder="Background"/>';
  return await makeZip({
    "OFD.xml": `<ofd:OFD ${ofd}><ofd:DocBody><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>${root}</ofd:OFD>`,
    "Doc_0/Document.xml": `<ofd:Document ${ofd}><ofd:CommonData><ofd:TemplatePage ID="2" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData><ofd:Pages>${pages
      .map((_, i) => `<ofd:Page ID="${10 + i}" BaseLoc="Pages/Page_${i}/Content.xml"/>`)
      .join("")}</ofd:Pages>${document}</ofd:Document>`,
    "Doc_0/Tpls/Tpl_0/Content.xml": page(template),
    ...Object.fromEntries(
      pages.map((content, i) => [`Doc_0/Pages/Page_${i}/Content.xml`, page(content, below)]),
    ),
    ...Object.fromEntries(Object.entries(parts).map(([name, content]) => [`Doc_0/${name}`, content])),
  });
}

/** Text with its left end and baseline in millimetres, 5 mm high. */
const text = (words: string, x: number, y: number, more = "", code = "") =>
  `<ofd:TextObject Boundary="${x} ${y - 5} 100 6" Size="5" ${more}><ofd:TextCode X="0" Y="5" ${code}>${words}</ofd:TextCode></ofd:TextObject>`;
const line = (x: number, y: number, dx: number, dy: number) =>
  `<ofd:PathObject Boundary="${x} ${y} ${dx} ${dy}" Stroke="true"><ofd:AbbreviatedData>M 0 0 L ${dx} ${dy}</ofd:AbbreviatedData></ofd:PathObject>`;

async function textOf(pages: string[], options?: Made): Promise<string> {
  const result = await read(await makeOfd(pages, options));
  return result.outcome === "text" ? result.text : `refused: ${result.reason}`;
}

describe("an OFD file", () => {
  it("is read from top to bottom, whatever the order of drawing", async () => {
    const page = text("第二行", 20, 60) + text("题目", 60, 30) + text("右", 25, 45) + text("左", 20, 45);
    expect(await textOf([page])).toBe("题目\n左右\n第二行");
  });

  it("goes by the steps between characters, one by one or g times the same", async () => {
    const steps =
      text("姓名签到", 20, 30, "", 'DeltaX="5 40 5"') + text("一二三四", 20, 45, "", 'DeltaX="g 3 5"');
    expect(await textOf([steps])).toBe("姓名\t签到\n一二三四");
  });

  it("reads text set downwards as it stands", async () => {
    const page = text("过程", 20, 30, "", 'DeltaY="6"') + text("甲说", 40, 60);
    expect(await textOf([page])).toBe("过\n程\n甲说");
  });

  it("turns its own coordinates into those of the page", async () => {
    const scaled = `<ofd:TextObject Boundary="20 20 100 20" Size="10" CTM="0.5 0 0 0.5 0 0"><ofd:TextCode X="0" Y="20">放大</ofd:TextCode></ofd:TextObject>`;
    expect(await textOf([scaled + text("之后", 33, 30)])).toBe("放大 之后");
  });

  it("reads what stands between ruled lines as cells", async () => {
    const rules =
      [0, 10, 20].map((y) => line(20, 100 + y, 80, 0)).join("") +
      [0, 40, 80].map((x) => line(20 + x, 100, 0, 20)).join("");
    const words = text("姓名", 22, 107) + text("签到", 62, 107) + text("高山", 22, 117) + text("到", 62, 117);
    const result = await read(await makeOfd([text("签到表", 50, 50) + rules + words]));
    if (result.outcome !== "text") throw new Error(result.message);
    expect(result.text).toBe("签到表\n姓名\t签到\n高山\t到");
    expect(result.places.at(-1)).toMatchObject({ page: 1, cell: { table: 0, row: 1, column: 1 } });
  });

  it("draws templates under the pages and leaves hidden text and page numbers out", async () => {
    const body = (words: string, number: number) =>
      text(words, 20, 60) +
      text("藏", 20, 80, 'Visible="false"') +
      text("正文到此", 20, 90) +
      text(`- ${number} -`, 100, 280);
    const options = { template: text("青石县林业局", 60, 20) };
    expect(await textOf([body("第一页的话。", 1), body("第二页的话。", 2)], options)).toBe(
      "青石县林业局\n第一页的话。\n正文到此\n第二页的话。\n正文到此",
    );
  });

  it("reads what was typed and stamped on a page afterwards, and says that files are attached", async () => {
    const laid = (type: string, y: number, words: string, more = "") =>
      `<ofd:Annot Type="${type}" ${more}><ofd:Appearance Boundary="20 ${y} 100 10">${text(words, 0, 5)}</ofd:Appearance></ofd:Annot>`;
    const parts = {
      "Annots/Annotations.xml": `<ofd:Annotations ${ofd}><ofd:Page PageID="10"><ofd:FileLoc>Page_0/Annotation.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>`,
      "Annots/Page_0/Annotation.xml": `<ofd:PageAnnot ${ofd}>${laid("Path", 60, "同意。石磊")}${laid("Stamp", 80, "已阅")}${laid("Watermark", 100, "内部资料")}${laid("Path", 120, "藏", 'Visible="false"')}</ofd:PageAnnot>`,
      "Attachs/Attachments.xml": `<ofd:Attachments ${ofd}><ofd:Attachment ID="1" Name="名单" Format="xlsx"><ofd:FileLoc>a.xlsx</ofd:FileLoc></ofd:Attachment></ofd:Attachments>`,
    };
    const document =
      "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations><ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>";
    const page = text("学习记录", 20, 30) + text("记录人：石磊", 20, 150);
    expect(await read(await makeOfd([page], { parts, document }))).toMatchObject({
      text: "学习记录\n同意。石磊\n已阅\n记录人：石磊",
      unreadObjects: ["附件"],
    });
  });

  it("is refused when it is encrypted, without words, or not whole", async () => {
    expect(await textOf([text("密", 20, 30)], { root: "<ofd:Encryptions>e.xml</ofd:Encryptions>" })).toBe(
      "refused: encrypted",
    );
    expect(await textOf([line(0, 0, 10, 0)])).toBe("refused: unsupported");
    const result = await read(await makeZip({ "OFD.xml": `<ofd:OFD ${ofd}/>` }));
    expect(result).toMatchObject({ outcome: "refused", format: "ofd", reason: "malformed" });
  });
});
