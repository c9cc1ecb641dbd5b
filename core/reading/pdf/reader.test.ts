import { createRequire } from "node:module";
import { dirname } from "node:path";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { describe, expect, it } from "vitest";
import { locationAt, type ReadText, type Refusal } from "../document.ts";
import { makePdf, show, songPdf, ucs2 } from "../fixtures/pdfs.ts";
import { defaultLimits } from "../limits.ts";
import { read } from "../read.ts";

const require = createRequire(import.meta.url);
const folder = dirname(require.resolve("pdfjs-dist/package.json"));
const assets = {
  pdf: {
    cMapUrl: `${folder}/cmaps/`,
    standardFontDataUrl: `${folder}/standard_fonts/`,
    wasmUrl: `${folder}/wasm/`,
  },
};
const readPdf = (bytes: Uint8Array): Promise<ReadText | Refusal> => read(bytes, { assets });
const textOf = async (bytes: Uint8Array): Promise<string> => {
  const result = await readPdf(bytes);
  return result.outcome === "text" ? result.text : `refused: ${result.reason}`;
};

const fontFile = require.resolve("@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf");
const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: [dirname(fontFile)] }] });
function typeset(source: string): Uint8Array {
  const head =
    '#set page(paper: "a4", margin: 3cm)\n#set text(font: "Noto Serif SC", size: 16pt, lang: "zh")\n';
  return new Uint8Array(compiler.pdf({ mainFileContent: head + source }));
}

describe("typeset papers", () => {
  it("joins the lines of a paragraph and keeps those that end of themselves", async () => {
    const long =
      "会议认为，理论学习要同青石县春耕备播和水利设施检修结合起来，做到学有所获、学有所用，推动各项任务落地见效。";
    const text = await textOf(
      typeset(`时间：2026年5月6日\n\n地点：县林业局二楼会议室\n\n${long}\n\n2026年5月7日`),
    );
    expect(text).toBe(`时间：2026年5月6日\n地点：县林业局二楼会议室\n${long}\n2026年5月7日`);
  });

  it("joins a line that begins with a figure and not with a number of the list", async () => {
    const figure =
      "联营的难处在账。去年审计发现两个村的收据本重号，一笔2.6万元的租金挂在个人名下，应当先清账。";
    for (const before of ["", "经", "查明"])
      expect(await textOf(typeset(`${before}${figure}\n\n2.6月底前报告`))).toBe(
        `${before}${figure}\n2.6月底前报告`,
      );
  });

  it("takes no words of a sentence for the label of the next paragraph", async () => {
    const sentence =
      "会议听取了汇报。各村的冷库要统筹安排，先易后难，分两步走：先修渠，再建库，年底前全部完成。";
    for (const before of ["", "会", "上午"])
      expect(await textOf(typeset(`${before}${sentence}\n\n缺席：无`))).toBe(
        `${before}${sentence}\n缺席：无`,
      );
  });

  it("reads a ruled table row by row, wrapped and tall cells whole", async () => {
    const table = `#table(columns: (3em, 1fr, 4em, 1fr),
      [学习主题], table.cell(colspan: 3)[深入学习贯彻习近平生态文明思想，扎实推进青石县河湖长制和水土保持工作走深走实],
      [时间], [2026年5月6日], [地点], [二楼会议室],
      table.cell(rowspan: 2)[评价], [特点], table.cell(colspan: 2)[主题鲜明], [问题], table.cell(colspan: 2)[互动偏少])`;
    const result = await readPdf(typeset(`学习情况登记表\n\n${table}\n\n记录人：白鹭`));
    if (result.outcome !== "text") throw new Error(result.message);
    expect(result.text).toBe(
      "学习情况登记表\n学习主题\t深入学习贯彻习近平生态文明思想，扎实推进青石县河湖长制和水土保持工作走深走实\n" +
        "时间\t2026年5月6日\t地点\t二楼会议室\n评价\t特点\t主题鲜明\n问题\t互动偏少\n记录人：白鹭",
    );
    expect(locationAt(result.places, result.text.indexOf("二楼会议室"))).toMatchObject({
      page: 1,
      cell: { table: 0, row: 1 },
    });
    expect(result.places.at(-1)?.cell).toBeUndefined();
  });

  it("reads two columns one after the other, below a title across both", async () => {
    const left =
      "甲组同志围绕基层治理谈了认识，提出要把网格做实，把群众的小事当成大事来办，逐件登记逐件销号，定期回访群众，听取意见建议。";
    const right =
      "乙组同志围绕乡村振兴谈了做法，提出要把产业做强，把合作社的账目公开透明，让村民看得明白放心，年终分红及时兑现到户。";
    const text = await textOf(
      typeset(
        `#align(center)[学习研讨发言摘编青石县委宣传部编印]\n#columns(2)[#set text(size: 12pt)\n${left}\n#colbreak()\n${right}]`,
      ),
    );
    expect(text.replaceAll("\n", "")).toBe(`学习研讨发言摘编青石县委宣传部编印${left}${right}`);
  });

  it("keeps a running head once and page numbers not at all", async () => {
    const pages = '#set page(header: [青石县林业局], numbering: "— 1 —")\n';
    const result = await readPdf(
      typeset(`${pages}第一页的内容在这里。\n\n又一段。#pagebreak()第二页的内容在这里。\n\n再一段。`),
    );
    expect(result).toMatchObject({ outcome: "text", pages: 2 });
    expect(result.outcome === "text" && result.text).toBe(
      "青石县林业局\n第一页的内容在这里。\n又一段。\n第二页的内容在这里。\n再一段。",
    );
    expect(result.outcome === "text" && result.places[0]?.part).toBe("header");
  });

  it("lets a paragraph run over the page end", async () => {
    const half = "学习中心组成员要带头学、系统学、结合实际学，";
    const text = await textOf(typeset(`#set page(height: 7cm, margin: 2cm)\n${half.repeat(12)}`));
    expect(text).toBe(half.repeat(12));
  });
});

