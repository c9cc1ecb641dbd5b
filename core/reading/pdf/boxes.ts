/**
 * Text of a PDF page as boxes in reading orientation: x to the right, y downwards, points; a page turned by
 * its own rotation or by its drawing is turned upright first.
 */

/** A run of text; `y` is the baseline, `height` the font size; `confidence` (0–1) where it was recognised. */
export type Box = {
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
  confidence?: number;
};

/** What is needed of a pdfjs text item. */
export type TextRun = { str: string; transform: number[]; width: number };
export type Matrix = readonly number[];

const RIGHT = Math.PI / 2;
/** Text further off the axes is a watermark across the page, not part of the text. */
const SLANT = Math.PI / 36;

/**
 * Turns runs into boxes by the page's viewport transform; drops blanks, watermarks and shadows.
 * `turns` is the number of quarter turns that were undone, for what else is drawn on the page.
 */
export function uprightPage(runs: readonly TextRun[], viewport: Matrix): { boxes: Box[]; turns: number } {
  const placed = runs.flatMap((run) => {
    if (run.str.trim() === "") return [];
    const [a, b, c, d, x, y] = multiply(viewport, run.transform);
    const angle = Math.atan2(b, a);
    const turns = Math.round(angle / RIGHT);
    if (Math.abs(angle - turns * RIGHT) > SLANT) return [];
    return [{ run, x, y, height: Math.hypot(c, d), turns: (turns + 4) % 4 }];
  });
  const turns = mainTurn(placed);
  const boxes = placed
    .filter((item) => item.turns === turns)
    .map(({ run, x, y, height }) => ({ text: run.str, ...turnPoint(x, y, turns), width: run.width, height }));
  return { boxes: withoutShadows(boxes), turns };
}

function multiply(m: Matrix, n: Matrix): [number, number, number, number, number, number] {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = m;
  const [p = 1, q = 0, r = 0, s = 1, x = 0, y = 0] = n;
  return [a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * x + c * y + e, b * x + d * y + f];
}

/** The quarter turn that most characters of the page have. */
function mainTurn(items: readonly { run: TextRun; turns: number }[]): number {
  const lengths = [0, 0, 0, 0];
  for (const { run, turns } of items) lengths[turns] = (lengths[turns] ?? 0) + run.str.length;
  return lengths.indexOf(Math.max(...lengths));
}

/** A point of the page after undoing its quarter turns. */
export function turnPoint(x: number, y: number, turns: number): { x: number; y: number } {
  if (turns === 1) return { x: y, y: -x };
  if (turns === 2) return { x: -x, y: -y };
  if (turns === 3) return { x: -y, y: x };
  return { x, y };
}

/** How far back a shadow is looked for among equal texts. */
const RECENT = 32;

/** Titles with a shadow are drawn twice, a point apart. */
function withoutShadows(boxes: readonly Box[]): Box[] {
  const drawn = new Map<string, Box[]>();
  return boxes.filter((box) => {
    const same = drawn.get(box.text) ?? [];
    drawn.set(box.text, same);
    const near = box.height * 0.35;
    if (
      same
        .slice(-RECENT)
        .some((other) => Math.abs(other.x - box.x) < near && Math.abs(other.y - box.y) < near)
    )
      return false;
    same.push(box);
    return true;
  });
}
