/** Papers with the right answers beside them: from folders of labelled texts, and from files in the notation. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type Expectation, type Mark, type MarkedPaper, papersOf } from "../../core/text/notation.ts";

/** `present` holds for each element whether it is there, and the words that show it; an unknown one is left out. */
export type Judged = MarkedPaper & {
  id: string;
  author: string;
  declaredType: string;
  present: Map<string, { there: boolean; words: string }>;
  /** A careful reviewer names no fault; undefined where nobody looked for faults. */
  clean: boolean | undefined;
};

type Label = { present: boolean | null; evidence?: string; state?: string };
type Labels = {
  type: string;
  declared_type?: string;
  ref_date?: string;
  elements?: Record<string, Label>;
  expected_findings?: Expectation[];
  verdict?: MarkedPaper["verdict"];
};

/** Folders `<type>/<nn>.txt` with `<nn>.json` beside each. */
export function labelled(name: string, folders: readonly string[]): Judged[] {
  return folders.flatMap((folder) =>
    readdirSync(folder)
      .sort()
      .filter((type) => existsSync(join(folder, type)) && !type.includes("."))
      .flatMap((type) =>
        readdirSync(join(folder, type))
          .sort()
          .filter((file) => file.endsWith(".json"))
          .map((file) => fromLabels(name, folder, join(folder, type, file))),
      ),
  );
}

function fromLabels(name: string, folder: string, path: string): Judged {
  const labels: Labels = JSON.parse(readFileSync(path, "utf8"));
  const text = readFileSync(path.replace(/json$/, "txt"), "utf8");
  const marks: Mark[] = [];
  const unknown: string[] = [];
  const present: Judged["present"] = new Map();
  for (const [element, label] of Object.entries(labels.elements ?? {})) {
    if (label.present === null || label.present === undefined) {
      unknown.push(element);
      continue;
    }
    present.set(element, { there: label.present, words: label.evidence ?? "" });
    if (!label.present) continue;
    const at = label.evidence ? placeOf(text, label.evidence) : undefined;
    if (at) marks.push({ element, nature: (label.state ?? "ok") === "ok" ? "sound" : "faulty", ...at });
    else unknown.push(element);
  }
  const { expected_findings: expected, verdict } = labels;
  return {
    id: `${name}/${path.slice(folder.length + 1)}`,
    author: `${name}-${basename(folder)}`,
    style: "",
    type: labels.type,
    declaredType: labels.declared_type ?? labels.type,
    text,
    marks,
    unknown,
    present,
    expected: expected ?? [],
    asOf: labels.ref_date,
    verdict,
    clean: verdict ? verdict === "ok" : expected && !expected.some(({ severity }) => severity === "error"),
  };
}

/** Where words stand, blanks aside. */
function placeOf(text: string, words: string): { start: number; end: number } | undefined {
  const exact = text.indexOf(words);
  if (exact >= 0) return { start: exact, end: exact + words.length };
  const [whole, part] = [squeezed(text), squeezed(words)];
  const at = whole.words.indexOf(part.words);
  const [first, last] = [whole.places[at], whole.places[at + part.words.length - 1]];
  return at < 0 || first === undefined || last === undefined ? undefined : { start: first, end: last + 1 };
}

function squeezed(text: string): { words: string; places: number[] } {
  let words = "";
  const places: number[] = [];
  for (let at = 0; at < text.length; at++) {
    if (/\s/.test(text.charAt(at))) continue;
    words += text.charAt(at).normalize("NFKC").charAt(0);
    places.push(at);
  }
  return { words, places };
}

/** A file in the notation. `elementsOf` gives the elements asked of a type. */
export function marked(
  name: string,
  file: string,
  elementsOf: (type: string) => readonly string[],
): Judged[] {
  return papersOf(readFileSync(file, "utf8")).map((paper, at) => {
    const present: Judged["present"] = new Map();
    for (const element of elementsOf(paper.type)) {
      const mark = paper.marks.find((one) => one.element === element && one.nature !== "blank");
      present.set(element, {
        there: mark !== undefined,
        words: mark ? paper.text.slice(mark.start, mark.end) : "",
      });
    }
    return {
      ...paper,
      id: `${name}#${at + 1} ${paper.style}`,
      author: basename(file),
      declaredType: paper.declared ?? paper.type,
      present,
      clean: paper.verdict ? paper.verdict === "ok" : undefined,
    };
  });
}

/** The elements of a type that some paper of the files marks: of the others no writer was asked. */
export function askedIn(files: readonly string[]): (type: string) => string[] {
  const asked = new Map<string, Set<string>>();
  for (const { type, marks } of files.flatMap((file) => papersOf(readFileSync(file, "utf8")))) {
    const own = asked.get(type) ?? new Set();
    for (const { element } of marks) own.add(element);
    asked.set(type, own);
  }
  return (type) => [...(asked.get(type) ?? [])];
}
