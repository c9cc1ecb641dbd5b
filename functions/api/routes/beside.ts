/** One submission beside the unit's other papers: worked out when asked, never stored (docs/decisions/0020). */
import type { z } from "zod";
import { fingerprintOf } from "../../../core/checking/similarity/fingerprint.ts";
import type { Person } from "../../../core/organisation/unit.ts";
import { accept, refuse } from "../../../core/outcome.ts";
import { latestRevision, type Submission } from "../../../core/submissions/submission.ts";
import { rulebookInForce } from "../../adapters/rulebook/in-force.ts";
import { unitsOf } from "../../adapters/table/offices.ts";
import { getSubmission } from "../../adapters/table/submissions.ts";
import { crossCheckOf } from "../../app/checking/cross-check.ts";
import { documentOf } from "../../app/checking/documents.ts";
import { type SimilarDocument, similarDocuments } from "../../app/checking/similar-documents.ts";
import type * as shape from "../contract/shapes.ts";
import type { Routes } from "../server.ts";

type Beside = z.input<typeof shape.beside>;

/** A secretary sees what the own unit has filed, staff of the office see all. */
const mayLookBeyond = ({ roles }: Person): boolean => roles.some((role) => role !== "secretary");

async function likes(submission: Submission, person: Person): Promise<readonly SimilarDocument[]> {
  const paper = await documentOf(submission);
  const signature = paper && fingerprintOf(paper.text);
  if (!paper || !signature) return [];
  const all = await similarDocuments(submission, { type: paper.type, text: paper.text, signature });
  return all.filter(({ elsewhere }) => !elsewhere || mayLookBeyond(person));
}

export const besideRoutes: Pick<Routes, "beside"> = {
  async beside({ params, person }) {
    const submission = await getSubmission(params.id);
    if (!submission) return refuse("not_found", "没有找到这份报送件。");
    const [{ day, others, findings }, like, own, units] = await Promise.all([
      crossCheckOf(submission),
      likes(submission, person),
      documentOf(submission),
      unitsOf(submission.jurisdiction),
    ]);
    const { types } = await rulebookInForce();
    const unitNames = new Map(units.map(({ id, name }) => [id, name]));
    const lineOf = (other: Submission): Beside["papers"][number] => {
      const revision = latestRevision(other);
      const type = revision?.examination?.documentType ?? other.declaredType ?? "";
      return {
        submissionId: other.id,
        typeName: types.get(type)?.name ?? type,
        fileName: revision?.fileName ?? "",
        unitName: unitNames.get(other.unitId) ?? "",
        state: other.state,
      };
    };
    const wordsAt = (text: string, start: number, end: number) => ({
      evidence: text.slice(start, end),
      start,
      end,
    });
    return accept({
      ...(day && { date: day }),
      papers: others.map(lineOf),
      findings: findings.map(({ paper: _, beside: there, ...finding }) => {
        const other = others.find(({ id }) => id === there?.paper);
        if (!there || !other) return finding;
        const { evidence, start, end } = there;
        return { ...finding, beside: { ...lineOf(other), evidence, start, end } };
      }),
      likes: like.map(({ other, share, passages, otherText }) => ({
        ...lineOf(other),
        share: Math.round(share * 100),
        receivedAt: other.receivedAt,
        passages: passages.map(({ start, end, otherStart, otherEnd }) => ({
          own: wordsAt(own?.text ?? "", start, end),
          other: wordsAt(otherText, otherStart, otherEnd),
        })),
      })),
    });
  },
};