describe("a paper with a scanned page", () => {
  it("names the page it could not read", async () => {
    const picture = "BI /W 1 /H 1 /CS /G /BPC 8 ID \u0000 EI";
    const scanned = `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 9 0 R >>`;
    const file = songPdf(show("青石县林业局学习记录", 100, 700), "", "", [
      scanned,
      `<< /Length ${picture.length} >>\nstream\n${picture}\nendstream`,
    ]);
    const text = new TextDecoder("latin1")
      .decode(file)
      .replace("/Kids [3 0 R] /Count 1", "/Kids [3 0 R 8 0 R] /Count 2");
    const result = await readPdf(Uint8Array.from(text, (character) => character.charCodeAt(0)));
    expect(result).toMatchObject({
      outcome: "text",
      pages: 2,
      unreadPages: [2],
      text: "青石县林业局学习记录",
    });
  });
});

describe("papers of old printers and programs", () => {
  it("knows the predefined Chinese encodings", async () => {
    const page = show("青石县林业局学习记录", 100, 700) + show("主持人：白鹭", 100, 660);
    expect(await textOf(songPdf(page))).toBe("青石县林业局学习记录\n主持人：白鹭");
  });

  it("reads in the order of the page, not of the drawing, and a shadowed title once", async () => {
    const title = show("学习简报第三期", 150, 750) + show("学习简报第三期", 151, 749);
    expect(await textOf(songPdf(show("后写的正文在下面", 100, 600) + title))).toBe(
      "学习简报第三期\n后写的正文在下面",
    );
  });

  it("turns a page upright, by its own rotation or by that of its text", async () => {
    const lines = show("青石县林业局学习记录", 100, 700) + show("主持人：白鹭", 100, 660);
    expect(await textOf(songPdf(lines, "/Rotate 90"))).toBe("青石县林业局学习记录\n主持人：白鹭");
    const turned =
      `BT /F1 16 Tf 0 1 -1 0 100 100 Tm <${ucs2("青石县林业局学习记录")}> Tj ET\n` +
      `BT /F1 16 Tf 0 1 -1 0 140 100 Tm <${ucs2("主持人：白鹭")}> Tj ET\n`;
    expect(await textOf(songPdf(turned))).toBe("青石县林业局学习记录\n主持人：白鹭");
  });

  it("does not make blanks of the gaps in a justified line, and leaves a watermark out", async () => {
    const gaps = `BT /F1 16 Tf 2.5 Tc 1 0 0 1 100 700 Tm <${ucs2("会议认为学习成效明显")}> Tj ET\n`;
    const watermark = `BT /F1 40 Tf 0.7 0.7 -0.7 0.7 200 300 Tm <${ucs2("内部资料")}> Tj ET\n`;
    expect(await textOf(songPdf(gaps + watermark))).toBe("会议认为学习成效明显");
  });

  it("reads what was typed into form fields, where it stands", async () => {
    const field =
      "<< /Type /Annot /Subtype /Widget /FT /Tx /T (host) /Rect [200 655 400 680] " +
      `/V <feff${ucs2("白鹭")}> /DA (/F1 12 Tf) /F 4 >>`;
    const page =
      show("青石县林业局学习记录", 100, 700) + show("主持人：", 100, 660) + show("记录人：高山", 100, 620);
    expect(await textOf(songPdf(page, "/Annots [8 0 R]", "", [field]))).toMatch(
      /^青石县林业局学习记录\n主持人：\s*白鹭\n记录人：高山$/,
    );
  });
});

