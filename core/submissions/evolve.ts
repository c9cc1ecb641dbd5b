/** What a submission is after an event. Pure bookkeeping: whether the event was allowed is `decide.ts`'s matter. */
import { periodOf } from "../calendar/period.ts";
import type { Stamp } from "../subject/kind.ts";
import type { SubmissionEvent } from "./event.ts";
import type { Revision, Submission } from "./submission.ts";

/** The fields every state shares; a new state starts from these and nothing of the old one lingers. */
function base(submission: Submission, stamp: Stamp) {
  const { id, jurisdiction, unitId, period, sessionId, declaredType, linkId, filedBy, revisions, setAside } =
    submission;
  const { overrulings, filers } = submission;
  return {
    id,
    jurisdiction,
    unitId,
    period,
    ...(sessionId !== undefined && { sessionId }),
    ...(declaredType !== undefined && { declaredType }),
    linkId,
    filedBy,
    ...(filers !== undefined && { filers }),
    revisions,
    setAside,
    ...(overrulings !== undefined && { overrulings }),
    receivedAt: submission.receivedAt,
    updatedAt: stamp.at,
    version: submission.version + 1,
  };
}

function replaceRevision(
  revisions: readonly Revision[],
  number: number,
  change: Partial<Revision>,
): Revision[] {
  return revisions.map((revision) => (revision.number === number ? { ...revision, ...change } : revision));
}

export function evolve(
  submission: Submission | undefined,
  event: SubmissionEvent,
  stamp: Stamp,
  id: string,
): Submission {
  if (event.type === "Received") {
    const { jurisdiction, unitId, period, sessionId, declaredType, linkId, filers, fileName, object } = event;
    return {
      id,
      jurisdiction,
      unitId,
      period,
      ...(sessionId !== undefined && { sessionId }),
      ...(declaredType !== undefined && { declaredType }),
      linkId,
      filedBy: stamp.by,
      ...(filers !== undefined && { filers }),
      revisions: [{ number: 1, fileName, object, receivedAt: stamp.at }],
      setAside: [],
      receivedAt: stamp.at,
      updatedAt: stamp.at,
      version: 1,
      state: "received",
    };
  }
  if (!submission) throw new TypeError(`${event.type} before Received in ${id}`);
  const next = base(submission, stamp);
  switch (event.type) {
    case "Examined": {
      const { examination, revision, route } = event;
      const revisions = replaceRevision(submission.revisions, revision, { examination });
      const period = examination.effectiveDate ? periodOf(examination.effectiveDate) : submission.period;
      return { ...next, period, revisions, state: "examining", route };
    }
    case "Returned":
      return {
        ...next,
        state: "returned",
        automatic: event.automatic,
        reasons: event.reasons,
        by: stamp.by,
        returnedAt: stamp.at,
        due: event.due,
      };
    case "Resubmitted": {
      const { fileName, object, answers, declaredType, filers = [] } = event;
      const number = submission.revisions.length + 1;
      const reasons = submission.state === "returned" ? submission.reasons : [];
      const revision = { number, fileName, object, receivedAt: stamp.at, reasons, answers };
      const revisions = [...submission.revisions, revision];
      const chosen = declaredType !== undefined && { declaredType };
      const all = [...new Set([...(next.filers ?? []), ...filers])];
      // Where nobody was recorded nobody is: the link still tells.
      const known = all.length > 0 && { filers: all };
      return { ...next, ...chosen, ...known, revisions, state: "resubmitted", manualReview: false };
    }
    case "ManualReviewRequested":
      return { ...next, state: "resubmitted", manualReview: true };
    case "SetAside": {
      const { fileName, object } = event;
      return {
        ...submission,
        ...next,
        setAside: [...submission.setAside, { fileName, object, at: stamp.at }],
      };
    }
    case "ReviewRequested": {
      const { due, quorum } = event;
      return { ...next, state: "in_review", requestedAt: stamp.at, due, ...(quorum && { quorum }) };
    }
    case "Countersigned": {
      if (submission.state !== "in_review") return { ...submission, ...next };
      const { type: _, ...signed } = event;
      const approvals = [...(submission.approvals ?? []), { ...signed, ...stamp }];
      return { ...submission, ...next, approvals };
    }
    case "Approved":
      return {
        ...submission,
        ...next,
        ...(submission.state === "in_review" && {
          decision: { kind: "approve", by: stamp.by, at: stamp.at },
        }),
      };
    case "Rejected":
      return { ...next, state: "rejected", by: stamp.by, at: stamp.at, reasons: event.reasons };
    case "Overruled": {
      const { type: _, ...made } = event;
      const overrulings = [...(submission.overrulings ?? []), { ...made, by: stamp.by, at: stamp.at }];
      return { ...submission, ...next, overrulings };
    }
    case "Reinstated": {
      const reinstated = { by: stamp.by, at: stamp.at };
      const overrulings = submission.overrulings?.map((one) =>
        one.id === event.overruling ? { ...one, reinstated } : one,
      );
      return { ...submission, ...next, ...(overrulings && { overrulings }) };
    }
    case "Closed": {
      const { period, sessionId, counts, notCountedReason } = event;
      const approvedBy = submission.state === "in_review" ? (submission.decision?.by ?? stamp.by) : stamp.by;
      return {
        ...next,
        period,
        ...(sessionId !== undefined && { sessionId }),
        state: "closed",
        approvedBy,
        closedAt: stamp.at,
        counts,
        ...(notCountedReason !== undefined && { notCountedReason }),
      };
    }
    case "Divided": {
      const { division } = event;
      return { ...next, state: "withdrawn", by: stamp.by, at: stamp.at, why: "divided", division };
    }
    case "Withdrawn":
      return { ...next, state: "withdrawn", by: stamp.by, at: stamp.at, why: event.why };
  }
}
