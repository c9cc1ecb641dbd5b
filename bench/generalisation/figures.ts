/** What an examination got right and wrong, added up over papers. */
import type { Examination } from "../../core/checking/examination.ts";
import type { Judged } from "../../scripts/training/papers.ts";

export type Answered = { paper: Judged; examination: Examination };

const PRESENT = new Set(["ok", "weak", "partial", "invalid"]);
const UNKNOWN_TYPES = new Set(["unknown", "other"]);
const STRANGERS = new Set(["other", "other_meeting", "regulation"]);

const bothStrange = (one: string, other: string): boolean => STRANGERS.has(one) && STRANGERS.has(other);

const squeeze = (words: string): string => words.normalize("NFKC").replace(/\s+/g, "");

/** The same words, as far as half of the pairs of characters of what is right tells. */
export function overlaps(got: string, right: string): boolean {
  const [a, b] = [squeeze(got), squeeze(right)];
  if (a === "" || b === "") return false;
  if (a.includes(b) || b.includes(a)) return true;
  const pairs = new Set<string>();
  for (let at = 0; at + 2 <= a.length; at++) pairs.add(a.slice(at, at + 2));
  let common = 0;
  for (let at = 0; at + 2 <= b.length; at++) if (pairs.has(b.slice(at, at + 2))) common++;
  return common / Math.max(1, b.length - 1) >= 0.5;
}

export type Figures = Record<string, number>;

export function figuresOf(answers: readonly Answered[]): Figures {
  const n = { tp: 0, fp: 0, fn: 0, tn: 0, words: 0, wordsLength: 0 };
  const papers = {
    all: 0,
    typeWrong: 0,
    clean: 0,
    cleanSentBack: 0,
    cleanErrors: 0,
    cleanPlain: 0,
    cleanLooks: 0,
  };
  const errors = { right: 0, wrong: 0 };
  const faulty = { all: 0, noticed: 0, sentBack: 0, faults: 0, faultsNoticed: 0 };
  const strangers = { all: 0, counted: 0, plain: 0 };
  for (const { paper, examination } of answers) {
    papers.all++;
    const { type, findings, elements } = examination;
    const doubted = findings.some(({ code }) => code === "wrong_type" || code === "type_unknown");
    if (type !== paper.type && !doubted && !UNKNOWN_TYPES.has(type) && !bothStrange(type, paper.type))
      papers.typeWrong++;
    for (const [element, { there, words }] of paper.present) {
      const got = elements[element];
      const says =
        got !== undefined && (PRESENT.has(got.state) || (got.state === "unsure" && got.evidence !== ""));
      if (says) n[there ? "tp" : "fp"]++;
      else n[there ? "fn" : "tn"]++;
      if (says && there) {
        n.wordsLength += got.evidence.length;
        if (overlaps(got.evidence, words)) n.words++;
      }
    }
    const wrongOnes = findings.filter(({ severity }) => severity === "error");
    const looks = findings.filter(({ severity }) => severity === "look");
    if (paper.clean) {
      papers.clean++;
      papers.cleanErrors += wrongOnes.length;
      papers.cleanLooks += looks.length;
      if (wrongOnes.length > 0) papers.cleanSentBack++;
      if (wrongOnes.length + looks.length === 0) papers.cleanPlain++;
    }
    if (paper.type !== paper.declaredType && STRANGERS.has(paper.type)) {
      strangers.all++;
      if (examination.counted?.counted === true) strangers.counted++;
      if (wrongOnes.length + looks.length === 0) strangers.plain++;
      continue;
    }
    if (paper.clean === undefined) continue;
    for (const one of wrongOnes)
      errors[
        paper.expected.some((want) => meets(one, want) && want.severity === "error") ? "right" : "wrong"
      ]++;
    if (paper.clean) continue;
    faulty.all++;
    const wanted = paper.expected.filter(({ severity }) => severity === "error");
    const met = wanted.filter((want) => [...wrongOnes, ...looks].some((one) => meets(one, want)));
    if (met.length > 0) faulty.noticed++;
    faulty.faults += wanted.length;
    faulty.faultsNoticed += met.length;
    if (wrongOnes.length > 0) faulty.sentBack++;
  }
  const share = (part: number, whole: number): number => (whole === 0 ? Number.NaN : part / whole);
  return {
    papers: papers.all,
    evidenceF1: share(2 * n.words, 2 * n.tp + n.fp + n.fn),
    presenceF1: share(2 * n.tp, 2 * n.tp + n.fp + n.fn),
    specificity: share(n.tn, n.tn + n.fp),
    wordsRight: share(n.words, n.tp + n.fn),
    wordsLength: share(n.wordsLength, n.tp),
    everythingPresentF1: share(2 * (n.tp + n.fn), 2 * (n.tp + n.fn) + n.fp + n.tn),
    typeWrong: share(papers.typeWrong, papers.all),
    clean: papers.clean,
    cleanSentBack: share(papers.cleanSentBack, papers.clean),
    errorsPerClean: share(papers.cleanErrors, papers.clean),
    cleanPlain: share(papers.cleanPlain, papers.clean),
    looksPerClean: share(papers.cleanLooks, papers.clean),
    errorPrecision: share(errors.right, errors.right + errors.wrong),
    faulty: faulty.all,
    faultyNoticed: share(faulty.noticed, faulty.all),
    faultsNoticed: share(faulty.faultsNoticed, faulty.faults),
    faultySentBack: share(faulty.sentBack, faulty.all),
    strangers: strangers.all,
    strangersCounted: strangers.counted,
    strangersPlain: strangers.plain,
  };
}

/** A finding is about the fault: of the element, or of the whole paper with the same code. */
export const meets = (
  one: { code: string; element: string },
  want: { code: string; element: string },
): boolean =>
  want.element ? one.element === want.element || one.code === want.code : one.code === want.code;
