/** How the rules do: overrulings that stand, and which rules found something, of a jurisdiction by time. */
import * as z from "zod";
import type { Overruling } from "../../../core/submissions/overruling-record.ts";
import type { OverrulingOf, RuleHits } from "../../../core/submissions/rule-record.ts";
import { storedOverruling } from "../../../core/submissions/stored.ts";
import type { ExaminationSummary, Submission } from "../../../core/submissions/submission.ts";
import { json, ordinal, service, text, written } from "./column.ts";
import { Entity } from "./entity.ts";
import { rowKind } from "./row.ts";
import { first, primary, table } from "./table.ts";
import { put, remove, type Write } from "./transaction.ts";

/** An overruling that stands, for those who own the rules: of a jurisdiction by time (gsi1). */
const OverrulingRow = new Entity({
  model: { entity: "overruling", version: "1", service },
  attributes: {
    submissionId: text,
    id: text,
    jurisdiction: text,
    unitId: text,
    at: text,
    overruling: json,
    format: written(1),
  },
  indexes: {
    bySubmission: {
      pk: { field: primary.pk, composite: ["submissionId"] },
      sk: { field: primary.sk, composite: ["id"] },
    },
    byTime: {
      index: first.index,
      pk: { field: first.pk, composite: ["jurisdiction"] },
      sk: { field: first.sk, composite: ["at", "id"] },
    },
  },
});

export const overrulingRows = rowKind(OverrulingRow, {
  label: "误判认定",
  key: ["submissionId", "id"],
  schema: z.object({
    submissionId: z.string(),
    id: z.string(),
    jurisdiction: z.string(),
    unitId: z.string(),
    at: z.string(),
    overruling: storedOverruling,
  }),
});

/** Which rules found something in a revision: of a jurisdiction by time (gsi1), small enough to be read by the thousand. */
const RuleHitRow = new Entity({
  model: { entity: "firing", version: "1", service },
  attributes: {
    submissionId: text,
    revision: ordinal,
    jurisdiction: text,
    at: text,
    rules: { type: "list", items: { type: "string" }, required: true },
    format: written(1),
  },
  indexes: {
    bySubmission: {
      pk: { field: primary.pk, composite: ["submissionId"] },
      sk: { field: primary.sk, composite: ["revision"] },
    },
    byTime: {
      index: first.index,
      pk: { field: first.pk, composite: ["jurisdiction"] },
      sk: { field: first.sk, composite: ["at", "submissionId"] },
    },
  },
});

export const ruleHitRows = rowKind(RuleHitRow, {
  label: "规则命中",
  key: ["submissionId", "revision"],
  schema: z.object({
    submissionId: z.string(),
    revision: z.int().positive(),
    jurisdiction: z.string(),
    at: z.string(),
    rules: z.array(z.string()),
  }),
});

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
  return overrulingRows.all(data);
}

/** What the rules found since an instant. */
export async function ruleHitsSince(jurisdiction: string, since: string): Promise<RuleHits[]> {
  const { data } = await RuleHitRow.query
    .byTime({ jurisdiction })
    .gte({ at: since })
    .go({ ...table(), pages: "all" });
  return ruleHitRows.all(data);
}
