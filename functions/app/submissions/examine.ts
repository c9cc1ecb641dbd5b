/**
 * The machine's step of the review flow: examines the newest revision, keeps the summary in the table and says who is
 * next. Run twice on the same revision it answers the same.
 */
import { needsCorrection } from "../../../core/submissions/overruling.ts";
import { latestRevision, type Submission } from "../../../core/submissions/submission.ts";
import { writeContentHash } from "../../adapters/table/content-hashes.ts";
import { writeRuleHits } from "../../adapters/table/rule-hits.ts";
import { readSubmission } from "../../adapters/table/submissions.ts";
import { changeSubmission } from "./change.ts";
import { examineLatest } from "./examine-latest.ts";

type Route = "review" | "correct" | "ended";

/** Rounds of four minutes that a scan may take, with all the scans before it: half a day. Then something is wrong. */
const MAX_ROUNDS = 180;
/** As often as the flow tries this step again. The last time nothing is read: a person looks at what the machine cannot. */
const MAX_ATTEMPTS = 6;

/** `again`: a scan is still being recognised, and this function may run no longer; the flow asks once more. */
export type Next =
  | { submissionId: string; route: Route }
  | { submissionId: string; route: "again"; rounds: number };

export interface ExamineStep {
  readonly submissionId: string;
  /** How many rounds a scan has taken so far. */
  readonly rounds: number;
  /** How often the flow has tried this step before; it counts anew in each round. */
  readonly attempt: number;
}

export async function examine({ submissionId, rounds, attempt }: ExamineStep): Promise<Next> {
  const row = await readSubmission(submissionId);
  if (!row) throw new Error(`no submission ${submissionId}`);
  const { state: submission } = row;
  const waiting = submission.state === "received" || submission.state === "resubmitted";
  if (!waiting) return { submissionId, route: routeOf(submission) };
  const known = submission.state === "resubmitted" && submission.manualReview;
  const examined = known
    ? { examination: latestRevision(submission)?.examination }
    : await examineLatest(row, attempt >= MAX_ATTEMPTS || rounds >= MAX_ROUNDS);
  if (examined === "divided") return { submissionId, route: "ended" };
  if (examined === "under way") return { submissionId, route: "again", rounds: rounds + 1 };
  const { examination, also = [] } = examined;
  if (!examination) throw new Error(`nothing to examine in ${submissionId}`);
  const { outcome, refusal } = examination;
  const faulty = (outcome === "refused" && refusal !== "unread") || needsCorrection(submission, examination);
  const revision = submission.revisions.length;
  const recorded = await changeSubmission(
    submissionId,
    { type: "RecordExamination", revision, examination, route: faulty && !known ? "correct" : "review" },
    { id: "machine" },
    ({ submission: after, events }) =>
      events.length === 0
        ? []
        : [
            writeContentHash(after.jurisdiction, examination.sha256, after, revision),
            ...writeRuleHits(after, revision, examination),
            ...also,
          ],
    row,
  );
  if (!recorded.ok) throw new Error(recorded.refusal.code);
  return { submissionId, route: routeOf(recorded.value.submission) };
}

/** Where a submission that has been examined goes on, also when the flow was started anew in the middle. */
function routeOf(submission: Submission): Route {
  switch (submission.state) {
    case "examining":
      return submission.route;
    case "in_review":
      return "review";
    case "returned":
      return "correct";
    default:
      return "ended";
  }
}
