/**
 * What overrulings do: an overruled finding stays in the examination and is shown struck; it no longer counts, goes back
 * with no document and is not to be mended.
 */
import type { Overruling } from "./overruling-record.ts";
import type { ExaminationSummary, Reason, Submission } from "./submission.ts";

/** What makes two findings the same although they stand in different revisions: rule and words, not the place. */
type Sameness = Pick<Reason, "code" | "rule" | "element" | "evidence">;

/** Long evidence is kept, and compared, by its first characters. */
export const MAX_EVIDENCE = 300;

export function isSame(a: Sameness, b: Sameness): boolean {
  const words = ({ evidence = "" }: Sameness) => evidence.slice(0, MAX_EVIDENCE);
  return (
    a.code === b.code && a.rule === b.rule && (a.element ?? "") === (b.element ?? "") && words(a) === words(b)
  );
}

export function standingOverrulings(submission: Pick<Submission, "overrulings">): readonly Overruling[] {
  return (submission.overrulings ?? []).filter((one) => !one.reinstated);
}

/** The overrulings that stand on a revision, by the place of their finding: its own and those inherited over to it. */
export function overrulingsOn(submission: Submission, revision: number): ReadonlyMap<number, Overruling> {
  const inherited = new Map(
    submission.revisions[revision - 1]?.examination?.inherited?.map((one) => [one.overruling, one.place]),
  );
  const places = standingOverrulings(submission).flatMap((one): [number, Overruling][] => {
    const place = one.revision === revision ? one.finding.place : inherited.get(one.id);
    return place === undefined ? [] : [[place, one]];
  });
  return new Map(places);
}

/**
 * Which overrulings hold again for the findings of a new revision: the same rule on the same words. Each covers one
 * finding, in the order of the list.
 */
export function inheritedOverrulings(
  submission: Submission,
  findings: readonly Sameness[],
): NonNullable<ExaminationSummary["inherited"]> {
  const open = findings.map((finding, place) => ({ finding, place }));
  return standingOverrulings(submission).flatMap(({ id, finding }) => {
    const at = open.findIndex((one) => isSame(one.finding, finding));
    const [covered] = at < 0 ? [] : open.splice(at, 1);
    return covered ? [{ overruling: id, place: covered.place }] : [];
  });
}

/** Whether a new examination has errors that nobody has overruled before: those send the document back. */
export function needsCorrection(
  submission: Submission,
  { errors, inherited = [] }: ExaminationSummary,
): boolean {
  const excused = standingOverrulings(submission).filter(
    ({ id, finding }) => finding.severity === "error" && inherited.some((one) => one.overruling === id),
  );
  return errors > excused.length;
}

/** A revision's examination as it stands: overruled findings are not in its figures and take no session out of them. */
export function standingExamination(
  submission: Submission,
  revision = submission.revisions.length,
): ExaminationSummary | undefined {
  const examination = submission.revisions[revision - 1]?.examination;
  const overruled = [...overrulingsOn(submission, revision).values()].map(({ finding }) => finding);
  if (!examination || overruled.length === 0) return examination;
  const without = (severity: string) => overruled.filter((one) => one.severity === severity).length;
  const { counted } = examination;
  const excused = counted?.counted === false && overruled.some(({ code }) => code === counted.reason);
  return {
    ...examination,
    errors: examination.errors - without("error"),
    looks: examination.looks - without("look"),
    warnings: examination.warnings - without("warning"),
    ...(excused && { counted: { counted: true } }),
  };
}
