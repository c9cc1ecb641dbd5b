/** Domain objects as the lines people see. */
import type * as z from "zod";
import { periodName } from "../../core/calendar/period.ts";
import type { IssuanceEvent, NoticeRecord } from "../../core/notices/issuance.ts";
import { type DossierRules, lightsOf } from "../../core/sessions/dossier.ts";
import type { StudySession } from "../../core/sessions/session.ts";
import type { TrailEntry } from "../../core/subject/trail.ts";
import { describeEvent } from "../../core/submissions/describe.ts";
import type { SubmissionEvent } from "../../core/submissions/event.ts";
import { standingExamination } from "../../core/submissions/overruling.ts";
import { latestRevision, type Submission } from "../../core/submissions/submission.ts";
import { turnOf } from "../../core/submissions/turn.ts";
import { clock } from "../adapters/clock.ts";
import type { Link } from "../adapters/table/links.ts";
import { peopleOf } from "../adapters/table/offices.ts";
import type { Contradiction } from "../app/checking/cross-check.ts";
import type * as shape from "./contract/shapes.ts";

type Shape<S extends z.ZodType> = z.input<S>;

export function submissionLine(
  submission: Submission,
  unitName: string,
  recognising?: Shape<typeof shape.submissionLine>["recognising"],
): Shape<typeof shape.submissionLine> {
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
    title: examination?.title,
    fileName: revision?.fileName ?? "",
    revision: submission.revisions.length,
    state: submission.state,
    turn: turnOf(submission),
    ...(recognising && { recognising: { page: recognising.page, pages: recognising.pages } }),
    ...(submission.state === "returned" && { automatic: submission.automatic }),
    ...(due && { due, overdue: clock.today() > due }),
    errors: examination?.errors,
    warnings: examination?.warnings,
    effectiveDate: examination?.effectiveDate,
    receivedAt: submission.receivedAt,
    updatedAt: submission.updatedAt,
    ...(submission.state === "in_review" && {
      claimedBy: submission.claimedBy,
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

export function revisionLines(submission: Submission): Shape<typeof shape.revisionLine>[] {
  return submission.revisions.map(({ number, fileName, object, receivedAt, reasons, answers }) => {
    const examination = standingExamination(submission, number);
    return {
      number,
      fileName,
      size: object.size,
      receivedAt,
      outcome: examination?.outcome,
      refusal: examination?.refusal,
      errors: examination?.errors,
      warnings: examination?.warnings,
      ...(reasons && { reasons: [...reasons] }),
      ...(answers && { answers: [...answers] }),
    };
  });
}

export async function trailLines(
  jurisdiction: string,
  entries: readonly TrailEntry[],
): Promise<Shape<typeof shape.trailLine>[]> {
  const names = new Map((await peopleOf(jurisdiction)).map((person) => [person.id, person.name]));
  return entries.map((entry) => {
    const event = entry.event as SubmissionEvent | IssuanceEvent;
    const byName = names.get(entry.by) ?? (entry.by === "machine" ? "系统" : "报送单位");
    return {
      sequence: entry.sequence,
      at: entry.at,
      by: entry.by,
      byName,
      type: event.type,
      text: describeEvent(event),
      hash: entry.hash,
    };
  });
}

export function sessionLine(
  session: StudySession,
  yearLit: Readonly<Record<string, readonly string[]>>,
  rules: Pick<DossierRules, "sessions">,
): Shape<typeof shape.sessionLine> {
  const lights = lightsOf(session, yearLit, rules);
  const { counting } = session;
  return {
    id: session.id,
    date: session.date,
    kind: session.kind,
    title: session.title,
    lights: Object.fromEntries(
      Object.entries(lights).map(([id, { lit, submissionIds }]) => [
        id,
        { lit, submissionIds: [...submissionIds] },
      ]),
    ),
    counting: {
      status: counting.status,
      ...(counting.status === "not_counted" && { reason: counting.reason, evidence: counting.evidence }),
    },
  };
}

export function contradictionLine({
  among,
  day,
  settled,
  finding: { severity, code, message, paper, beside },
}: Contradiction): Shape<typeof shape.contradictionLine> {
  const submissionIds = [paper, ...(beside ? [beside.paper] : [])];
  return { among, ...(day && { date: day }), severity, code, message, submissionIds, settled };
}

export function linkLine(link: Link, uploads: number): Shape<typeof shape.link> {
  const { id, unitId, period, sessionDate, documentType, expiresAt, revoked, createdAt } = link;
  return { id, unitId, period, sessionDate, documentType, expiresAt, revoked, createdAt, uploads };
}

export function noticeLine(notice: NoticeRecord): Shape<typeof shape.noticeLine> {
  const { id, period, state, createdAt } = notice;
  return {
    id,
    period,
    periodName: periodName(period),
    title: "title" in notice ? notice.title : `${periodName(period)}学习情况通报`,
    state,
    createdAt,
    ...("number" in notice && { number: notice.number, issuedAt: notice.issuedAt }),
    ...("note" in notice && notice.note !== undefined && { returnNote: notice.note }),
    ...(notice.state === "published" && { sha256: notice.sha256 }),
  };
}
