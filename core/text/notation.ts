/**
 * The notation in which written papers are marked. A file holds many papers; each begins with `=== type | style`, then lines
 * that begin with `@` (`@ref_date`, `@verdict`, `@declared`, `@expect code element severity`), then its text, in which
 * `{id:words}` marks the evidence of an element, `{id?:words}` a weak or faulty one, `{id!:words}` a blank or placeholder
 * where the element should stand. Marks may nest. An element of the type that is not marked is absent.
 */
import type { Span } from "./normalized.ts";

export type Mark = Span & { element: string; nature: "sound" | "faulty" | "blank" };
export type Expectation = { code: string; element: string; severity: "error" | "warning" };
export type MarkedPaper = {
  type: string;
  style: string;
  text: string;
  marks: Mark[];
  asOf?: string;
  declared?: string;
  verdict?: "ok" | "return" | "wrong_type";
  expected: Expectation[];
  /** Elements of which nothing is known, as where an excerpt breaks off. */
  unknown?: string[];
};

/** Where the notation is broken, and in Chinese what to do about it. */
export class NotationFault extends SyntaxError {
  override readonly name = "NotationFault";
  readonly line: number;
  readonly said: string;

  constructor(line: number, said: string) {
    super(`第${line}行：${said}`);
    this.line = line;
    this.said = said;
  }
}

/** A paper, the line of its head and the line where its text begins, counted from 1. */
export type PlacedPaper = { paper: MarkedPaper; line: number; textLine: number };

const HEAD = /^=== ([a-z_]+)(?: \| (.*))?$/;
const TAG = /\{([a-z_]+(?:,[a-z_]+)*)([?!]?):|\}/g;

/** The papers of a file. Throws a NotationFault where the notation is broken. */
export const papersOf = (source: string): MarkedPaper[] => placedPapersOf(source).map(({ paper }) => paper);

/** The same, with the lines where they stand. What comes before the first head is not read. */
export function placedPapersOf(source: string): PlacedPaper[] {
  const placed: PlacedPaper[] = [];
  let body: string[] = [];
  const end = (): void => {
    const last = placed.at(-1);
    if (last) Object.assign(last.paper, unmarked(body.join("\n").replace(/\n+$/, ""), last.textLine));
    body = [];
  };
  source.split(/\r?\n/).forEach((line, at) => {
    const head = HEAD.exec(line);
    if (line.startsWith("===") && !head)
      throw new NotationFault(
        at + 1,
        "每份材料的第一行要写成“=== 类型 | 说明”，类型用小写字母和下划线，如 === reading_club | 样本一",
      );
    if (head) {
      end();
      const paper = { type: head[1] ?? "", style: head[2] ?? "", text: "", marks: [], expected: [] };
      placed.push({ paper, line: at + 1, textLine: at + 2 });
      return;
    }
    const last = placed.at(-1);
    const note = body.length === 0 ? /^@(\w+) (.+)$/.exec(line) : undefined;
    if (!last) return;
    if (note) {
      noted(last.paper, note[1] ?? "", note[2] ?? "", at + 1);
      last.textLine = at + 2;
    } else body.push(line);
  });
  end();
  return placed;
}

function noted(paper: MarkedPaper, key: string, value: string, line: number): void {
  if (key === "ref_date") paper.asOf = value.trim();
  else if (key === "declared") paper.declared = value.trim();
  else if (key === "verdict") paper.verdict = value.trim() as MarkedPaper["verdict"];
  else if (key === "expect") {
    const [code = "", element = "-", severity = ""] = value.trim().split(/\s+/);
    paper.expected.push({
      code,
      element: element === "-" ? "" : element,
      severity: severity === "error" ? "error" : "warning",
    });
  } else throw new NotationFault(line, `不认识“@${key}”，请删去这一行`);
}

const NATURES = { "": "sound", "?": "faulty", "!": "blank" } as const;

/** `line` is that of the first line of the body. */
function unmarked(body: string, line: number): Pick<MarkedPaper, "text" | "marks"> {
  let text = "";
  let copied = 0;
  const marks: Mark[] = [];
  const open: Array<{ ids: string[]; nature: Mark["nature"]; start: number; line: number }> = [];
  for (const tag of body.matchAll(TAG)) {
    text += body.slice(copied, tag.index);
    const here = line + linesIn(text);
    copied = tag.index + tag[0].length;
    if (tag[0] !== "}") {
      open.push({
        ids: (tag[1] ?? "").split(","),
        nature: NATURES[(tag[2] ?? "") as keyof typeof NATURES],
        start: text.length,
        line: here,
      });
      continue;
    }
    const mark = open.pop();
    if (!mark)
      throw new NotationFault(
        here,
        "多了一个“}”，或者它前面的“{要素:”没有写对：要素用小写字母和下划线，冒号用英文的“:”",
      );
    for (const element of mark.ids)
      marks.push({ element, nature: mark.nature, start: mark.start, end: text.length });
  }
  const unclosed = open.at(-1);
  if (unclosed) throw new NotationFault(unclosed.line, `“{${unclosed.ids.join(",")}:”后面少了“}”`);
  return { text: text + body.slice(copied), marks: marks.sort((a, b) => a.start - b.start) };
}

/** How many lines end in a text. */
export const linesIn = (text: string): number => text.split("\n").length - 1;
