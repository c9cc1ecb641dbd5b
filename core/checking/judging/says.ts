/** Whether words that were found say something: a date, a number, a name where one is needed, and more than a turn of phrase. */
import type { ElementRule } from "../../rulebook/rulebook.ts";
import type { Span } from "../../text/normalized.ts";
import type { ExaminationContext, Verdict } from "../context.ts";
import type { Model } from "../finder/model.ts";
import { vagueShare } from "../finder/vague-of.ts";
import type { Clause } from "../structure/clauses.ts";
import { entitiesIn } from "../structure/entities.ts";

type Needed = ElementRule["needs"][number];

const LETTER = { date: "D", hour: "T", number: "N", person: "P", reading: "B", place: "L" } as const;
/** What a kind needs by its nature, whatever the rulebook says. */
const BY_KIND: Partial<Record<ElementRule["kind"], readonly Needed[]>> = {
  number: ["number"],
  speakers: ["person"],
  roster: ["person"],
};
/** Lists of names, of which the words say nothing by nature. */
const LISTS = new Set(["speakers", "column", "roster", "people", "person", "organisation"]);
/** A heading is judged with so much of what stands under it. */
const BELOW = 240;
const COUNTED = /\d|[一二两三四五六七八九十百]+[个次篇人场回期份家]/;

/** From here on a person looks whether words say something; from there on they surely say nothing. */
const VAGUE = { look: 0.35, sure: 0.7 };

/** A sound verdict, or a weak one where words say nothing: as such words were marked before, or for want of what is needed. */
export function definite(
  context: ExaminationContext,
  rule: ElementRule,
  verdict: Verdict,
  model: Model,
  clauses: readonly Clause[],
): Verdict {
  if (verdict.state !== "ok" || rule.severity !== "error" || LISTS.has(rule.kind)) return verdict;
  const { start, end } = verdict.evidence;
  const own = clauses.filter((one) => one.start < end && start < one.end);
  const vague = vagueShare(model, rule.id, own);
  if (vague >= VAGUE.look)
    return hollow(verdict, vague >= VAGUE.sure && !own.some(definitely) ? "error" : "look");
  return names(context.page.text, rule, { start, end: Math.max(end, start + BELOW) })
    ? verdict
    : hollow(verdict, "look");
}

/** A clause that names something cannot surely say nothing. */
const definitely = ({ kinds }: Clause): boolean => [..."BDPLNJ"].some((kind) => kind in kinds);

const hollow = (verdict: Verdict, severity: "error" | "look"): Verdict => ({
  ...verdict,
  state: "weak",
  remarks: [...(verdict.remarks ?? []), { code: "vague_content", at: verdict.evidence, severity }],
});

/** The words name one of the things that the element needs, or it needs none. */
export function names(text: string, rule: ElementRule, { start, end }: Span): boolean {
  const needs = [...rule.needs, ...(BY_KIND[rule.kind] ?? [])];
  if (needs.length === 0) return true;
  const words = text.slice(start, end);
  const kinds = new Set<string>(entitiesIn(words).map(({ kind }) => kind));
  return needs.some((one) => kinds.has(LETTER[one]) || (one === "number" && COUNTED.test(words)));
}

const VERY_THING: Partial<Record<ElementRule["kind"], string>> = {
  person: "P",
  people: "P",
  date: "D",
  period: "D",
  year: "D",
  place: "L",
};

/** The words hold what an element of this kind is made of. */
export function holds(text: string, kind: ElementRule["kind"], { start, end }: Span): boolean {
  const letter = VERY_THING[kind];
  return letter !== undefined && entitiesIn(text.slice(start, end)).some((one) => one.kind === letter);
}
