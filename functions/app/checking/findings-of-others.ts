/** What other documents tell of one that is being examined. */
import { similarityFinding } from "../../../core/checking/similarity/similarity.ts";
import { dayOfSessionId } from "../../../core/sessions/session.ts";
import { latestRevision, type Submission } from "../../../core/submissions/submission.ts";
import { rulebookInForce } from "../../adapters/rulebook/in-force.ts";
import type { ExamineAnswer } from "../../reading/examine-job.ts";
import { crossCheckOf, mayFault } from "./cross-check.ts";
import { similarDocuments } from "./similar-documents.ts";

/** Adds to the findings: that it is a copy, or that a paper it answers makes it certain to be at fault. */
export async function addFindingsOfOthers(
  submission: Submission,
  { examination, reading: { text }, signature }: ExamineAnswer & { outcome: "text" },
): Promise<void> {
  const { id, sessionId, jurisdiction } = submission;
  const { type, findings } = examination;
  const [[like], { faults }] = await Promise.all([
    signature ? similarDocuments(submission, { type, text, signature }, { index: true }) : [],
    (await mayFault(type, jurisdiction))
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
    const rulebook = await rulebookInForce(jurisdiction);
    findings.push(similarityFinding(text, { name, share, elsewhere, returned }, passages[0], rulebook));
  }
  findings.push(...faults.map(({ paper: _, beside: __, ...finding }) => finding));
}
