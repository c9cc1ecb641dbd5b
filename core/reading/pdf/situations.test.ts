/** PDFs as people fill them in, mark them and switch their layers: reported situations, each with its right text. */
import { describe, expect, it } from "vitest";
import { nodeAssets } from "../../../functions/reading/assets.ts";
import { makePdf, show, songPdf, ucs2 } from "../fixtures/pdfs.ts";
import { read } from "../read.ts";

const marked = (text: string) => `<feff${ucs2(text)}>`;
const bare = (text: string) => `<${ucs2(text)}>`;
const title = show("柳溪镇学习登记", 72, 740);
const page = (content = "") => title + content + show("记录人：石磊", 72, 500);
const said = (...between: string[]) => ["柳溪镇学习登记", ...between, "记录人：石磊"].join("\n");

/** A page with these annotations; objects are numbered from 8 on. */
const annotated = (annotations: string[], content = "", more: string[] = []) =>
  songPdf(page(content), `/Annots [${annotations.map((_, i) => `${8 + i} 0 R`).join(" ")}]`, "", [
    ...annotations.map((annotation) => `<< /Type /Annot /F 4 ${annotation} >>`),
    ...more,
  ]);
const field = (kind: string, y: number, more: string) =>
  `/Subtype /Widget /FT /${kind} /T (f${y}) /Rect [160 ${y} 360 ${y + 20}] /DA (/F1 12 Tf) ${more}`;
const tick = (x: number, on: boolean, more = "") =>
  `/Subtype /Widget /FT /Btn /T (t${x}) /Rect [${x} 600 ${x + 12} 612] /V /${on ? "Yes" : "Off"} /AS /${on ? "Yes" : "Off"} /AP << /N << /Yes 12 0 R /Off 12 0 R >> >> ${more}`;
const drawing = (content: string, more = "") =>
  `<< /Type /XObject /Subtype /Form /BBox [0 0 200 40] /Resources << /Font << /F1 5 0 R >> >> ${more} /Length ${content.length} >>\nstream\n${content}\nendstream`;
const remark = (subtype: string, y: number, text: string, more = "") =>
  `/Subtype /${subtype} /Rect [160 ${y} 360 ${y + 20}] /DA (/F1 12 Tf) /Contents ${marked(text)} ${more}`;

