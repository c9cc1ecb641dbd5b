/**
 * Cutting a text at the borders of its marks, so that overlapping evidence can be shown. Offsets are UTF-16 units
 * into the whole text, exactly as the examination gives them.
 */

export type Tone = "good" | "warning" | "look" | "bad" | "mine";

/** A stretch of the text that something rests on. */
export interface Mark {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly tone: Tone;
}

/** A piece of text whose every character lies under the same marks. */
export interface Segment {
  readonly start: number;
  readonly end: number;
  readonly marks: readonly Mark[];
}

export interface Line {
  readonly start: number;
  readonly end: number;
}

/** The lines of a text without their line ends; an empty text has one empty line. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const line of text.split("\n")) {
    lines.push({ start, end: start + line.length });
    start += line.length + 1;
  }
  return lines;
}

/**
 * The segments of `range`, in order and without gaps. Marks may overlap, nest or repeat; an empty mark (a missing
 * element has no words) and what lies outside the range is left out.
 */
export function segmentsOf({ start, end }: Line, marks: readonly Mark[]): Segment[] {
  const here = marks.filter((mark) => mark.start < mark.end && mark.start < end && mark.end > start);
  const cuts = new Set([start, end]);
  for (const mark of here) {
    cuts.add(Math.max(mark.start, start));
    cuts.add(Math.min(mark.end, end));
  }
  const borders = [...cuts].sort((a, b) => a - b);
  return borders.slice(0, -1).flatMap((from, index) => {
    const to = borders[index + 1];
    if (to === undefined) return [];
    return [{ start: from, end: to, marks: here.filter((mark) => mark.start <= from && mark.end >= to) }];
  });
}

const WEIGHT: Record<Tone, number> = { mine: 4, bad: 3, look: 2, warning: 1, good: 0 };

/** The tone that a segment shows where several marks meet: the reviewer's own words first, then the worst. */
export function toneOf(marks: readonly Mark[]): Tone | undefined {
  return marks
    .map((mark) => mark.tone)
    .reduce<Tone | undefined>(
      (worst, tone) => (worst === undefined || WEIGHT[tone] > WEIGHT[worst] ? tone : worst),
      undefined,
    );
}
