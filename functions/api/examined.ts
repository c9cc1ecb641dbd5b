/** An examination as people see it: elements by their Chinese names, each with the words it rests on. */
import type { z } from "zod";
import type { Submission } from "../../core/review/submission.ts";
import { rulebookInForce } from "../adapters/rulebook/in-force.ts";
import { getResult } from "../examination/result.ts";
import type * as shape from "./contract/shapes.ts";

type Element = z.input<typeof shape.elementLine>;
type Finding = z.input<typeof shape.finding>;

/** Elements and findings of one revision; both empty when it has not been, or could not be, examined. */
export async function examinedLines(
  submission: Submission,
  revision: number,
): Promise<{ elements: Element[]; findings: Finding[] }> {
  const result = submission.revisions[revision - 1]?.examination
    ? await getResult(submission.id, revision)
    : undefined;
  if (result?.outcome !== "text") return { elements: [], findings: [] };
  const { examination } = result;
  const rules = rulebookInForce().types.get(examination.type)?.elements ?? [];
  const elements = Object.entries(examination.elements).map(([id, { state, evidence, start, end }]) => {
    const rule = rules.find((one) => one.id === id);
    return {
      id,
      name: rule?.name ?? id,
      severity: rule?.severity ?? ("optional" as const),
      state,
      evidence,
      start,
      end,
    };
  });
  return { elements, findings: [...examination.findings] };
}

export async function examinedWhole(submission: Submission, revision: number) {
  const result = submission.revisions[revision - 1]?.examination
    ? await getResult(submission.id, revision)
    : undefined;
  if (result?.outcome !== "text") return undefined;
  const { reading, examination } = result;
  const { elements, findings } = await examinedLines(submission, revision);
  const { counted } = examination;
  return {
    revision,
    documentType: examination.type,
    typeName: rulebookInForce().types.get(examination.type)?.name ?? examination.type,
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
