/**
 * A document is approved: it closes and is filed into its session's dossier, whether that session counts is worked out
 * anew, all in one transaction.
 */
import { periodOf } from "../../../core/calendar/period.ts";
import { isUnknownType } from "../../../core/rulebook/type-name.ts";
import { fileInto, sessionDayOf } from "../../../core/sessions/dossier.ts";
import { sessionIdOf } from "../../../core/sessions/session.ts";
import { standingExamination } from "../../../core/submissions/overruling.ts";
import { rulebookInForce } from "../../adapters/rulebook/in-force.ts";
import { getSession, writeSession } from "../../adapters/table/sessions.ts";
import { getSubmission } from "../../adapters/table/submissions.ts";
import { changeSubmission } from "./change.ts";

export async function closeSubmission(
  submissionId: string,
): Promise<{ submissionId: string; state: string }> {
  const submission = await getSubmission(submissionId);
  if (!submission) throw new Error(`no submission ${submissionId}`);
  const { unitId, jurisdiction } = submission;
  const rulebook = await rulebookInForce(jurisdiction);
  const day = sessionDayOf(submission, rulebook);
  const examination = standingExamination(submission);
  const counted = examination?.counted;
  const closed = await changeSubmission(
    submissionId,
    {
      type: "Close",
      period: day ? periodOf(day) : submission.period,
      ...(day && { sessionId: sessionIdOf(unitId, day) }),
      // What nobody knows belongs to no session.
      counts: counted?.counted ?? !isUnknownType(examination?.documentType),
      ...(counted?.reason !== undefined && { notCountedReason: counted.reason }),
    },
    { id: "machine" },
    async (changed) => {
      if (!day || changed.events.length === 0) return [];
      const session = await getSession(unitId, day);
      return [writeSession(fileInto(session, changed.submission, day, rulebook), session?.version)];
    },
  );
  if (!closed.ok) throw new Error(closed.refusal.code);
  return { submissionId, state: closed.value.submission.state };
}
