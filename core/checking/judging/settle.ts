/**
 * Joins what the rules found and what the finder saw into one of three answers: found, with the words; surely absent or surely
 * wrong; or not sure. Rules give evidence first and judge what is there; the finder looks second, and where rules found
 * nothing only certainty says “absent”.
 */
import type { ElementRule } from "../../rulebook/rulebook.ts";
import { EMPTY_SPAN, type Span } from "../../text/normalized.ts";
import type { ExaminationContext, Verdict } from "../context.ts";
import type { Ground } from "../examination.ts";
import { certainty } from "../finder/certainty.ts";
import { type ClauseMatch, lookAt } from "../finder/find.ts";
import type { Model } from "../finder/model.ts";
import type { Clause } from "../structure/clauses.ts";
import { judgeWords } from "./judge.ts";
import { definite, holds, names } from "./says.ts";
import { candidateAt, passageOf } from "./sighted.ts";

export type Settle = (rule: ElementRule, ruled: Verdict) => Verdict;

const PRESENT = new Set(["ok", "weak", "partial", "invalid"]);
/** Kinds whose value is more than its words. */
const VALUED = new Set(["date", "period", "year", "person", "people", "number"]);
/** Kinds that are judged by the paper as a whole. */
const WHOLE = new Set(["discussion", "speakers", "speeches", "column", "roster"]);
/** Of these the judgement is of the whole paper, and the words may be the finder's. */
const SHOWN = new Set(["discussion"]);
/** From here on the finder's words are taken for the element; below, they are only the nearest ones. */
const FOUND = { error: 0.65, warning: 0.55, optional: 0.55, whole: 0.85 };
const HELD = 0.15;
/** Below, an element that rules did not find is absent. */
const ABSENT = 0.15;
/** Where rules and finder differ, the finder must be this sure to be believed. */
const BELIEVED = 0.6;
/** Rules found it, the finder all but excludes it. */
const DOUBTED = 0.12;

/** What looks at a paper, and the paper as it looks at it. `own` is asked first for the elements that it knows. */
export type Sight = { model: Model; own?: Model; clauses: readonly Clause[] };

/** Settles the elements of one paper. */
export function settling(context: ExaminationContext, sight: Sight | undefined): Settle {
  if (!sight) return (_, ruled) => ruled;
  const { text } = context.page;
  const { model, own, clauses } = sight;
  const views = (own ? [own, model] : [model]).map((by) => ({
    by,
    look: lookAt(by, text, clauses, context.type.id),
  }));
  return (rule, ruled) => {
    const view = views.find(({ by }) => by.elements.includes(rule.id));
    const seen = view?.look(rule.id);
    if (!view || !seen) return ruled;
    const at = passageOf(text, clauses, seen);
    const agree =
      PRESENT.has(ruled.state) && ruled.evidence.end > ruled.evidence.start
        ? meets(ruled.evidence, at)
        : undefined;
    const sure = certainty(view.by.certainty, { share: seen.share, state: ruled.state, agree });
    const given: Seen = { clauses, seen, at, agree: agree === true, sure };
    const settled = PRESENT.has(ruled.state)
      ? present(context, rule, ruled, given)
      : absent(context, rule, ruled, given);
    return { ...definite(context, rule, settled, model, clauses), certainty: sure };
  };
}

type Seen = {
  clauses: readonly Clause[];
  seen: ClauseMatch;
  at: Span;
  agree: boolean;
  sure: number;
};

const meets = (one: Span, other: Span): boolean => one.start < other.end && other.start < one.end;

/** Rules found words. The finder may point to better ones, or doubt that there are any. */
function present(context: ExaminationContext, rule: ElementRule, ruled: Verdict, given: Seen): Verdict {
  const { seen, at, agree, sure } = given;
  if (ruled.state === "invalid") return ruled;
  if (sure < DOUBTED && ruled.state === "ok") return { ...ruled, state: "unsure" };
  if (agree)
    return VALUED.has(rule.kind) || ruled.state !== "ok"
      ? ruled
      : { ...ruled, evidence: joined(ruled.evidence, at) };
  if (seen.share < BELIEVED) return ruled;
  if (WHOLE.has(rule.kind)) return SHOWN.has(rule.kind) ? { ...ruled, evidence: at } : ruled;
  const judged = judgeSighting(context, rule, given);
  return judged.state === "ok" ? judged : ruled;
}

const joined = (one: Span, other: Span): Span => ({
  start: Math.min(one.start, other.start),
  end: Math.max(one.end, other.end),
});

/** How sure the finder must be. A little less where the words hold the very thing: a person, a day. */
function foundFrom(context: ExaminationContext, rule: ElementRule, at: Span): number {
  if (WHOLE.has(rule.kind)) return FOUND.whole;
  const held = rule.severity === "error" && holds(context.page.text, rule.kind, at);
  return FOUND[rule.severity] - (held ? HELD : 0);
}

/** Rules found nothing, a blank or a placeholder. */
function absent(context: ExaminationContext, rule: ElementRule, ruled: Verdict, given: Seen): Verdict {
  const { at, sure } = given;
  // Without a label to show, nothing is proven blank.
  const shown = ruled.evidence.end > ruled.evidence.start;
  const blank = shown && (ruled.state === "label_blank" || ruled.state === "placeholder");
  if (blank) return sure >= BELIEVED && !meets(ruled.evidence, at) ? unsure(given) : ruled;
  if (sure <= ABSENT) return ruled.state === "label_blank" && !shown ? unsure(given) : ruled;
  const found = foundFrom(context, rule, at);
  if (sure < found || !names(context.page.text, rule, at))
    return rule.severity === "error" ? { ...unsure(given), evidence: EMPTY_SPAN, nearest: at } : ruled;
  const judged = judgeSighting(context, rule, given);
  return judged.state === "missing" ? unsure(given) : judged;
}

const unsure = ({ at, seen, clauses }: Seen): Verdict => ({
  state: "unsure",
  evidence: at,
  ground: groundOf(seen, clauses),
});

function judgeSighting(context: ExaminationContext, rule: ElementRule, given: Seen): Verdict {
  const { clauses, seen, at } = given;
  const ground = groundOf(seen, clauses);
  if (WHOLE.has(rule.kind)) return { state: "ok", evidence: at, ground };
  const candidate = candidateAt(context.page.text, clauses, seen, rule.kind);
  return { ...judgeWords(context, rule, candidate), ground };
}

function groundOf({ share, best }: ClauseMatch, clauses: readonly Clause[]): Ground {
  const label = clauses[best]?.ownLabel ? clauses[best]?.label : undefined;
  return { by: "likeness", percent: Math.round(share * 100), ...(label && { label }) };
}
