/**
 * What is put on a finished notice: 草稿 across drafts, the verification QR code on the issued copy.
 *
 * The words come from a small typeset page that is embedded whole: no font passes through pdf-lib, whose subsetting
 * loses glyphs of small subsets. The PDF/A-2a claim of the typesetting is kept: stamps are marked as artifacts, so
 * that the tagged structure stays complete; their font is embedded; colours are device RGB under the file's own
 * output intent; transparency is allowed by ISO 19005-2; the XMP packet stays as it is (`updateMetadata: false`).
 */
import { beginMarkedContent, degrees, endMarkedContent, PDFDocument, type PDFPage, rgb } from "pdf-lib";
import QRCode from "qrcode";
import { typesetPdf } from "./compiler.ts";

const MILLIMETRE = 72 / 25.4;
/** Of the draft mark, counter-clockwise. */
const SLANT = 45;
const QR_SIDE = 20 * MILLIMETRE;
/** From the lower edge of the sheet: in the margin, below the 版记 and between the folios. */
const QR_BOTTOM = 7 * MILLIMETRE;

const words = new Map<string, Promise<Uint8Array>>();

/** A word on a page of its own; the same for every notice, so set once, by whichever engine is warm. */
function wordPage(kind: "draft" | "verify", officeFolder?: string): Promise<Uint8Array> {
  const known = words.get(kind);
  if (known) return known;
  const set = typesetPdf({ template: "stamp.typ", inputs: { kind }, officeFolder, standard: "1.7" });
  words.set(kind, set);
  set.catch(() => words.delete(kind));
  return set;
}

/** 草稿 across the middle of every page. */
export async function stampDraft(pdf: Uint8Array, officeFolder?: string): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  const [mark] = await document.embedPdf(await wordPage("draft", officeFolder));
  if (!mark) throw new Error("stamp.typ gave no page");
  for (const page of document.getPages()) {
    const turned = (SLANT * Math.PI) / 180;
    const [cos, sin] = [Math.cos(turned), Math.sin(turned)];
    asArtifact(page, () =>
      page.drawPage(mark, {
        x: (page.getWidth() - mark.width * cos + mark.height * sin) / 2,
        y: (page.getHeight() - mark.width * sin - mark.height * cos) / 2,
        rotate: degrees(SLANT),
      }),
    );
  }
  return document.save();
}

/** The QR code of `url` with 扫码核验 in the lower margin of the last page. */
export async function stampVerification(
  pdf: Uint8Array,
  url: string,
  officeFolder?: string,
): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  const [label] = await document.embedPdf(await wordPage("verify", officeFolder));
  const page = document.getPages().at(-1);
  if (!label || !page) throw new Error("nothing to stamp");
  const x = (page.getWidth() - QR_SIDE) / 2;
  asArtifact(page, () => {
    page.drawSvgPath(qrPath(url, QR_SIDE), {
      x,
      y: QR_BOTTOM + QR_SIDE,
      color: rgb(0, 0, 0),
      borderWidth: 0,
    });
    page.drawPage(label, { x: (page.getWidth() - label.width) / 2, y: QR_BOTTOM - label.height - 2 });
  });
  return document.save();
}

/** The dark modules as one path, each run of a line one rectangle; y grows downwards, as in SVG. */
function qrPath(url: string, side: number): string {
  const { size, data } = QRCode.create(url, { errorCorrectionLevel: "M" }).modules;
  const module = side / size;
  const at = (n: number) => (n * module).toFixed(3);
  const runs: string[] = [];
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (!data[row * size + column]) continue;
      const start = column;
      while (column + 1 < size && data[row * size + column + 1]) column++;
      runs.push(`M${at(start)} ${at(row)}H${at(column + 1)}V${at(row + 1)}H${at(start)}Z`);
    }
  }
  return runs.join("");
}

function asArtifact(page: PDFPage, draw: () => void): void {
  page.pushOperators(beginMarkedContent("Artifact"));
  draw();
  page.pushOperators(endMarkedContent());
}