/** A page whose middle line stands on layer 8; the catalog says how the layer is switched. */
function layered(
  group: string,
  settings: string,
  content: string,
  properties = "/L 8 0 R",
  more: string[] = [],
) {
  const drawn = page(content);
  const whole = [
    `<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [8 0 R] /D << ${settings} >> >> >>`,
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> /Properties << ${properties} >> /XObject << /X 10 0 R >> >> >>`,
    `<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`,
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>",
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 7 0 R /DW 1000 >>",
    "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    `<< /Type /OCG /Name (draft) ${group} >>`,
    ...more,
  ];
  return makePdf(whole);
}
const draft = show("主持人：代拟", 72, 640);
const onLayer = `/OC /L BDC\n${draft}EMC\n`;
const membership = (policy: string) => [`<< /Type /OCMD /OCGs [8 0 R] /P /${policy} >>`];

type Situation = [name: string, pdf: Uint8Array, text: string];

const layers: Situation[] = [
  ["one that is off", layered("", "/OFF [8 0 R]", onLayer), said()],
  ["one that is on", layered("", "/Order [8 0 R]", onLayer), said("主持人：代拟")],
  ["all off but those named", layered("", "/BaseState /OFF", onLayer), said()],
  ["one that is not to be viewed", layered("/Usage << /View << /ViewState /OFF >> >>", "", onLayer), said()],
  [
    "what shows only when all of them are off",
    layered("", "/OFF [8 0 R]", onLayer.replace("/L", "/M"), "/M 9 0 R", membership("AllOff")),
    said("主持人：代拟"),
  ],
  [
    "what shows only when any of them is on",
    layered("", "/OFF [8 0 R]", onLayer.replace("/L", "/M"), "/M 9 0 R", membership("AnyOn")),
    said(),
  ],
  [
    "a stamp drawn as a form on one that is off",
    layered("", "/OFF [8 0 R]", "/X Do\n", "/L 8 0 R", ["<< >>", drawing(draft, "/OC 8 0 R")]),
    said(),
  ],
  [
    "the same words below, off, and again, on",
    layered("", "/OFF [8 0 R]", onLayer + show("主持人：代理", 72, 600)),
    said("主持人：代理"),
  ],
];

const filledIn: Situation[] = [
  [
    "a choice stored as a code",
    annotated([field("Ch", 640, `/Ff 131072 /Opt [[(1) ${marked("到会")}] [(2) ${marked("请假")}]] /V (2)`)]),
    said("请假"),
  ],
  [
    "several choices of a list",
    annotated([
      field(
        "Ch",
        640,
        `/Ff 2097152 /Opt [[(a) ${marked("研讨")}] [(b) ${marked("自学")}] [(c) ${marked("参观")}]] /V [(a) (c)]`,
      ),
    ]),
    said("研讨、参观"),
  ],
  [
    "values written without the mark of their encoding",
    annotated([field("Tx", 640, `/V ${bare("温如玉")}`), field("Tx", 600, "/V <cafdbedd>")]),
    said("温如玉", "数据"),
  ],
  [
    "a date stored in one way and shown in another",
    annotated([field("Tx", 640, "/V (20260305) /AP << /N 9 0 R >>")], "", [
      drawing(show("2026年3月5日", 2, 5)),
    ]),
    said("2026年3月5日"),
  ],
  ["a password, which is nobody's business", annotated([field("Tx", 640, "/Ff 8192 /V (geheim)")]), said()],
  [
    "boxes to tick, of which the page prints one itself",
    annotated(
      [tick(72, true), tick(172, false), tick(272, false)],
      show("集体研讨", 90, 600) + show("自学", 190, 600) + show("□参观", 272, 600),
      ["<< >>", drawing("")],
    ),
    said("√ 集体研讨 □ 自学\t□参观"),
  ],
  [
    "one that is hidden and one that is not to be viewed",
    annotated(
      [
        field("Tx", 640, `/F 2 /V ${marked("藏")}`).replace("/F 4", ""),
        remark("FreeText", 600, "藏").concat(" /F 32"),
      ].map((one) => one),
    ),
    said(),
  ],
];

const put: Situation[] = [
  [
    "a typed remark, but no note, no comment on struck words",
    annotated([
      remark("FreeText", 640, "同意。温如玉"),
      remark("Text", 600, "请核对"),
      remark("StrikeOut", 560, "删去此句", "/QuadPoints [160 580 360 580 160 560 360 560]"),
    ]),
    said("同意。温如玉"),
  ],
  [
    "a typed remark without contents, drawn",
    annotated(["/Subtype /FreeText /Rect [160 640 360 680] /DA (/F1 12 Tf) /AP << /N 9 0 R >>"], "", [
      drawing(show("已阅", 2, 5)),
    ]),
    said("已阅"),
  ],
  [
    "a stamp with words",
    annotated([remark("Stamp", 640, "批注人备忘", "/AP << /N 9 0 R >>")], "", [
      drawing(show("同意上报", 2, 22) + show("石磊", 2, 4)),
    ]),
    said("同意上报\n石磊"),
  ],
];

/** Refused, and what the sentence must say. */
const shells: [string, Uint8Array, string, string][] = [
  [
    "a dynamic form",
    withCatalog("/AcroForm << /Fields [] /XFA [(template) 8 0 R] >>", [
      "<< /Length 5 >>\nstream\n<xdp>\nendstream",
    ]),
    "unsupported",
    "XFA",
  ],
  ["a bundle of files", withCatalog("/Collection << /Type /Collection >>"), "unsupported", "PDF 包"],
  ["rights managed by a program", rights(), "encrypted", "权限管理"],
];

function withCatalog(entry: string, more: string[] = []): Uint8Array {
  const file = new TextDecoder("latin1").decode(
    songPdf(show("Please wait while the document loads", 72, 700), "", "", more),
  );
  return Uint8Array.from(file.replace("/Type /Catalog", `/Type /Catalog ${entry}`), (character) =>
    character.charCodeAt(0),
  );
}

function rights(): Uint8Array {
  return songPdf(page(), "", "/Encrypt << /Filter /MicrosoftIRMServices /V 1 >> /ID [<31> <31>]");
}

describe.each([
  ["layers", layers],
  ["fields", filledIn],
  ["remarks and stamps", put],
])("%s of a PDF", (_, situations) => {
  it.each(situations)("%s", async (_name, pdf, text) => {
    const result = await read(pdf, { assets: nodeAssets });
    expect(result.outcome === "text" ? result.text : result).toBe(text);
  });
});

describe("a PDF that only its program can show", () => {
  it.each(shells)("%s", async (_, pdf, reason, words) => {
    const result = await read(pdf, { assets: nodeAssets });
    expect(result).toMatchObject({ outcome: "refused", reason });
    expect(result.outcome === "refused" && result.message).toContain(words);
  });

  it("says that files are attached", async () => {
    const attached = withCatalog("/Names << /EmbeddedFiles << /Names [(a) 8 0 R] >> >>", [
      "<< /Type /Filespec /F (a.docx) /EF << >> >>",
    ]);
    expect(await read(attached, { assets: nodeAssets })).toMatchObject({ unreadObjects: ["附件"] });
  });
});
