/** Expectation and outcome of every paper and of the notice's figures, side by side. */

import type { Paper } from "../samples/papers/paper.ts";
import type { FiledPaper, FiledPapers } from "./filing.ts";
import type { Notice } from "./issuing.ts";

type Figure = Notice["figures"][number];

export interface Verdict {
  /** The paper's id, or the figure's label. */
  readonly subject: string;
  readonly expected: string;
  readonly found: string;
  readonly held: boolean;
}

/**
 * Judges all papers.
 * @param ends the state of each submission in the end, by its id
 */
export function judge(
  papers: readonly Paper[],
  filed: FiledPapers,
  ends: ReadonlyMap<string, string>,
): Verdict[] {
  return papers.map((paper) => {
    const one = filed.get(paper.id);
    const expected = expectedOf(paper);
    const found = one ? foundOf(one, ends) : "没有报送";
    return { subject: paper.id, expected, found, held: expected === found };
  });
}

const RECORDS = new Set(["minutes_record", "minutes_summary"]);

/** The notice counts what was really held, closed and mended: its figures are recounted from the papers. */
export function judgeNotice(papers: readonly Paper[], figures: readonly Figure[]): Verdict[] {
  const filed = papers.filter(({ corrects, expect }) => corrects === undefined && expect.ends === "closed");
  const refused = papers.filter(({ expect }) => expect.first === "refused_by_store").length;
  const held = papers.filter(({ documentType }) => RECORDS.has(documentType));
  const recounted = {
    "total.sessions": new Set(held.map(({ unit, sessionDate }) => `${unit} ${sessionDate}`)).size,
    // What the store refused was sent anew as a submission of its own.
    "total.closed": filed.length + refused,
    "total.corrected": filed.filter(({ expect, byHand }) => expect.first === "returned" || byHand).length,
  };
  return Object.entries(recounted).map(([id, count]) => {
    const figure = figures.find((candidate) => candidate.id === id);
    const found = figure ? String(figure.value) : "没有这个数字";
    return {
      subject: `通报 ${figure?.label ?? id}`,
      expected: String(count),
      found,
      held: found === String(count),
    };
  });
}

function expectedOf({ expect, byHand }: Paper): string {
  const codes = expect.unreadable ? [`file_${expect.unreadable}`] : (expect.findingCodes ?? []);
  return sentence(expect.first, byHand ? ["reviewer"] : codes, expect.ends);
}

function foundOf(one: FiledPaper, ends: ReadonlyMap<string, string>): string {
  const end = one.outcome === "refused_by_store" ? "never_filed" : ends.get(one.sent.submissionId);
  return sentence(
    one.outcome,
    one.reasons.map(({ code }) => code),
    end ?? "unknown",
  );
}

/** `returned(label_blank) → closed` */
function sentence(first: string, codes: readonly string[], end: string): string {
  const reasons = [...new Set(codes)].sort().join(", ");
  return `${first}${reasons && ` (${reasons})`} → ${end}`;
}

/** The table as lines of text, what did not hold marked. */
export function table(verdicts: readonly Verdict[]): string[] {
  const width = Math.max(...verdicts.map(({ subject }) => subject.length));
  return verdicts.map(({ subject, expected, found, held }) => {
    const line = `${held ? "✔" : "✘"} ${subject.padEnd(width)}  ${found}`;
    return held ? line : `${line}\n  ${" ".repeat(width)}  应为：${expected}`;
  });
}
