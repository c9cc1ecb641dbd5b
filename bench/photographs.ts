/**
 * `npm run bench:photographs`: how true the readings of photographs are. Invented papers are printed, photographed by
 * program (askew up to 8°, from an angle, in uneven light, two pages side by side, turned by EXIF) and read; each is
 * measured against the text that was printed. `--keep FOLDER` writes the photographs down to be looked at.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { read } from "../core/reading/read.ts";
import { readerContext } from "../functions/reading/reader-context.ts";
import type { Block } from "../samples/paper-formats/block.ts";
import { writePdf } from "../samples/paper-formats/pdf.ts";
import { longScreenshot, openBook, printed, type Shot, writePhoto } from "../samples/paper-formats/photo.ts";
import { discussionPaper, sealedScheme, sheetBlocks } from "../samples/papers/office-blocks.ts";
import { characterErrorRate } from "../test/fixtures/samples.ts";

const { values } = parseArgs({
  options: { keep: { type: "string" }, only: { type: "string" }, show: { type: "boolean" } },
});

type Photograph = { name: string; blocks: readonly Block[]; book?: readonly Block[]; shot?: Shot };

const photographs: Photograph[] = [
  { name: "straight", blocks: discussionPaper, shot: { skew: 0.4, shadow: 0.2 } },
  { name: "askew-3", blocks: sealedScheme, shot: { skew: 3, shadow: 0.3 } },
  { name: "askew-8", blocks: discussionPaper, shot: { skew: -8, shadow: 0.3 } },
  { name: "from-below", blocks: sealedScheme, shot: { skew: 1, tilt: 0.18, shadow: 0.35 } },
  { name: "from-the-side", blocks: discussionPaper, shot: { skew: -2, yaw: 0.16, shadow: 0.35 } },
  { name: "both", blocks: sealedScheme, shot: { skew: 4, tilt: 0.12, yaw: -0.12, shadow: 0.4 } },
  { name: "sheet-from-below", blocks: sheetBlocks, shot: { skew: 2, tilt: 0.12, shadow: 0.3 } },
  { name: "sheet-sideways", blocks: sheetBlocks, shot: { skew: -3, quarters: 1, shadow: 0.3 } },
  {
    name: "open-book",
    blocks: discussionPaper,
    book: sealedScheme,
    shot: { skew: 1.5, tilt: 0.08, shadow: 0.3, pixels: 4000 },
  },
  { name: "dark-small", blocks: discussionPaper, shot: { skew: 2, tilt: 0.08, shadow: 0.55, pixels: 1800 } },
  {
    name: "long-screenshot",
    blocks: [discussionPaper, sealedScheme, sheetBlocks, discussionPaper, sealedScheme].flat(),
  },
];

let sum = 0;
let count = 0;
for (const photograph of photographs) {
  if (values.only && !photograph.name.includes(values.only)) continue;
  const { bytes, truth } = await taken(photograph);
  if (values.keep) {
    mkdirSync(values.keep, { recursive: true });
    writeFileSync(join(values.keep, `${photograph.name}.jpg`), bytes);
  }
  const reading = await read(new Uint8Array(bytes), await readerContext(true));
  const text = reading.outcome === "text" ? reading.text : reading.message;
  const rate = characterErrorRate(text, truth);
  console.log(`${photograph.name.padEnd(18)} ${(rate * 100).toFixed(2).padStart(6)} %`);
  if (values.show) console.log(text);
  sum += rate;
  count++;
}
console.log(`${"mean".padEnd(18)} ${((sum / count) * 100).toFixed(2).padStart(6)} %  (${count} photographs)`);

async function taken({ blocks, book, shot }: Photograph): Promise<{ bytes: Buffer; truth: string }> {
  const pages = await printed(blocks);
  if (!shot) return { bytes: longScreenshot(pages, 1080), truth: await textOf(blocks) };
  const [first] = pages;
  const [facing] = book ? await printed(book) : [];
  if (!first) throw new RangeError("nothing was printed");
  const page = facing ? openBook(first, facing) : first;
  const truth = (await firstPageOf(blocks)) + (book ? await firstPageOf(book) : "");
  return { bytes: writePhoto(page, shot), truth };
}

async function textOf(blocks: readonly Block[]): Promise<string> {
  const reading = await read(new Uint8Array(writePdf(blocks)));
  if (reading.outcome === "refused") throw new Error(reading.message);
  return reading.text;
}

async function firstPageOf(blocks: readonly Block[]): Promise<string> {
  const reading = await read(new Uint8Array(writePdf(blocks)));
  if (reading.outcome === "refused") throw new Error(reading.message);
  const { text, places } = reading;
  return text.slice(0, places.findLast(({ page }) => page === 1)?.end ?? text.length);
}
