/** What came through an upload link, and what the link is for. Nothing else can be reached through it. */
import { accept, type Result, refuse } from "../../../core/outcome.ts";
import type { Submission } from "../../../core/submissions/submission.ts";
import { MAX_BYTES } from "../../adapters/bucket.ts";
import { rulebookInForce } from "../../adapters/rulebook/in-force.ts";
import { type Link, ticketsOfLink } from "../../adapters/table/links.ts";
import { getSubmission, submissionsOfUnit } from "../../adapters/table/submissions.ts";
import { getUnit } from "../../adapters/table/units.ts";
import { crossCheckOf } from "../checking/cross-check.ts";
import { examinationOf } from "../submissions/examination.ts";
import { recognitionOf } from "../submissions/recognition.ts";

/** The submission if it came through this very link. */
export async function throughLink(link: Link, id: string): Promise<Result<Submission>> {
  const submission = await getSubmission(id);
  if (submission?.linkId === link.id) return accept(submission);
  const expected = (await ticketsOfLink(link.id)).some((one) => one.submissionId === id);
  return expected
    ? refuse("conflict", "not_arrived", "文件还没有到达，请稍候。")
    : refuse("missing", "not_found", "没有找到这份报送件，请核对链接。");
}

/** What whoever holds the link needs to know; the submissions newest first. */
export async function purposeOf(link: Link) {
  const { id, jurisdiction, unitId } = link;
  const [unit, ofUnit] = await Promise.all([
    getUnit(jurisdiction, unitId),
    submissionsOfUnit(jurisdiction, unitId),
  ]);
  const submissions = ofUnit
    .filter((submission) => submission.linkId === id)
    .toSorted((a, b) => b.receivedAt.localeCompare(a.receivedAt));
  const { types } = await rulebookInForce(jurisdiction);
  return {
    unit,
    submissions,
    recognising: await recognitionOf(submissions),
    maxBytes: MAX_BYTES,
    types: [...types.values()].filter((type) => !type.negative),
  };
}

/** How one submission stands: the newest revision's examination, and what other documents say of it. */
export async function progressThroughLink(link: Link, submission: Submission) {
  const [unit, recognising, examination] = await Promise.all([
    getUnit(link.jurisdiction, link.unitId),
    recognitionOf([submission]),
    examinationOf(submission, submission.revisions.length),
  ]);
  return {
    unitName: unit?.name ?? "",
    recognising: recognising(submission),
    examination,
    crossFindings: examination ? (await crossCheckOf(submission)).findings : [],
  };
}
