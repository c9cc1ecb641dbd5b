/** How well certainty orders what is there before what is not, wherever one draws the line. */
import { type Answered, overlaps } from "./figures.ts";

type Judgement = { there: boolean; certainty: number; right: boolean };

const STEPS = 100;
const SPECIFIC = 0.9;

/** Area under the curve, and evidence and presence F1 where nine of ten absent elements are called absent. */
export function rankingOf(answers: readonly Answered[]): Record<string, number> {
  const all: Judgement[] = answers.flatMap(({ paper, examination }) =>
    [...paper.present].flatMap(([element, { there, words }]) => {
      const got = examination.elements[element];
      if (!got) return [];
      const sound = got.state !== "missing" && got.state !== "label_blank" && got.state !== "placeholder";
      const certainty = got.certainty ?? (sound ? 100 : 0);
      return [{ there, certainty, right: overlaps(got.evidence, words) }];
    }),
  );
  for (let line = 0; line <= STEPS; line++) {
    const { f1, evidenceF1, specificity } = at(all, line);
    if (specificity >= SPECIFIC)
      return { auc: auc(all), lineForNine: line, evidenceF1AtNine: evidenceF1, presenceF1AtNine: f1 };
  }
  return { auc: auc(all) };
}

function at(
  all: readonly Judgement[],
  line: number,
): { f1: number; evidenceF1: number; specificity: number } {
  const n = { tp: 0, fp: 0, fn: 0, tn: 0, right: 0 };
  for (const { there, certainty, right } of all) {
    const says = certainty >= line;
    if (says) n[there ? "tp" : "fp"]++;
    else n[there ? "fn" : "tn"]++;
    if (says && there && right) n.right++;
  }
  const base = 2 * n.tp + n.fp + n.fn;
  return { f1: (2 * n.tp) / base, evidenceF1: (2 * n.right) / base, specificity: n.tn / (n.tn + n.fp) };
}

function auc(all: readonly Judgement[]): number {
  const there = all.filter((one) => one.there);
  const absent = all.filter((one) => !one.there);
  let above = 0;
  for (const one of there)
    for (const other of absent)
      above += one.certainty > other.certainty ? 1 : one.certainty === other.certainty ? 0.5 : 0;
  return above / Math.max(1, there.length * absent.length);
}
