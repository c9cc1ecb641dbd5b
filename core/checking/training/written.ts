/** A marked paper in the notation of `notation.ts`, so that reading it gives the same paper. */
import type { Mark, MarkedPaper } from "../../text/notation.ts";

const SIGNS = { sound: "", faulty: "?", blank: "!" } as const;

/** Characters that mean something in the notation are exchanged for their wide sisters: no offset moves. */
const plain = (text: string): string =>
  text
    .replaceAll("{", "｛")
    .replaceAll("}", "｝")
    .replaceAll("\r", " ")
    .replace(/^===/gm, "＝＝＝")
    .replace(/^@/gm, "＠");

export function writtenPaper(paper: MarkedPaper): string {
  const { type, style, asOf, declared, verdict, expected } = paper;
  const lines = [
    `=== ${type} | ${style}`,
    ...(asOf ? [`@ref_date ${asOf}`] : []),
    ...(declared ? [`@declared ${declared}`] : []),
    ...(verdict ? [`@verdict ${verdict}`] : []),
    ...expected.map(({ code, element, severity }) => `@expect ${code} ${element || "-"} ${severity}`),
    marked(plain(paper.text), nested(paper.marks)),
  ];
  return `${lines.join("\n")}\n`;
}

function marked(text: string, marks: readonly Mark[]): string {
  const open = new Map<number, string>();
  const close = new Map<number, string>();
  for (const { element, nature, start, end } of marks) {
    open.set(start, `${open.get(start) ?? ""}{${element}${SIGNS[nature]}:`);
    close.set(end, `${close.get(end) ?? ""}}`);
  }
  const cuts = [...new Set([0, text.length, ...open.keys(), ...close.keys()])].sort((a, b) => a - b);
  return cuts
    .map((at, index) => `${close.get(at) ?? ""}${open.get(at) ?? ""}${text.slice(at, cuts[index + 1] ?? at)}`)
    .join("");
}

const byPlace = (a: Mark, b: Mark): number => a.start - b.start || b.end - a.end;

/** Marks that cross each other are cut where the outer one ends: the notation knows only what lies within. */
function nested(marks: readonly Mark[]): Mark[] {
  const waiting = marks.filter(({ start, end }) => end > start).sort(byPlace);
  const done: Mark[] = [];
  const around: Mark[] = [];
  for (let mark = waiting.shift(); mark; mark = waiting.shift()) {
    const { start } = mark;
    while ((around.at(-1)?.end ?? Number.POSITIVE_INFINITY) <= start) around.pop();
    const border = around.at(-1)?.end ?? Number.POSITIVE_INFINITY;
    const here = mark.end > border ? { ...mark, end: border } : mark;
    if (here !== mark) {
      waiting.push({ ...mark, start: border });
      waiting.sort(byPlace);
    }
    done.push(here);
    around.push(here);
  }
  return done;
}
