/** What the papers of an office teach, and whether each of them is understood by what the others taught. */
import type { Rulebook, TypeRule } from "../rulebook/rulebook.ts";
import type { Span } from "../text/normalized.ts";
import { examineAs } from "./examine.ts";
import type { Model } from "./finder/model.ts";
import { ownModel } from "./finder/own.ts";
import { layOut } from "./page.ts";
import type { PaperTrial, TaughtType, TriedPaper } from "./papers-told.ts";
import { result } from "./shaping.ts";
import { clausesOf } from "./structure/clauses.ts";
import { learnFrom, MIN_PAPERS, papersFor, prepare } from "./training/own-types.ts";

/** Of so many papers each is tried by what the others taught; of fewer, by what it has taught itself. */
const MIN_TRIED_ALONE = MIN_PAPERS + 1;
/** Of many papers several are left out at a time, so that it takes seconds. */
const MAX_ROUNDS = 8;
const AS_OF = "2026-12-31";
const FOUND = new Set(["ok", "weak", "partial", "invalid"]);

type Paper = Rulebook["papers"][number];

export function tryPapers(rulebook: Rulebook, base: Model | undefined = ownModel()): PaperTrial {
  const trials = [...Map.groupBy(rulebook.papers, ({ type }) => type)].flatMap(([id, papers]) => {
    const type = rulebook.types.get(id);
    return type ? [tryType(type, papers, rulebook, base)] : [];
  });
  return { types: trials.map(({ taught }) => taught), tried: trials.flatMap(({ tried }) => tried) };
}

function tryType(
  type: TypeRule,
  all: readonly Paper[],
  rulebook: Rulebook,
  base: Model | undefined,
): { taught: TaughtType; tried: TriedPaper[] } {
  const own = rulebook.ownTypes.has(type.id);
  const papers = papersFor(rulebook, type.id);
  const prepared = prepare(type, papers);
  const model = base && own ? learnFrom(prepared, type, base) : undefined;
  const taught: TaughtType = {
    id: type.id,
    name: type.name,
    own,
    papers: own ? papers.length : all.length,
    learned: type.elements.filter(({ id }) => model?.elements.includes(id)).map(({ name }) => name),
  };
  if (!base || !model) return { taught, tried: [] };
  const rounds = papers.length < MIN_TRIED_ALONE ? 0 : Math.min(MAX_ROUNDS, papers.length);
  const models = Array.from({ length: rounds }, (_, round) =>
    learnFrom(
      prepared.filter((_, at) => at % rounds !== round),
      type,
      base,
    ),
  );
  const tried = papers.map((paper, at) => ({
    file: paper.file,
    line: paper.line,
    style: paper.style,
    leftOut: rounds > 0,
    ...understood(paper, type, rulebook, { base, own: rounds > 0 ? models[at % rounds] : model }),
  }));
  return { taught, tried };
}

/** Names of the elements: found where they are marked, or not; found where none is. */
function understood(
  paper: Paper,
  type: TypeRule,
  rulebook: Rulebook,
  { base, own }: { base: Model; own: Model | undefined },
): Pick<TriedPaper, "found" | "missed" | "unmarked"> {
  const page = layOut(paper.text, rulebook.lexicon);
  const sight = { model: base, own, clauses: clausesOf(page.text) };
  const input = { text: paper.text, declaredType: type.id, asOf: paper.asOf ?? AS_OF };
  const { verdicts } = examineAs(type, input, rulebook, page, sight);
  const found: string[] = [];
  const missed: string[] = [];
  const unmarked: string[] = [];
  for (const { id, name } of type.elements) {
    const marks = paper.marks.filter(({ element, nature }) => element === id && nature !== "blank");
    const { state, start, end } = result(page, verdicts.get(id));
    const seen = FOUND.has(state);
    if (marks.length === 0 && seen) unmarked.push(name);
    if (marks.length === 0) continue;
    if (seen && marks.some((mark) => meets(mark, { start, end }))) found.push(name);
    else missed.push(name);
  }
  return { found, missed, unmarked };
}

const meets = (one: Span, other: Span): boolean => one.start < other.end && other.start < one.end;