/** A PDF whose one page is drawn by this content, deflated. */
async function packedPdf(content: string, filter: string): Promise<Uint8Array> {
  const stream = new Blob([content]).stream().pipeThrough(new CompressionStream("deflate"));
  const packed = new Uint8Array(await new Response(stream).arrayBuffer());
  const text = Array.from(packed, (byte) => String.fromCharCode(byte)).join("");
  return makePdf([
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
    `<< /Length ${packed.length} /Filter ${filter} >>\nstream\n${text}\nendstream`,
  ]);
}

describe("refused", () => {
  it("a password to open", async () => {
    const encrypt = `/Encrypt << /Filter /Standard /V 1 /R 2 /O <${"41".repeat(32)}> /U <${"42".repeat(32)}> /P -4 >> /ID [<31> <31>]`;
    expect(await textOf(songPdf(show("密", 100, 700), "", encrypt))).toBe("refused: encrypted");
  });

  it("a page of pictures only, and says that it is a scan", async () => {
    const result = await readPdf(songPdf("0 0 595 842 re f"));
    expect(result).toMatchObject({ outcome: "refused", reason: "unsupported" });
    expect(result.outcome === "refused" && result.message).toContain("扫描件");
  });

  it("a text layer without sense", async () => {
    const rubbish = Array.from({ length: 60 }, (_, i) => String.fromCharCode(0x7e00 + i * 7)).join("");
    const result = await readPdf(
      songPdf(show(rubbish.slice(0, 30), 20, 700) + show(rubbish.slice(30), 20, 600)),
    );
    expect(result).toMatchObject({ outcome: "refused", reason: "unsupported" });
    expect(result.outcome === "refused" && result.message).toContain("无法识别");
  });

  it("a page drawn by more operators than a person could have meant, and a stream packed twice", async () => {
    const drawing = "0 0 m 1 1 l S ".repeat(1_300_000);
    expect(await textOf(await packedPdf(drawing, "/FlateDecode"))).toBe("refused: bomb");
    expect(await textOf(await packedPdf(show("短", 10, 10), "[/FlateDecode /FlateDecode]"))).toBe(
      "refused: bomb",
    );
  });

  it("more pages than allowed", async () => {
    const count = defaultLimits.pdfPages + 1;
    const kids = Array.from({ length: count }, () => "3 0 R").join(" ");
    const file = makePdf([
      "<< /Type /Catalog /Pages 2 0 R >>",
      `<< /Type /Pages /Kids [${kids}] /Count ${count} >>`,
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 10 10] >>",
    ]);
    expect(await textOf(file)).toBe("refused: too_large");
  });
});
