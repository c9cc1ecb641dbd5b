/** The elements of an examination as people read them: by their Chinese names, each with the words it rests on. */
import type { Importance, Rulebook } from "../rulebook/rulebook.ts";
import type { ElementResult, Examination, Ground } from "./examination.ts";

export interface ElementLine {
  id: string;
  name: string;
  severity: Importance;
  state: ElementResult["state"];
  evidence: string;
  start: number;
  end: number;
  /** Why these words were taken. */
  ground?: Ground;
}

/** An element that the rulebook knows no more keeps its id and is optional. */
export function elementLines(
  { type, declaredType, elements }: Pick<Examination, "type" | "declaredType" | "elements">,
  { types }: Pick<Rulebook, "types">,
): ElementLine[] {
  // A document of a class that has no elements was judged by those of the type it was declared as.
  const rules = new Map(
    [declaredType ?? "", type].flatMap((id) => types.get(id)?.elements.map((rule) => [rule.id, rule]) ?? []),
  );
  return Object.entries(elements).map(([id, { state, evidence, start, end, ground }]) => ({
    id,
    name: rules.get(id)?.name ?? id,
    severity: rules.get(id)?.severity ?? "optional",
    state,
    evidence,
    start,
    end,
    ...(ground && { ground }),
  }));
}
