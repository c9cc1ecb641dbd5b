/** Expectation and outcome of every paper, side by side. */
import type { Filing, Filings } from "./filing.ts";
import type { Paper } from "./papers/paper.ts";

export interface Verdict {
  readonly paper: Paper;
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
  filings: Filings,
  ends: ReadonlyMap<string, string>,
): Verdict[] {
  return papers.map((paper) => {
    const filing = filings.get(paper.id);
    const expected = expectedOf(paper);
    const found = filing ? foundOf(filing, ends) : "没有报送";
    return { paper, expected, found, held: expected === found };
  });
}

function expectedOf({ expect, byHand }: Paper): string {
  const codes = expect.unreadable ? [`file_${expect.unreadable}`] : (expect.findingCodes ?? []);
  return sentence(expect.first, byHand ? ["reviewer"] : codes, expect.ends);
}

function foundOf(filing: Filing, ends: ReadonlyMap<string, string>): string {
  const end = filing.outcome === "refused_by_store" ? "never_filed" : ends.get(filing.sent.submissionId);
  return sentence(
    filing.outcome,
    filing.reasons.map(({ code }) => code),
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
  const width = Math.max(...verdicts.map(({ paper }) => paper.id.length));
  return verdicts.map(({ paper, expected, found, held }) => {
    const line = `${held ? "✔" : "✘"} ${paper.id.padEnd(width)}  ${found}`;
    return held ? line : `${line}\n  ${" ".repeat(width)}  应为：${expected}`;
  });
}
