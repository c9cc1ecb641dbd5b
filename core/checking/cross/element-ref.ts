// Where a cross-document rule looks: an element of one type of paper, or the unit's roster.
import type { AcrossSource } from "../../rulebook/schema/check.ts";
import type { ElementResult, Examination } from "../examination.ts";

/** One paper as it was examined. `text` is needed only by rules that compare wording. */
export type CheckedDocument = {
  id: string;
  type: string;
  examination: Pick<Examination, "elements" | "effectiveDate">;
  text?: string;
};

/** Papers laid beside each other. Days are `YYYY-MM-DD`. */
export type ComparedSet = {
  papers: readonly CheckedDocument[];
  roster: readonly string[];
  /** Only rules for papers of this kind apply; undefined: all rules. */
  among?: AcrossSource["among"];
  /** Day of the unit's next session, where one has been held. */
  next?: string;
  /** Months, `YYYY-MM`, of a quarter that is over and whose papers are no longer awaited. */
  months?: readonly string[];
};

export type ElementRef = AcrossSource["of"][number];
/** An element of one paper that rules may compare. */
export type ElementMatch = { paper: CheckedDocument; element: string; result: ElementResult };

const SEEN = new Set<ElementResult["state"]>(["ok", "weak", "partial", "invalid"]);

/** The elements at these places that are there. */
export function matchesAt(session: ComparedSet, places: readonly ElementRef[]): ElementMatch[] {
  return places.flatMap(({ type, element }) =>
    session.papers
      .filter((paper) => paper.type === type)
      .flatMap((paper): ElementMatch[] => {
        const result = paper.examination.elements[element];
        return result && SEEN.has(result.state) ? [{ paper, element, result }] : [];
      }),
  );
}

/** Every spot at `of` beside every spot at `to`. */
export function pairs(
  session: ComparedSet,
  of: readonly ElementRef[],
  to: readonly ElementRef[],
): Array<[ElementMatch, ElementMatch]> {
  const others = matchesAt(session, to);
  return matchesAt(session, of).flatMap((at) =>
    others.map((other): [ElementMatch, ElementMatch] => [at, other]),
  );
}

/** `YYYY-MM-DD`, where the element names a whole day that exists. */
export const dayOf = ({ result }: Pick<ElementMatch, "result">): string | undefined =>
  typeof result.value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(result.value) ? result.value : undefined;

/** Names that the element gives; 同志 is courtesy. */
export function namesOf({ result: { value } }: ElementMatch): string[] {
  const all = Array.isArray(value) ? value : [value];
  return all
    .filter((name) => typeof name === "string")
    .map((name) => name.replace(/同志$/, ""))
    .filter((name) => /^[\u4e00-\u9fff·]{2,15}$/.test(name));
}
