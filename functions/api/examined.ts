/** An examination as people see it: elements by their Chinese names, each with the words it rests on. */
import type * as z from "zod";
import { elementLines } from "../../core/checking/element-line.ts";
import { overrulingsOn, standingExamination } from "../../core/submissions/overruling.ts";
import type { Submission } from "../../core/submissions/submission.ts";
import { rulebookInForce } from "../adapters/rulebook/in-force.ts";
import { peopleOf } from "../adapters/table/offices.ts";
import { getResult } from "../app/checking/result.ts";
import type * as shape from "./contract/shapes.ts";

type Element = z.input<typeof shape.elementLine>;
type Finding = z.input<typeof shape.finding>;

/**
 * Elements and findings of one revision; both empty when it has not been, or could not be, examined.
 *
 * @param names of people by id, where the reader may know who overruled a finding
 */
export async function examinedLines(
  submission: Submission,
  revision: number,
  names?: ReadonlyMap<string, string>,
): Promise<{ elements: Element[]; findings: Finding[] }> {
  const result = submission.revisions[revision - 1]?.examination
    ? await getResult(submission.id, revision)
    : undefined;
  if (result?.outcome !== "text") return { elements: [], findings: [] };
  const { examination } = result;
  const elements = elementLines(examination, await rulebookInForce());
  const overrulings = overrulingsOn(submission, revision);
  const findings = examination.findings.map((finding, place): Finding => {
    const made = overrulings.get(place);
    if (!made) return finding;
    const { id, reason, at, by, revision: madeOn } = made;
    return { ...finding, overruled: { id, reason, at, revision: madeOn, byName: names?.get(by) } };
  });
  return { elements, findings };
}

export async function examinedWhole(submission: Submission, revision: number) {
  const result = submission.revisions[revision - 1]?.examination
    ? await getResult(submission.id, revision)
    : undefined;
  if (result?.outcome !== "text") return undefined;
  const { reading, examination } = result;
  const people = await peopleOf(submission.jurisdiction);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const { elements, findings } = await examinedLines(submission, revision, names);
  // What a reviewer has overruled takes no session out of the count.
  const excused = standingExamination(submission, revision)?.counted?.counted === true;
  const counted = excused ? { counted: true } : examination.counted;
  return {
    revision,
    documentType: examination.type,
    typeName: (await rulebookInForce()).types.get(examination.type)?.name ?? examination.type,
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
    elements,
    findings,
    discussion: examination.discussion,
    ...(counted && {
      counted: { counted: counted.counted, reason: counted.reason, evidence: counted.evidence?.text },
    }),
    rulebook: examination.rulebook,
  };
}
