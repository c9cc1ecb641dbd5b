/**
 * The machine's step of the review flow: reads and checks the newest revision, keeps the whole result in the bucket and
 * its summary in the table, and says who is next. Run twice on the same revision it answers the same.
 */
import { createHash } from "node:crypto";
import * as z from "zod";
import type { Examination } from "../../core/checking/examination.ts";
import { similarityFinding } from "../../core/checking/similarity/similarity.ts";
import { refuse } from "../../core/reading/refusal.ts";
import { dayOfSessionId } from "../../core/sessions/session.ts";
import { inheritedOverrulings, needsCorrection } from "../../core/submissions/overruling.ts";
import {
  type ExaminationSummary,
  latestRevision,
  type Submission,
} from "../../core/submissions/submission.ts";
import { getReceived } from "../adapters/bucket.ts";
import { clock } from "../adapters/clock.ts";
import { rulebookInForce } from "../adapters/rulebook/in-force.ts";
import { filedBefore, writeContentHash } from "../adapters/table/content-hashes.ts";
import { getUnit } from "../adapters/table/offices.ts";
import { progressOf } from "../adapters/table/progress.ts";
import { writeRuleHits } from "../adapters/table/rule-hits.ts";
import { writeFingerprint } from "../adapters/table/similar-filings.ts";
import { changeSubmission, type Known, readSubmission } from "../adapters/table/submissions.ts";
import type { Write } from "../adapters/table/transaction.ts";
import { crossCheckOf, mayFault } from "../app/checking/cross-check.ts";
import { keepDocument } from "../app/checking/documents.ts";
import { resultKey, results } from "../app/checking/result.ts";
import { similarDocuments } from "../app/checking/similar-documents.ts";
import { divide } from "../app/submissions/division.ts";
import { READING } from "../reading/child.ts";
import { examineInWorker } from "../reading/examine-child.ts";
import type { ExamineAnswer } from "../reading/examine-job.ts";

// Bundled, this file is also what its reading children start with.
if (process.send && process.argv[2] === READING) await import("../reading/worker.ts");

const input = z.object({
  submissionId: z.string(),
  rounds: z.number().default(0),
  /** How often the flow has tried this step before; it counts anew in each round. */
  attempt: z.number().default(0),
});

type Route = "review" | "correct" | "ended";

/** Rounds of four minutes that a scan may take, with all the scans before it: half a day. Then something is wrong. */
const MAX_ROUNDS = 180;
/** As often as the flow tries this step again. The last time nothing is read: a person looks at what the machine cannot. */
const MAX_ATTEMPTS = 6;

/** `again`: a scan is still being recognised, and this function may run no longer; the flow asks once more. */
type Next = { submissionId: string; route: Route } | { submissionId: string; route: "again"; rounds: number };

export async function handler(event: unknown): Promise<Next> {
  const { submissionId, rounds, attempt } = input.parse(event);
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

interface Examined {
  readonly examination?: ExaminationSummary;
  /** What becomes true with the examination. */
  readonly also?: readonly Write[];
}

/** @param givenUp whether the machine has tried often enough: then it only says so */
async function examineLatest(row: Known, givenUp: boolean): Promise<Examined | "under way" | "divided"> {
  const { state: submission } = row;
  const revision = latestRevision(submission);
  if (!revision) return {};
  const { id, jurisdiction, unitId, declaredType } = submission;
  const [bytes, unit] = await Promise.all([getReceived(revision.object), getUnit(jurisdiction, unitId)]);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const key = resultKey(id, revision.number);
  const job = {
    bytes,
    ...(declaredType !== undefined && { declaredType }),
    asOf: clock.today(),
    roster: unit?.roster ?? [],
    filedYear: Number(submission.period.slice(0, 4)),
    correction: revision.number > 1,
  };
  const [filed, answer] = await Promise.all([
    filedBefore(jurisdiction, sha256),
    givenUp
      ? ({ outcome: "refused", reading: refuse("unread") } as const)
      : examineInWorker(key, job, progressOf(jurisdiction, id, revision.number)),
  ]);
  if (!answer) return "under way";
  if (answer.outcome === "bundle") {
    await divide(row, revision, answer);
    return "divided";
  }
  const sameBytesAs = filed.filter((other) => other !== id);
  if (answer.outcome === "text") await compare(submission, answer);
  const { signature, ...result } = { signature: undefined, ...answer };
  await results.put(key, result);
  const common = {
    sha256,
    examinedAt: clock.instant(),
    resultKey: key,
    ...(sameBytesAs.length > 0 && { sameBytesAs }),
  };
  if (result.outcome === "refused")
    return {
      examination: {
        ...common,
        outcome: "refused",
        refusal: result.reading.reason,
        documentType: declaredType ?? "",
        errors: result.reading.reason === "unread" ? 0 : 1,
        warnings: 0,
        rulebook: "",
      },
    };
  const { examination, reading } = result;
  keepDocument(id, revision.number, examination, reading.text);
  const filing = { jurisdiction, unitId, documentType: examination.type, submissionId: id };
  return {
    examination: {
      ...common,
      ...summaryOf(examination, inheritedOverrulings(submission, examination.findings)),
    },
    also: signature ? [writeFingerprint(filing, signature)] : [],
  };
}

/** What lists, routing and notices need of an examination. */
function summaryOf(examination: Examination, inherited: NonNullable<ExaminationSummary["inherited"]>) {
  const count = (severity: string) =>
    examination.findings.filter((finding) => finding.severity === severity).length;
  const { counted, discussion, effectiveDate, title } = examination;
  return {
    outcome: "text" as const,
    documentType: examination.type,
    errors: count("error"),
    warnings: count("warning"),
    rulebook: examination.rulebook,
    rules: [...new Set(examination.findings.map(({ rule }) => rule))],
    ...(effectiveDate !== undefined && { effectiveDate }),
    ...(discussion !== undefined && { discussion }),
    ...(title !== undefined && { title }),
    ...(inherited.length > 0 && { inherited }),
    ...(counted && {
      counted: {
        counted: counted.counted,
        ...(counted.reason !== undefined && { reason: counted.reason }),
        ...(counted.evidence && { evidence: counted.evidence.text }),
      },
    }),
  };
}

/** Adds what other papers tell of this one: that it is a copy, or that a paper it answers makes it certain to be at fault. */
async function compare(
  submission: Submission,
  { examination, reading: { text }, signature }: ExamineAnswer & { outcome: "text" },
): Promise<void> {
  const { id, sessionId } = submission;
  const { type, findings } = examination;
  const [[like], { faults }] = await Promise.all([
    signature ? similarDocuments(submission, { type, text, signature }, { index: true }) : [],
    (await mayFault(type))
      ? crossCheckOf(submission, {
          id,
          type,
          text,
          examination,
          ...(sessionId && { day: dayOfSessionId(sessionId) }),
        })
      : { faults: [] },
  ]);
  if (like) {
    const { share, elsewhere, passages, other } = like;
    // Known to people by the file's name.
    const name = latestRevision(other)?.fileName ?? "";
    const returned = other.state === "returned";
    findings.push(
      similarityFinding(text, { name, share, elsewhere, returned }, passages[0], await rulebookInForce()),
    );
  }
  findings.push(...faults.map(({ paper: _, beside: __, ...finding }) => finding));
}
