// Where a cross-document rule looks: an element of one type of paper, or the unit's roster.
import type { AcrossSource } from "../../rulebook/schema.ts";
import type { ElementResult, Examination } from "../examination.ts";

/** One paper of a session as it was examined. `text` is needed only by rules that compare wording. */
export type Paper = { id: string; type: string; examination: Examination; text?: string };
export type Session = { papers: readonly Paper[]; roster: readonly string[] };

export type Place = AcrossSource["of"][number];
/** An element of one paper that rules may compare. */
export type Spot = { paper: Paper; element: string; result: ElementResult };

const SEEN = new Set<ElementResult["state"]>(["ok", "weak", "partial", "invalid"]);

/** The elements at these places that are there. */
export function spotsAt(session: Session, places: readonly Place[]): Spot[] {
  return places.flatMap(({ type, element }) =>
    session.papers
      .filter((paper) => paper.type === type)
      .flatMap((paper): Spot[] => {
        const result = paper.examination.elements[element];
        return result && SEEN.has(result.state) ? [{ paper, element, result }] : [];
      }),
  );
}

/** `YYYY-MM-DD`, where the element names a whole day that exists. */
export const dayOf = ({ result }: Spot): string | undefined =>
  typeof result.value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(result.value) ? result.value : undefined;

/** Names that the element gives; 同志 is courtesy. */
export function namesOf({ result: { value } }: Spot): string[] {
  const all = Array.isArray(value) ? value : [value];
  return all
    .filter((name) => typeof name === "string")
    .map((name) => name.replace(/同志$/, ""))
    .filter((name) => /^[\u4e00-\u9fff·]{2,15}$/.test(name));
}
