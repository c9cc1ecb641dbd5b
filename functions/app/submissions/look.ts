/** Looking at submissions: the reviewers' queue, one with its trail, its file. */
import type { Reach } from "../../../core/rights/rights.ts";
import type { Submission } from "../../../core/submissions/submission.ts";
import { getReceived, presignDownload } from "../../adapters/bucket.ts";
import { submissionsByTurn } from "../../adapters/table/submissions.ts";
import { trailOf } from "../../adapters/table/trail.ts";
import { getUnit } from "../../adapters/table/units.ts";
import { getResult } from "../checking/result.ts";
import { namesIn } from "../people/names.ts";
import { beingRecognised, recognitionOf } from "./recognition.ts";

/** Open reviews within reach, the most urgent first, and the scans on their way there. */
export async function reviewQueue(jurisdiction: string, reach: Reach) {
  const [open, scans, names] = await Promise.all([
    submissionsByTurn(jurisdiction, "reviewer"),
    beingRecognised(jurisdiction),
    namesIn(jurisdiction),
  ]);
  return {
    open: open.filter((one) => reach.holds(one)),
    scans: scans.filter(({ submission }) => reach.holds(submission)),
    names,
  };
}

/** What is shown with a submission. */
export async function contextOf(submission: Submission) {
  const [unit, trail, recognising, names] = await Promise.all([
    getUnit(submission.jurisdiction, submission.unitId),
    trailOf(submission.id),
    recognitionOf([submission]),
    namesIn(submission.jurisdiction),
  ]);
  return { unitName: unit?.name ?? "", trail, recognising: recognising(submission), names };
}

export const submissionTrail = ({ id }: Submission) => trailOf(id);

/** A .docx as HTML; `none` where there is none to be made, `too_large` where it would be too much. */
export async function previewOfRevision(
  submission: Submission,
  number: number,
): Promise<{ readonly html: string } | "none" | "too_large"> {
  const revision = submission.revisions[number - 1];
  const result = await getResult(submission.id, number);
  // Only what the reading room has accepted is given to the converter: bombs end there.
  if (!revision || result?.outcome !== "text" || result.reading.format !== "docx") return "none";
  const bytes = await getReceived(revision.object);
  const { previewOf } = await import("./preview.ts");
  const html = await previewOf(bytes);
  return html === undefined ? "too_large" : { html };
}

/** An address from which the bytes as received can be fetched for a while; undefined when there is no such revision. */
export async function originalOf(submission: Submission, number: number): Promise<string | undefined> {
  const revision = submission.revisions[number - 1];
  if (!revision) return undefined;
  const { key, versionId } = revision.object;
  return presignDownload("Inbox", key, versionId, disposition(revision.fileName));
}

/** `attachment` with the name in both forms (RFC 6266, RFC 5987). */
function disposition(fileName: string): string {
  const ascii = fileName.replaceAll(/[^\x20-\x7e]|["\\]/g, "_");
  const encoded = encodeURIComponent(fileName).replaceAll(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
