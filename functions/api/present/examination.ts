/** An examination as people see it: elements by their Chinese names, each with the words it rests on. */
import type * as z from "zod";
import { elementLines } from "../../../core/checking/element-line.ts";
import { typeName } from "../../../core/rulebook/type-name.ts";
import { overrulingsOn, standingExamination } from "../../../core/submissions/overruling.ts";
import type { Submission } from "../../../core/submissions/submission.ts";
import type { RevisionExamination } from "../../app/submissions/examination.ts";
import type * as contract from "../contract/examination.ts";

/** @param names of people by id, where the reader may know who overruled a finding */
export function findingLines(
  submission: Submission,
  { revision, examination }: RevisionExamination,
  names?: ReadonlyMap<string, string>,
): z.input<typeof contract.finding>[] {
  const overrulings = overrulingsOn(submission, revision);
  return examination.findings.map((finding, place) => {
    const made = overrulings.get(place);
    if (!made) return finding;
    const { id, reason, at, by, revision: madeOn } = made;
    return { ...finding, overruled: { id, reason, at, revision: madeOn, byName: names?.get(by) } };
  });
}

export function examinationView(
  submission: Submission,
  examined: RevisionExamination,
  names: ReadonlyMap<string, string>,
): z.input<typeof contract.examined> {
  const { revision, reading, examination, rulebook } = examined;
  // What a reviewer has overruled takes no session out of the count.
  const excused = standingExamination(submission, revision)?.counted?.counted === true;
  const counted = excused ? { counted: true } : examination.counted;
  return {
    revision,
    documentType: examination.type,
    typeName: typeName(rulebook.types, examination.type),
    declaredType: examination.declaredType,
    text: reading.text,
    places: reading.places.map(({ start, end, paragraph, page, cell, part }) => ({
      start,
      end,
      paragraph,
      page,
      cell,
      part,
    })),
    elements: elementLines(examination, rulebook),
    findings: findingLines(submission, examined, names),
    discussion: examination.discussion,
    ...(counted && {
      counted: { counted: counted.counted, reason: counted.reason, evidence: counted.evidence?.text },
    }),
    rulebook: examination.rulebook,
  };
}
