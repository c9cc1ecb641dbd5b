/** One page of a PDF in reading order: paragraphs and table rows. */
import type { PDFPageProxy } from "pdfjs-dist";
import type { Limits } from "../limits.ts";
import { ReadingRefused } from "../refusal.ts";
import { textOf } from "./blocks.ts";
import { type TextRun, uprightPage } from "./boxes.ts";
import { type Annotation, fieldRuns, isDrawn } from "./fields.ts";
import { framesOf, seeFrame } from "./frames.ts";
import { annotationLines, type LayerCodes, type Layers, withoutHidden } from "./layers.ts";
import { hasBrokenRuns, layerQuality } from "./quality.ts";
import { hidesText, type OperatorCodes, pageRules, pictureArea } from "./rules.ts";
import { arrangeAround, type PageBlock, type Shown, wordsOf } from "./shown.ts";

/** What stands on a page; `isScan` when it shows something, but no text that makes sense. */
export type PdfPage = { blocks: PageBlock[]; isScan: boolean };

/** `pictures` when the file holds any; `layers` when some are switched off. */
type Opened = {
  limits: Limits;
  codes: OperatorCodes & LayerCodes;
  pictures: boolean;
  layers: Layers | undefined;
};

/** Reads one page. Refuses `bomb` when it holds more runs of text than a page can show. */
export async function readPage(page: PDFPageProxy, opened: Opened): Promise<PdfPage> {
  const { limits, codes, pictures, layers } = opened;
  const all = await textRuns(page, limits);
  const runs = layers === undefined ? all : withoutHidden(all, await page.getOperatorList(), codes, layers);
  const blocks = await readBlocks(page, runs, opened);
  if (hasBrokenRuns(runs.map(({ str }) => str))) return { blocks, isScan: true };
  const text = textOf(wordsOf(blocks));
  const bare = layerQuality(text) !== "good";
  const isScan = bare ? await showsDrawing(page, codes) : pictures && (await isPicture(page, text, codes));
  return { blocks, isScan };
}

/** So many drawn shapes on a page without text may be characters turned into outlines; */
const OUTLINES = 100;
/** and so many steps of drawing are no page that anybody wrote, and too many to render. */
const MAX_STEPS = 100_000;

async function showsDrawing(page: PDFPageProxy, codes: OperatorCodes): Promise<boolean> {
  const { fnArray } = await page.getOperatorList();
  if (fnArray.length > MAX_STEPS) return false;
  if (fnArray.some((code) => codes.pictures.includes(code))) return true;
  return fnArray.filter((code) => code === codes.constructPath).length > OUTLINES;
}

/** A scanning program's mark, a stamped number and a running head are shorter than the text of a page. */
const SHORT = 60;
/** Pictures that cover more of the page than this are the page. */
const COVERS = 0.6;

/**
 * Whether a page with readable text is a picture all the same: the text is little, or it is the layer that a
 * scanning program recognised and hid. Such a layer is as good as the program was; ours is measured.
 */
async function isPicture(page: PDFPageProxy, text: string, codes: OperatorCodes): Promise<boolean> {
  const { width, height } = page.getViewport({ scale: 1 });
  const operators = await page.getOperatorList();
  if (pictureArea(operators, codes) < width * height * COVERS) return false;
  return text.replace(/\s/g, "").length < SHORT || hidesText(operators, codes);
}

async function readBlocks(
  page: PDFPageProxy,
  runs: readonly TextRun[],
  { codes, layers, pictures }: Opened,
): Promise<PageBlock[]> {
  const filledIn = await addedRuns(page, runs, codes, layers);
  const { transform: viewport, ...size } = page.getViewport({ scale: 1 });
  const { boxes, turns } = uprightPage([...runs, ...filledIn], viewport);
  const rules = async () => pageRules(await page.getOperatorList(), codes, viewport, turns);
  const frames =
    pictures && turns === 0 && boxes.length > 0
      ? framesOf(await page.getOperatorList(), codes, viewport, size, boxes)
      : [];
  const shown = frames.map(
    (frame): Shown => ({
      bottom: frame.bottom,
      see: (recogniser) => seeFrame(page, frame, recogniser),
    }),
  );
  return arrangeAround(boxes, rules, shown);
}

/** What was filled in, typed or stamped on the page afterwards. */
async function addedRuns(
  page: PDFPageProxy,
  runs: readonly TextRun[],
  codes: LayerCodes,
  layers: Layers | undefined,
): Promise<TextRun[]> {
  const annotations: (Annotation & { oc?: unknown })[] = await page.getAnnotations();
  const seen = annotations.filter(
    ({ oc }) => oc === undefined || layers === undefined || layers.isVisible(oc),
  );
  const drawn = seen.some(isDrawn) ? annotationLines(await page.getOperatorList(), codes) : undefined;
  return fieldRuns(seen, runs, drawn);
}

async function textRuns(page: PDFPageProxy, limits: Limits): Promise<TextRun[]> {
  const runs: TextRun[] = [];
  const reader = page.streamTextContent().getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return runs;
    for (const item of value.items) if ("str" in item) runs.push(item);
    if (runs.length > limits.pdfPageItems) throw new ReadingRefused("bomb");
  }
}
