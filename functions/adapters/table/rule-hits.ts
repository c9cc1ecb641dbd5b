/** How the rules do: overrulings that stand, and which rules found something, of a jurisdiction by time. */
import type { Overruling } from "../../../core/submissions/overruling-record.ts";
import type { OverrulingOf, RuleHits } from "../../../core/submissions/rule-record.ts";
import type { ExaminationSummary, Submission } from "../../../core/submissions/submission.ts";
import { OverrulingRow, RuleHitRow } from "./filing-entities.ts";
import { table } from "./table.ts";
import { put, remove, type Write } from "./transaction.ts";

export function writeOverruling(submission: Submission, overruling: Overruling): Write {
  const { id: submissionId, jurisdiction, unitId } = submission;
  const { id, at } = overruling;
  return put(OverrulingRow.put({ submissionId, id, jurisdiction, unitId, at, overruling }));
}

/** What was taken back is told by the trail alone. */
export const removeOverruling = (submissionId: string, id: string): Write =>
  remove(OverrulingRow.delete({ submissionId, id }));

/** Nothing for an examination in which no rule found anything. */
export function writeRuleHits(
  { id: submissionId, jurisdiction }: Submission,
  revision: number,
  { rules, examinedAt: at }: ExaminationSummary,
): Write[] {
  return rules?.length
    ? [put(RuleHitRow.put({ submissionId, revision, jurisdiction, at, rules: [...rules] }))]
    : [];
}

/** Overrulings made since an instant, oldest first. */
export async function overrulingsSince(jurisdiction: string, since: string): Promise<OverrulingOf[]> {
  const { data } = await OverrulingRow.query
    .byTime({ jurisdiction })
    .gte({ at: since })
    .go({ ...table(), pages: "all" });
  return data;
}

/** What the rules found since an instant. */
export async function firingsSince(jurisdiction: string, since: string): Promise<RuleHits[]> {
  const { data } = await RuleHitRow.query
    .byTime({ jurisdiction })
    .gte({ at: since })
    .go({ ...table(), pages: "all", attributes: ["submissionId", "rules"] });
  return data;
}
