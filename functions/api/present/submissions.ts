/** A submission as a line of a list, and its revisions. */

import type * as z from "zod";
import { sentenceOf } from "../../../core/reading/refusal.ts";
import { holderOn } from "../../../core/subject/open-task.ts";
import { describeQuorum } from "../../../core/subject/quorum.ts";
import { standingExamination } from "../../../core/submissions/overruling.ts";
import { latestRevision, type Submission } from "../../../core/submissions/submission.ts";
import { turnOf } from "../../../core/submissions/turn.ts";
import { clock } from "../../adapters/clock.ts";
import type { Names } from "../../app/people/names.ts";
import type { reviewQueue } from "../../app/submissions/look.ts";
import type { queue } from "../contract/reviews.ts";
import type * as contract from "../contract/submissions.ts";
import { actorName } from "./tasks.ts";

export function submissionLine(
  submission: Submission,
  unitName: string,
  recognising?: z.input<typeof contract.submissionLine>["recognising"],
): z.input<typeof contract.submissionLine> {
  const revision = latestRevision(submission);
  const examination = standingExamination(submission);
  const due = "due" in submission ? submission.due : undefined;
  const type = examination?.documentType || submission.declaredType;
  return {
    id: submission.id,
    unitId: submission.unitId,
    unitName,
    period: submission.period,
    sessionId: submission.sessionId,
    documentType: type,
    declaredType: submission.declaredType,
    outcome: examination?.outcome,
    title: examination?.title,
    fileName: revision?.fileName ?? "",
    revision: submission.revisions.length,
    state: submission.state,
    turn: turnOf(submission),
    ...(recognising && { recognising: { page: recognising.page, pages: recognising.pages } }),
    ...(submission.state === "returned" && { automatic: submission.automatic }),
    ...(due && { due, overdue: clock.today() > due }),
    errors: examination?.errors,
    looks: examination?.looks,
    warnings: examination?.warnings,
    effectiveDate: examination?.effectiveDate,
    receivedAt: submission.receivedAt,
    updatedAt: submission.updatedAt,
    ...(submission.state === "in_review" && {
      claimedBy: holderOn(submission.tasks?.review, clock.today()),
      decision: submission.decision?.kind,
    }),
    ...("reasons" in submission && { reasons: [...submission.reasons] }),
    ...(examination?.sameBytesAs && { sameBytesAs: [...examination.sameBytesAs] }),
    ...("division" in submission && {
      division: { into: [...submission.division.into], refused: [...submission.division.refused] },
    }),
    ...(submission.state === "closed" && { notCountedReason: submission.notCountedReason }),
  };
}

export function revisionLines(submission: Submission): z.input<typeof contract.revisionLine>[] {
  return submission.revisions.map(({ number, fileName, object, receivedAt, reasons, answers }) => {
    const examination = standingExamination(submission, number);
    return {
      number,
      fileName,
      size: object.size,
      receivedAt,
      outcome: examination?.outcome,
      refusal: examination?.refusal,
      refusalMessage: examination?.refusal && sentenceOf(examination.refusal),
      errors: examination?.errors,
      looks: examination?.looks,
      warnings: examination?.warnings,
      ...(reasons && { reasons: [...reasons] }),
      ...(answers && { answers: [...answers] }),
    };
  });
}

/** How far several approvals have come. */
export function quorumView(
  submission: Submission,
  names: Names,
): z.input<typeof contract.submissionDetail>["quorum"] {
  if (submission.state !== "in_review" || !submission.quorum) return undefined;
  const { quorum, approvals = [] } = submission;
  const signed = approvals.map(({ by, onBehalfOf }) => actorName(names, by, onBehalfOf));
  return { need: quorum.need, says: describeQuorum(quorum), signed };
}

export function queueView({
  open,
  scans,
  names,
}: Awaited<ReturnType<typeof reviewQueue>>): z.input<typeof queue> {
  const lineOf = (submission: Submission, progress?: { readonly page: number; readonly pages: number }) =>
    submissionLine(submission, names.get(submission.unitId) ?? "", progress);
  return {
    recognising: scans.map(({ submission, progress }) => lineOf(submission, progress)),
    submissions: open
      .map((one) => lineOf(one))
      .map((line) => ({ ...line, claimedByName: names.get(line.claimedBy ?? "") })),
  };
}
