/** Which submissions wait for their scan to be recognised, and how far that is. */
import type { Submission } from "../../../core/submissions/submission.ts";
import { type Progress, progressIn } from "../../adapters/table/progress.ts";
import { getSubmission } from "../../adapters/table/submissions.ts";

const unexamined = ({ state }: Submission): boolean => state === "received" || state === "resubmitted";

/** The scans of a jurisdiction that are being recognised, each with how far. */
export async function beingRecognised(jurisdiction: string) {
  const progress = await progressIn(jurisdiction);
  const submissions = await Promise.all([...progress.keys()].map(getSubmission));
  return submissions.flatMap((submission) => {
    const known = submission && progress.get(submission.id);
    return submission && known && isNews(submission, known) ? [{ submission, progress: known }] : [];
  });
}

/** Where the machine has not spoken yet on the newest revision, and the progress is of that one. */
const isNews = (submission: Submission, { revision }: Progress): boolean =>
  unexamined(submission) && revision === submission.revisions.length;

/** The progress of each of these; the table is asked only when one of them waits. All of one jurisdiction. */
export async function recognitionOf(
  submissions: readonly Submission[],
): Promise<(submission: Submission) => Progress | undefined> {
  const waiting = submissions.find(unexamined);
  if (!waiting) return () => undefined;
  const progress = await progressIn(waiting.jurisdiction);
  return (submission) => {
    const known = progress.get(submission.id);
    return known && isNews(submission, known) ? known : undefined;
  };
}
