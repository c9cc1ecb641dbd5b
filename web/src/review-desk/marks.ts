/** What is highlighted in the text: evidence of elements and findings, and the words of the reviewer's own reasons. */
import type { Mark, Tone } from "../document/segments.ts";
import { ELEMENT_STATES, type Examined, type Finding } from "../examination/shapes.ts";
import type { Reason } from "../submission/shapes.ts";

const TONES: Record<Finding["severity"], Tone> = {
  error: "bad",
  look: "look",
  warning: "warning",
  info: "warning",
};

export const elementMark = (id: string) => `element:${id}`;
export const findingMark = (at: number) => `finding:${at}`;
export const reasonMark = (at: number) => `reason:${at}`;

/** All marks of a document, with the ids by which lists and text find each other. */
export function marksOf(examined: Examined, reasons: readonly Reason[]): Mark[] {
  return [
    ...examined.elements.map(({ id, state, start, end }) => ({
      id: elementMark(id),
      start,
      end,
      tone: ELEMENT_STATES[state].tone,
    })),
    ...examined.findings.map(({ severity, start, end }, at) => ({
      id: findingMark(at),
      start,
      end,
      tone: TONES[severity],
    })),
    ...reasons.map(({ start = 0, end = 0 }, at) => ({
      id: reasonMark(at),
      start,
      end,
      tone: "mine" as const,
    })),
  ].filter(({ start, end }) => end > start);
}
