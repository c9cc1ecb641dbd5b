/** Which rules are wrong most often: overrulings per rule beside the documents in which the rule found something. */
import type { Overruling } from "./overruling-record.ts";

/** An overruling and the document it was made on. */
export interface OverrulingOf {
  readonly submissionId: string;
  readonly unitId: string;
  readonly overruling: Overruling;
}

/** The rules that found something in one revision of a document. */
export interface RuleHits {
  readonly submissionId: string;
  readonly rules: readonly string[];
}

export interface RuleRecord {
  readonly rule: string;
  /** Documents in which the rule found something. */
  readonly fired: number;
  /** Those of them in which a reviewer said it was wrong. */
  readonly overruled: number;
  /** `overruled` of `fired` in per cent, one decimal. */
  readonly share: number;
  /** The newest first. */
  readonly latest: readonly OverrulingOf[];
}

/**
 * Rules that have been overruled, the most often wrong first. Counted in documents: however many revisions a document
 * had and however often a rule spoke in it, it is one.
 */
export function ruleRecords(
  overrulings: readonly OverrulingOf[],
  hits: readonly RuleHits[],
  most: number,
): RuleRecord[] {
  const wrong = Map.groupBy(overrulings, ({ overruling }) => overruling.finding.rule);
  const fired = new Map<string, Set<string>>();
  for (const { submissionId, rules } of hits)
    for (const rule of rules) if (wrong.has(rule)) of(fired, rule).add(submissionId);
  const records = [...wrong].map(([rule, made]): RuleRecord => {
    const documents = new Set(made.map(({ submissionId }) => submissionId));
    const all = new Set([...of(fired, rule), ...documents]).size;
    return {
      rule,
      fired: all,
      overruled: documents.size,
      share: Math.round((documents.size / all) * 1000) / 10,
      latest: made.toSorted((a, b) => (a.overruling.at < b.overruling.at ? 1 : -1)).slice(0, most),
    };
  });
  return records.sort((a, b) => b.overruled - a.overruled || b.share - a.share || (a.rule < b.rule ? -1 : 1));
}

function of(fired: Map<string, Set<string>>, rule: string): Set<string> {
  const documents = fired.get(rule) ?? new Set();
  fired.set(rule, documents);
  return documents;
}
