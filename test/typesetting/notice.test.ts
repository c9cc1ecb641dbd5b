import { decodePDFRawStream, PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream } from "pdf-lib";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { describe, expect, it } from "vitest";
import { compose, type NoticeContent } from "../../core/notices/content.ts";
import { CUTOFF, county, OFFICE, PERIOD, RULES } from "../../core/notices/fixture.ts";
import { gather } from "../../core/notices/gather.ts";
import { plain } from "../../core/notices/sentence.ts";
import { typeset, typesetDraft, typesetIssued } from "../../functions/adapters/typesetter/notice.ts";

const noticeOf = (units: number): NoticeContent =>
  compose(gather({ period: PERIOD, cutoff: CUTOFF, units: county(units), rules: RULES }), OFFICE);
const issuance = {
  number: "〔2026〕3号",
  issuedOn: "2026-10-12",
  verifyUrl: "https://qiyou.example.cn/verify/ntc_01K6",
};

/** The text of each page, line breaks and spacing dropped. */
async function pages(pdf: Uint8Array): Promise<string[]> {
  const document = await getDocument({ data: pdf.slice(), verbosity: 0 }).promise;
  const texts: string[] = [];
  for (let n = 1; n <= document.numPages; n++) {
    const { items } = await (await document.getPage(n)).getTextContent();
    texts.push(
      items
        .map((item) => ("str" in item ? item.str : ""))
        .join("")
        .replaceAll(/\s/g, ""),
    );
  }
  await document.loadingTask.destroy();
  return texts;
}

/** Glyphs with an outline in the fonts of one stamp: text can be extracted where nothing is drawn. */
async function outlines(pdf: Uint8Array): Promise<number> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  const inside = (node: unknown, name: string) =>
    node instanceof PDFDict ? node.lookup(PDFName.of(name)) : undefined;
  const objects = inside(document.getPage(0).node.Resources(), "XObject");
  const key =
    objects instanceof PDFDict
      ? objects.keys().find((k) => k.asString().startsWith("/EmbeddedPdfPage"))
      : undefined;
  const form = objects instanceof PDFDict && key ? objects.lookup(key) : undefined;
  const fonts = inside(form instanceof PDFRawStream ? form.dict : undefined, "Resources");
  const font = inside(fonts, "Font");
  const type0 = font instanceof PDFDict ? font.lookup(font.keys()[0] ?? PDFName.of("none")) : undefined;
  const descendants = inside(type0, "DescendantFonts");
  const cid = descendants instanceof PDFArray ? descendants.lookup(0) : undefined;
  const file = inside(inside(cid, "FontDescriptor"), "FontFile2");
  if (!(file instanceof PDFRawStream)) return 0;
  const sfnt = Buffer.from(decodePDFRawStream(file).decode());
  const table = (name: string) => {
    const record = Array.from({ length: sfnt.readUInt16BE(4) }, (_, i) => 12 + 16 * i).find(
      (at) => sfnt.toString("latin1", at, at + 4) === name,
    );
    return record === undefined ? 0 : sfnt.readUInt32BE(record + 8);
  };
  const long = sfnt.readInt16BE(table("head") + 50) === 1;
  const glyphs = sfnt.readUInt16BE(table("maxp") + 4);
  const at = (i: number) =>
    long ? sfnt.readUInt32BE(table("loca") + 4 * i) : 2 * sfnt.readUInt16BE(table("loca") + 2 * i);
  // Glyph 0 is the box for what a font lacks.
  return Array.from({ length: glyphs - 1 }, (_, i) => i + 1).filter((i) => at(i + 1) > at(i)).length;
}

/** Of each page: how many embedded pages are drawn on it. */
async function stamps(pdf: Uint8Array): Promise<number[]> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  return document.getPages().map((page) => {
    const objects = page.node.Resources()?.lookup(PDFName.of("XObject"));
    return objects instanceof PDFDict
      ? objects.keys().filter((key) => key.asString().startsWith("/EmbeddedPdfPage")).length
      : 0;
  });
}

