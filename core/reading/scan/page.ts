/** One scanned page: upright, level, its seals off, its lines recognised and placed as text of a PDF page is. */
import type { Box } from "../pdf/boxes.ts";
import { joined, type Rules } from "../pdf/rules.ts";
import { isWide } from "../pdf/spacing.ts";
import { splitAtGaps } from "./gaps.ts";
import { heightOf, isLong, lengthOf, liesSideways, skewOf } from "./place.ts";
import type { Grey, Picture, Quad, Recogniser, Seen } from "./recogniser.ts";
import { ruledLines } from "./rules.ts";
import { greyOf } from "./seal.ts";
import { stripsOf } from "./strips.ts";
import { levelPage, levelQuad, turnPage, turnQuad } from "./turning.ts";
import { widened } from "./wording.ts";

/** A page with its boxes and ruled lines, in points, as if its usual type were of the usual size. */
export type SeenPage = { width: number; height: number; boxes: Box[]; rules: () => Rules };

/** Size of the type most papers are set in, points; a photo does not say how large its page is. */
const TYPE = 16;
/** Below this a place shows no text: a stain, a stamp, the edge of the paper. */
const DOUBTFUL = 0.5;
/** A page less askew than this is left as it is (radians; 3 pixels over a page's width). */
const LEVEL = 0.002;

/** Reads one picture of a page. An empty page has no boxes. */
export async function seePage(picture: Picture, recogniser: Recogniser): Promise<SeenPage> {
  const strips = stripsOf(greyOf(picture));
  const seen: SeenStrip[] = [];
  for (const { top, page } of strips) {
    if (!isBlank(page)) seen.push({ top, ...(await seeStrip(page, strips.length === 1, recogniser)) });
  }
  const boxes = seen.flatMap(({ top, boxes }) => boxes.map((box) => ({ ...box, y: box.y + top })));
  const scale = TYPE / (usualSize(boxes) || TYPE);
  const whole = seen.length === 1 && seen[0]?.top === 0 ? seen[0].level : picture;
  return {
    width: whole.width * scale,
    height: whole.height * scale,
    boxes: evened(boxes).map((box) => inPoints(box, scale)),
    rules: () => rulesOf(seen, scale),
  };
}

type SeenStrip = { top: number; level: Grey; boxes: Box[] };

/** What stands on a page or a strip of one, in pixels of it as it lies level. A strip is upright; a page is turned until it is. */
async function seeStrip(
  grey: Grey,
  isPage: boolean,
  recogniser: Recogniser,
): Promise<Omit<SeenStrip, "top">> {
  const { page, places } = isPage
    ? await upright(grey, recogniser)
    : { page: grey, places: await recogniser.find(grey) };
  const skew = skewOf(places);
  const askew = Math.abs(skew) > LEVEL;
  const level = askew ? levelPage(page, skew) : page;
  const levelled = askew ? places.map((quad) => levelQuad(quad, page, skew)) : places;
  const pieces = levelled.flatMap((quad) => splitAtGaps(level, quad));
  const seen = await recogniser.recognise(level, pieces.map(roomy));
  const boxes = pieces.flatMap((quad, index) => {
    const found = seen[index];
    return found === undefined || !isText(found) ? [] : [boxOf(quad, found)];
  });
  return { level, boxes };
}

function rulesOf(strips: readonly SeenStrip[], scale: number): Rules {
  const all = strips.map(({ top, level }) => {
    const rules = ruledLines(level, scale);
    const down = top * scale;
    return {
      level: rules.level.map((rule) => ({ ...rule, at: rule.at + down })),
      upright: rules.upright.map(({ at, from, to }) => ({ at, from: from + down, to: to + down })),
    };
  });
  return { level: all.flatMap(({ level }) => level), upright: joined(all.flatMap(({ upright }) => upright)) };
}

/** Between the darkest and the lightest spot of a page that shows anything at all. */
const FAINTEST = 16;

