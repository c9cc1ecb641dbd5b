/** What other documents tell of one that is being examined. */
import { similarityFinding } from "../../../core/checking/similarity/similarity.ts";
import { isUnknownType } from "../../../core/rulebook/type-name.ts";
import { dayOfSessionId } from "../../../core/sessions/session.ts";
import { latestRevision, type Submission } from "../../../core/submissions/submission.ts";
import { rulebookInForce } from "../../adapters/rulebook/in-force.ts";
import type { ExamineAnswer } from "../../reading/examine-job.ts";
import { crossCheckOf, mayFault } from "./cross-check.ts";
import { similarDocuments } from "./similar-documents.ts";

/**
 * Adds to the findings: that it is a copy, or that a paper it answers makes it certain to be at fault. Of a paper whose type
 * is not known nothing is said.
 */
export async function addFindingsOfOthers(
  submission: Submission,
  answer: ExamineAnswer & { outcome: "text" },
): Promise<void> {
  const {
    examination: { type, findings },
    reading: { text },
    signature,
  } = answer;
  if (isUnknownType(type)) return;
  // Whatever is begun is awaited in the same breath: what fails while nobody waits for it ends the process.
  const [[like], faults] = await Promise.all([
    signature ? similarDocuments(submission, { type, text, signature }, { index: true }) : [],
    faultsBeside(submission, answer),
  ]);
  if (like) {
    const { share, elsewhere, passages, other } = like;
    // Known to people by the file's name.
    const name = latestRevision(other)?.fileName ?? "";
    const returned = other.state === "returned";
    const rulebook = await rulebookInForce(submission.jurisdiction);
    findings.push(similarityFinding(text, { name, share, elsewhere, returned }, passages[0], rulebook));
  }
  findings.push(...faults.map(({ paper: _, beside: __, ...finding }) => finding));
}

/** What the papers that this one answers make certain to be at fault. */
async function faultsBeside(
  submission: Submission,
  { examination, reading: { text } }: ExamineAnswer & { outcome: "text" },
) {
  const { id, sessionId, jurisdiction } = submission;
  const { type } = examination;
  if (!(await mayFault(type, jurisdiction))) return [];
  const day = sessionId && { day: dayOfSessionId(sessionId) };
  const { faults } = await crossCheckOf(submission, { id, type, text, examination, ...day });
  return faults;
}
