/** A submission compared with other documents, as people see it. */
import type * as z from "zod";
import { typeName } from "../../../core/rulebook/type-name.ts";
import { latestRevision, type Submission } from "../../../core/submissions/submission.ts";
import type { Comparison } from "../../app/submissions/compare.ts";
import type * as contract from "../contract/cross-check.ts";

type CrossCheck = z.input<typeof contract.crossCheck>;

export function crossCheckView(comparison: Comparison): CrossCheck {
  const { day, others, findings, similar, ownText } = comparison;
  const lineOf = (other: Submission) => documentLine(other, comparison);
  return {
    ...(day && { date: day }),
    documents: others.map(lineOf),
    findings: findings.map(({ paper: _, beside: there, ...finding }) => {
      const other = others.find(({ id }) => id === there?.paper);
      if (!there || !other) return finding;
      const { evidence, start, end } = there;
      return { ...finding, other: { ...lineOf(other), evidence, start, end } };
    }),
    similar: similar.map(({ other, share, passages, otherText }) => ({
      ...lineOf(other),
      share: Math.round(share * 100),
      receivedAt: other.receivedAt,
      passages: passages.map(({ start, end, otherStart, otherEnd }) => ({
        own: wordsAt(ownText, start, end),
        other: wordsAt(otherText, otherStart, otherEnd),
      })),
    })),
  };
}

function documentLine(
  other: Submission,
  { names, types }: Pick<Comparison, "names" | "types">,
): CrossCheck["documents"][number] {
  const revision = latestRevision(other);
  const type = revision?.examination?.documentType ?? other.declaredType ?? "";
  return {
    submissionId: other.id,
    typeName: typeName(types, type),
    fileName: revision?.fileName ?? "",
    unitName: names.get(other.unitId) ?? "",
    state: other.state,
  };
}

const wordsAt = (text: string, start: number, end: number) => ({
  evidence: text.slice(start, end),
  start,
  end,
});
