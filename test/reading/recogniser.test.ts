import { readFile } from "node:fs/promises";
import { PDFDocument } from "pdf-lib";
import { afterAll, describe, expect, it } from "vitest";
import { show, songPdf } from "../../core/reading/fixtures/pdfs.ts";
import { defaultLimits } from "../../core/reading/limits.ts";
import { read } from "../../core/reading/read.ts";
import { closeRecognition, readInWorker } from "../../functions/reading/read.ts";
import { readerContext } from "../../functions/reading/reader-context.ts";
import { characterErrorRate } from "../fixtures/samples.ts";
import { papers } from "../fixtures/scans/papers.ts";

afterAll(closeRecognition);

const file = async (name: string) =>
  new Uint8Array(await readFile(new URL(`../fixtures/scans/${name}`, import.meta.url)));
const recognised = async (bytes: Uint8Array) => read(bytes, await readerContext(true));
const textOf = async (bytes: Uint8Array) => {
  const result = await recognised(bytes);
  return result.outcome === "text" ? result.text : `refused: ${result.reason}`;
};

describe("scans are read", () => {
  it("askew and dusty, with the place and the confidence of each line", async () => {
    const result = await recognised(await file("record.jpg"));
    if (result.outcome === "refused") throw new Error(result.message);
    expect(result.text.split("\n")).toHaveLength(papers.record.length);
    expect(result.places.every(({ page, confidence }) => page === 1 && (confidence ?? 0) > 0.8)).toBe(true);
  });

  it("through a seal over issuer and date", async () => {
    const text = await textOf(await file("sealed.jpg"));
    expect(text).toContain("青石县委宣传部\n2026年6月3日");
  });

  it("row by row where lines are ruled", async () => {
    const result = await recognised(await file("sign-in.png"));
    if (result.outcome === "refused") throw new Error(result.message);
    expect(result.text).toContain("\n2\t高山\t党组成员、副局长\n3\t季秋\t党组成员\t外出培训");
    expect(result.places.at(-1)?.cell).toMatchObject({ row: 3 });
  });

  it("page by page in a TIFF of two", async () => {
    const result = await recognised(await file("fax.tif"));
    expect(result).toMatchObject({ outcome: "text", format: "tif", pages: 2 });
  });

  it("behind a page of text in one PDF, in children that know when to recognise", async () => {
    const paper = await PDFDocument.load(songPdf(show("青石县林业局学习材料目录", 100, 700)));
    const picture = await paper.embedJpg(await file("record.jpg"));
    paper.addPage([620, 360]).drawImage(picture, { x: 0, y: 0, width: 620, height: 360 });
    const bytes = await paper.save();
    expect(await read(bytes, await readerContext(false))).toMatchObject({
      outcome: "text",
      unreadPages: [2],
    });
    const result = await readInWorker(bytes);
    if (result.outcome === "refused") throw new Error(result.message);
    expect(result.unreadPages).toBeUndefined();
    const [first = "", ...rest] = result.text.split("\n");
    expect(first).toBe("青石县林业局学习材料目录");
    expect(characterErrorRate(rest.join(""), papers.record.join(""))).toBeLessThanOrEqual(0.02);
  });
});

describe("scans are refused", () => {
  it("without a recogniser, with the pages one could read", async () => {
    expect(await read(await file("fax.tif"))).toMatchObject({ reason: "unsupported", recognisable: 2 });
  });

  it("with more pages than the limit", async () => {
    const limits = { ...defaultLimits, scanPages: 1 };
    const result = await read(await file("fax.tif"), { ...(await readerContext(true)), limits });
    expect(result).toMatchObject({ reason: "too_large" });
  });

  it("when the upload broke off", async () => {
    for (const name of ["record.jpg", "sign-in.png", "fax.tif"]) {
      const whole = await file(name);
      expect(await textOf(whole.slice(0, 30_000))).toBe("refused: truncated");
    }
  });

  it("when a small file declares a huge picture", async () => {
    const bytes = await file("sign-in.png");
    new DataView(bytes.buffer).setUint32(16, 60_000);
    new DataView(bytes.buffer).setUint32(20, 60_000);
    expect(await textOf(bytes)).toBe("refused: bomb");
  });
});