describe("a typeset notice", () => {
  const content = noticeOf(30);

  it("holds number, title, figures, day and imprint as text, pages numbered to an even last one", async () => {
    const texts = await pages(await typeset(content, issuance));
    expect(texts).toHaveLength(8);
    expect(texts[0]).toContain("中共青槐县委宣传部文件");
    expect(texts[0]).toContain("青宣通〔2026〕3号");
    expect(texts.join("")).toContain(content.title);
    const body = texts.map((text) => text.replace(/—\d+—$/, "")).join("");
    expect(body).toContain("27家单位共计入学习50次，其中集体研讨41次");
    expect(texts[7]).toContain("抄送：县委办公室");
    expect(texts[7]).toContain("2026年10月12日印发");
    texts.forEach((text, i) => {
      expect(text).toContain(`—${i + 1}—`);
    });
  });

  it("repeats the head of the table on each of its pages, for 115 units", async () => {
    const large = noticeOf(115);
    const texts = await pages(await typeset(large, issuance));
    const first = texts.findIndex((text) => text.includes("学习情况统计表数据截至"));
    const last = texts.findIndex((text) => text.startsWith("附件2"));
    expect(last - first).toBeGreaterThanOrEqual(4);
    for (const text of texts.slice(first, last)) expect(text).toContain("应报事项（项）");
    const totals = large.annexes[0]?.table.totals?.cells.map(plain).join("");
    expect(totals).toMatch(/^合计193/);
    expect(texts[last - 1]).toContain(totals);
  });

  it("keeps the imprint on an even page; after a blank page neither is numbered (GB/T 9704 7.5)", async () => {
    const [annex] = noticeOf(80).annexes;
    if (!annex) throw new Error("no table of units");
    const numbered = async (rows: number) => {
      const table = { ...annex.table, rows: annex.table.rows.slice(0, rows) };
      const texts = await pages(await typeset({ ...content, annexes: [{ ...annex, table }] }, issuance));
      return {
        count: texts.length,
        numbered: texts.filter((text, i) => text.includes(`—${i + 1}—`)).length,
        last: texts.at(-1),
      };
    };
    const fits = await numbered(60);
    expect(fits).toMatchObject({ count: 6, numbered: 6 });
    expect(fits.last).toMatch(/合计.*抄送/);
    const full = await numbered(70);
    expect(full).toMatchObject({ count: 8, numbered: 6 });
    expect(full.last).toMatch(/^抄送/);
  });

  it("is text and never source: markup in names stays as it is written", async () => {
    const issuer = '#panic("x") $y$ [z] *部* \\ _委_';
    const texts = await pages(await typeset({ ...content, printedBy: issuer }, issuance));
    expect(texts.at(-1)).toContain(issuer.replaceAll(" ", ""));
  });

  it("gives the same bytes for the same notice, and claims PDF/A-2a", async () => {
    const [one, two] = [await typesetIssued(content, issuance), await typesetIssued(content, issuance)];
    expect(Buffer.compare(one, two)).toBe(0);
    expect(Buffer.compare(await typesetDraft(content), await typesetDraft(content))).toBe(0);
    const document = await PDFDocument.load(one, { updateMetadata: false });
    const metadata = document.catalog.lookup(PDFName.of("Metadata"));
    const xmp = metadata instanceof PDFRawStream ? Buffer.from(metadata.contents).toString() : "";
    expect(xmp).toContain("<pdfaid:part>2</pdfaid:part>");
    expect(xmp).toContain("<pdfaid:conformance>A</pdfaid:conformance>");
    expect(document.catalog.lookup(PDFName.of("OutputIntents"), PDFArray).size()).toBe(1);
    expect(document.context.trailerInfo.ID).toBeDefined();
  });
});

describe("stamps", () => {
  const content = noticeOf(4);

  it("puts 草稿 on every page of a draft, without number and day", async () => {
    const draft = await typesetDraft(content);
    const texts = await pages(draft);
    for (const text of texts) expect(text).toContain("草稿");
    expect(texts[0]).toContain("〔2026〕号");
    expect(texts.join("")).toContain("2026年月日");
    expect(await stamps(draft)).toEqual(texts.map(() => 1));
    expect(await outlines(draft)).toBe(2);
  });

  it("puts the verification code on the last page of the issued copy only", async () => {
    const issued = await typesetIssued(content, issuance);
    const texts = await pages(issued);
    expect(texts.map((text) => text.includes("扫码核验"))).toEqual(
      texts.map((_, i) => i === texts.length - 1),
    );
    expect(texts.join("")).not.toContain("草稿");
    const other = await typesetIssued(content, {
      ...issuance,
      verifyUrl: "https://qiyou.example.cn/verify/ntc_02",
    });
    expect(Buffer.compare(issued, other)).not.toBe(0);
  });

  it("does not issue a notice whose sums do not hold", async () => {
    const fault = { code: "row_sum", message: "不符", figures: ["total.sessions"] } as const;
    await expect(typesetIssued({ ...content, faults: [fault] }, issuance)).rejects.toThrow("row_sum");
  });
});
