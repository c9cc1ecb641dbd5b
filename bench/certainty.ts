/**
 * `npm run bench:certainty`: what the recogniser's confidence is worth. Papers of the demonstration are printed, scanned
 * at several qualities and read; each line that it sees is compared with what the paper says. The threshold of the
 * rulebook (`recognition.sure`) is where wrong lines are mostly below and right ones mostly above.
 */
import { createCanvas, ImageData } from "@napi-rs/canvas";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { read } from "../core/reading/read.ts";
import type { Picture } from "../core/reading/scan/recogniser.ts";
import { nodeAssets } from "../functions/reading/assets.ts";
import { render } from "../functions/reading/ocr/picture.ts";
import { loadRecogniser } from "../functions/reading/ocr/recogniser.ts";
import { allPapers } from "../samples/papers/demo-papers.ts";

interface Quality {
  readonly name: string;
  /** Of a page at 200 dpi. */
  readonly scale: number;
  readonly jpeg: number;
  /** How much of the page's contrast is left. */
  readonly ink: number;
}

const qualities: readonly Quality[] = [
  { name: "200 dpi", scale: 1, jpeg: 70, ink: 1 },
  { name: "120 dpi", scale: 0.6, jpeg: 50, ink: 0.9 },
  { name: "90 dpi", scale: 0.45, jpeg: 40, ink: 0.8 },
  { name: "70 dpi, 淡", scale: 0.35, jpeg: 30, ink: 0.6 },
  { name: "60 dpi, 淡", scale: 0.3, jpeg: 25, ink: 0.5 },
];

/** Only what a person would call another character: blanks and the width of marks are folded. */
const folded = (text: string): string => text.normalize("NFKC").replace(/[\s“”"‘’'—\-–|]/g, "");

function scanned({ width, height, rgba }: Picture, { scale, jpeg, ink }: Quality): Uint8Array {
  const sheet = createCanvas(width, height);
  sheet.getContext("2d").putImageData(new ImageData(rgba, width, height), 0, 0);
  const scan = createCanvas(Math.round(width * scale), Math.round(height * scale));
  const context = scan.getContext("2d");
  context.fillStyle = "#f4f2ec";
  context.fillRect(0, 0, scan.width, scan.height);
  context.globalAlpha = ink;
  context.imageSmoothingQuality = "high";
  context.drawImage(sheet, 0, 0, scan.width, scan.height);
  return new Uint8Array(scan.toBuffer("image/jpeg", jpeg));
}

interface Line {
  readonly quality: string;
  readonly right: boolean;
  readonly confidence: number;
}

const recogniser = await loadRecogniser();
const lines: Line[] = [];
const papers = allPapers.filter(({ format, expect }) => format === "pdf" && expect.first === "in_review");
for (const paper of papers) {
  const bytes = await paper.build();
  const said = await read(bytes, { assets: nodeAssets });
  if (said.outcome === "refused") throw new Error(said.message);
  const truth = folded(said.text);
  const task = getDocument({ data: bytes, disableFontFace: true, verbosity: 0 });
  const printed = await task.promise;
  for (let number = 1; number <= printed.numPages; number++) {
    const picture = await render(await printed.getPage(number));
    for (const quality of qualities) {
      const watching = {
        ...recogniser,
        async recognise(...asked: Parameters<typeof recogniser.recognise>) {
          const seen = await recogniser.recognise(...asked);
          for (const { text, confidence } of seen) {
            const words = folded(text);
            if (words.length < 2 || confidence < 0.5) continue;
            lines.push({ quality: quality.name, right: truth.includes(words), confidence });
          }
          return seen;
        },
      };
      await read(scanned(picture, quality), { assets: nodeAssets, recogniser: watching });
    }
  }
  await task.destroy();
}

const share = (part: number, whole: number): string =>
  whole === 0 ? "—" : `${((100 * part) / whole).toFixed(1)} %`;
console.log(`${lines.length} 行，其中 ${lines.filter(({ right }) => !right).length} 行有错字`);
for (const { name } of qualities) {
  const own = lines.filter(({ quality }) => quality === name);
  console.log(
    `${name}：${own.length} 行，有错字 ${share(own.filter(({ right }) => !right).length, own.length)}`,
  );
}
console.log("把握低于");
const wrong = lines.filter(({ right }) => !right);
for (const threshold of [0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.98]) {
  const below = lines.filter(({ confidence }) => confidence < threshold);
  const caught = share(below.filter(({ right }) => !right).length, wrong.length);
  const blamed = share(below.filter(({ right }) => right).length, lines.length - wrong.length);
  console.log(`  ${threshold}：找出错行 ${caught}，错怪好行 ${blamed}`);
}
process.exit();
