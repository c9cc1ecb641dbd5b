/**
 * The notation in which written papers are marked. A file holds many papers; each begins with `=== type | style`, then lines
 * that begin with `@` (`@ref_date`, `@verdict`, `@declared`, `@expect code element severity`), then its text, in which
 * `{id:words}` marks the evidence of an element, `{id?:words}` a weak or faulty one, `{id!:words}` a blank or placeholder
 * where the element should stand. Marks may nest. An element of the type that is not marked is absent.
 */
import type { Span } from "../../text/normalized.ts";

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

const HEAD = /^=== ([a-z_]+)(?: \| (.*))?$/;
const TAG = /\{([a-z_]+(?:,[a-z_]+)*)([?!]?):|\}/g;

/** The papers of a file. Throws a SyntaxError that names the line where the notation is broken. */
export function papersOf(source: string): MarkedPaper[] {
  const papers: MarkedPaper[] = [];
  let body: string[] = [];
  let begun = 0;
  const end = (): void => {
    const paper = papers.at(-1);
    if (paper) Object.assign(paper, unmarked(body.join("\n").replace(/\n+$/, ""), begun));
    body = [];
  };
  source.split(/\r?\n/).forEach((line, at) => {
    const head = HEAD.exec(line);
    if (line.startsWith("===") && !head) throw new SyntaxError(`line ${at + 1}: not a head: ${line}`);
    if (head) {
      end();
      begun = at + 1;
      papers.push({ type: head[1] ?? "", style: head[2] ?? "", text: "", marks: [], expected: [] });
      return;
    }
    const paper = papers.at(-1);
    const note = body.length === 0 ? /^@(\w+) (.+)$/.exec(line) : undefined;
    if (!paper) return;
    if (note) noted(paper, note[1] ?? "", note[2] ?? "", at + 1);
    else body.push(line);
  });
  end();
  return papers;
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
  } else throw new SyntaxError(`line ${line}: unknown note @${key}`);
}

const NATURES = { "": "sound", "?": "faulty", "!": "blank" } as const;

function unmarked(body: string, line: number): Pick<MarkedPaper, "text" | "marks"> {
  let text = "";
  let copied = 0;
  const marks: Mark[] = [];
  const open: Array<{ ids: string[]; nature: Mark["nature"]; start: number }> = [];
  for (const tag of body.matchAll(TAG)) {
    text += body.slice(copied, tag.index);
    copied = tag.index + tag[0].length;
    if (tag[0] !== "}") {
      open.push({
        ids: (tag[1] ?? "").split(","),
        nature: NATURES[(tag[2] ?? "") as keyof typeof NATURES],
        start: text.length,
      });
      continue;
    }
    const mark = open.pop();
    if (!mark) throw new SyntaxError(`paper at line ${line}: } without {`);
    for (const element of mark.ids)
      marks.push({ element, nature: mark.nature, start: mark.start, end: text.length });
  }
  if (open.length > 0) throw new SyntaxError(`paper at line ${line}: a mark is not closed`);
  return { text: text + body.slice(copied), marks: marks.sort((a, b) => a.start - b.start) };
}
