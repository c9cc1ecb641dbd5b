/** Blocks → a scan: the paper printed, sealed in red, laid on the glass a little askew, and nothing of its text left. */
import { createRequire } from "node:module";
import { type Canvas, createCanvas, GlobalFonts, ImageData, type SKRSContext2D } from "@napi-rs/canvas";
import { PDFDocument } from "pdf-lib";
import { getDocument, type PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { render } from "../../functions/reading/ocr/picture.ts";
import type { Block } from "./block.ts";
import { writePdf } from "./pdf.ts";

const FACE = "@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf";
const INK = "#d8201c";
const PAPER = "#fbfaf6";
/** Of an A4 page as `render` draws it. */
const PIXELS_A_POINT = 2340 / 842;
/** A seal of 42 mm. */
const RADIUS = 60 * PIXELS_A_POINT;
const ASKEW = 0.008;

/** Writes one paper. The seal stands over the line that says `sealedBy`. Answers a PDF of pictures. */
export async function writeScan(blocks: readonly Block[], sealedBy: string): Promise<Uint8Array> {
  const task = getDocument({ data: writePdf(blocks), disableFontFace: true, verbosity: 0 });
  const printed = await task.promise;
  const scan = await PDFDocument.create();
  for (let number = 1; number <= printed.numPages; number++) {
    const page = await printed.getPage(number);
    const { width, height, rgba } = await render(page);
    const sheet = createCanvas(width, height);
    const context = sheet.getContext("2d");
    context.putImageData(new ImageData(rgba, width, height), 0, 0);
    const over = await placeOf(page, sealedBy);
    if (over) seal(context, sealedBy, over.x, over.y);
    const picture = await scan.embedJpg(onTheGlass(sheet).toBuffer("image/jpeg", 70));
    const size = { width: width / PIXELS_A_POINT, height: height / PIXELS_A_POINT };
    scan.addPage([size.width, size.height]).drawImage(picture, size);
  }
  await task.destroy();
  return scan.save();
}

/** The middle of a line of the page, in pixels; nothing where the page does not say it. */
async function placeOf(page: PDFPageProxy, words: string): Promise<{ x: number; y: number } | undefined> {
  const { items } = await page.getTextContent();
  const [, , , top = 0] = page.view;
  for (const item of items) {
    if (!("str" in item) || item.str !== words) continue;
    const [, , , , x = 0, y = 0] = item.transform.map(Number);
    return { x: (x + item.width / 2) * PIXELS_A_POINT, y: (top - y + 10) * PIXELS_A_POINT };
  }
  return undefined;
}

/** A round seal: the body's name along the upper arc, a star in the middle; the print shows through. */
function seal(context: SKRSContext2D, name: string, x: number, y: number): void {
  GlobalFonts.registerFromPath(createRequire(import.meta.url).resolve(FACE), "Seal");
  context.save();
  context.translate(x, y);
  context.globalCompositeOperation = "multiply";
  context.globalAlpha = 0.8;
  context.strokeStyle = INK;
  context.fillStyle = INK;
  context.lineWidth = RADIUS / 18;
  context.beginPath();
  context.arc(0, 0, RADIUS, 0, 2 * Math.PI);
  context.stroke();
  context.beginPath();
  for (let point = 0; point < 5; point++) {
    const angle = (point * 4 - 2.5) * (Math.PI / 5);
    context.lineTo(Math.cos(angle) * RADIUS * 0.3, Math.sin(angle) * RADIUS * 0.3);
  }
  context.fill();
  context.font = `${RADIUS * 0.24}px Seal`;
  context.textAlign = "center";
  const step = (1.4 * Math.PI) / name.length;
  for (const [index, character] of [...name].entries()) {
    context.save();
    context.rotate((index - (name.length - 1) / 2) * step);
    context.fillText(character, 0, -RADIUS * 0.68);
    context.restore();
  }
  context.restore();
}

function onTheGlass(sheet: Canvas): Canvas {
  const glass = createCanvas(sheet.width, sheet.height);
  const context = glass.getContext("2d");
  context.fillStyle = PAPER;
  context.fillRect(0, 0, glass.width, glass.height);
  context.translate(glass.width / 2, glass.height / 2);
  context.rotate(ASKEW);
  context.globalCompositeOperation = "multiply";
  context.drawImage(sheet, -sheet.width / 2, -sheet.height / 2);
  return glass;
}