/** The back of a sheet, or a picture that holds nothing: to look for lines on it would take as long as on a full page. */
function isBlank({ pixels }: Grey): boolean {
  let darkest = 255;
  let lightest = 0;
  for (const pixel of pixels) {
    if (pixel < darkest) darkest = pixel;
    if (pixel > lightest) lightest = pixel;
    if (lightest - darkest > FAINTEST) return false;
  }
  return true;
}

/** Left and right of a line, in heights: a full stop at the very end of a place is lost without. */
const ROOM = { before: 0.2, behind: 0.3 };
/** Shorter than this, in heights, a place may be the word of a cell, whose side would be taken for a stroke. */
const SENTENCE = 8;

function roomy(quad: Quad): Quad {
  const height = heightOf(quad);
  if (lengthOf(quad) < height * SENTENCE) return quad;
  const [a, b, c, d] = quad;
  const before = height * ROOM.before;
  const behind = height * ROOM.behind;
  return [
    { ...a, x: a.x - before },
    { ...b, x: b.x + behind },
    { ...c, x: c.x + behind },
    { ...d, x: d.x - before },
  ];
}

function isText({ text, confidence }: Seen): boolean {
  return confidence >= DOUBTFUL && text.trim() !== "";
}

/** Long lines on which the turns of a page are tried. */
const TRIED = 5;
/** Upright lines read with more confidence than this, those upside down with less (measured 0.98 to 0.84). */
const SURE = 0.92;

/** Turns the page until its longest lines can be read. */
async function upright(page: Grey, recogniser: Recogniser): Promise<{ page: Grey; places: Quad[] }> {
  const places = await recogniser.find(page);
  const turns = liesSideways(places) ? [1, 3] : [0, 2];
  let best: { page: Grey; places: Quad[]; trust: number } | undefined;
  for (const quarters of turns) {
    const turned = turnPage(page, quarters);
    const moved = places.map((quad) => turnQuad(quad, page, quarters));
    const tried = moved
      .filter(isLong)
      .toSorted((a, b) => lengthOf(b) - lengthOf(a))
      .slice(0, TRIED);
    const seen = await recogniser.recognise(turned, tried);
    const trust =
      tried.length === 0 ? 1 : seen.reduce((sum, { confidence }) => sum + confidence, 0) / tried.length;
    if (best === undefined || trust > best.trust) best = { page: turned, places: moved, trust };
    if (best.trust > SURE) break;
  }
  return best ?? { page, places };
}

/** A found place is higher than its characters and a little longer than its line. */
const EM_OF_HEIGHT = 0.8;
const MARGIN = 0.3;
/** From the middle of a line down to its baseline. */
const BASELINE = 0.38;

function boxOf(quad: Quad, { text, confidence }: Seen): Box {
  const [a, b, c, d] = quad;
  const tall = heightOf(quad);
  const long = lengthOf(quad);
  const ems = Array.from(text).reduce((sum, character) => sum + (isWide(character) ? 1 : 0.5), MARGIN);
  const em = Math.max(tall * 0.5, Math.min(tall * EM_OF_HEIGHT, long / ems));
  const middle = (a.y + b.y + c.y + d.y) / 4;
  const left = (a.x + d.x) / 2;
  return {
    text: widened(text.trim()),
    x: left,
    y: middle + em * BASELINE,
    width: long,
    height: em,
    confidence,
  };
}

/** Sizes that differ by less than this are one size of type, measured unevenly. */
const SAME_SIZE = 0.2;

function evened(boxes: readonly Box[]): Box[] {
  const usual = usualSize(boxes);
  return boxes.map((box) =>
    Math.abs(box.height - usual) < usual * SAME_SIZE ? { ...box, height: usual } : box,
  );
}

/** The middle of the sizes; 0 on an empty page. */
function usualSize(boxes: readonly Box[]): number {
  return boxes.map(({ height }) => height).toSorted((a, b) => a - b)[boxes.length >> 1] ?? 0;
}

function inPoints(box: Box, scale: number): Box {
  const { x, y, width, height } = box;
  return { ...box, x: x * scale, y: y * scale, width: width * scale, height: height * scale };
}
