/**
 * Types of an office's own, learned where they are needed from the few papers that the office has marked: once for a rulebook,
 * when the first paper of the type is examined. The same papers give the same weights.
 */
import type { Rulebook, TypeRule } from "../../rulebook/rulebook.ts";
import type { MarkedPaper } from "../../text/notation.ts";
import { type Model, pack, unpack } from "../finder/model.ts";
import { gather, learn } from "./learn.ts";
import { lessonOf } from "./lessons.ts";
import { startAt } from "./start.ts";

/** Fewer teach one paper by heart. */
export const MIN_PAPERS = 3;
/** An element that fewer show is left to the rules. */
const MIN_SHOWN = 2;
/** A feature that fewer papers have tells that paper, not the element. */
const MIN_COMMON = 2;
/** Weights smaller than this are dropped. */
const LEAST = 0.04;
/** Share of the lengths that a passage is wont to stay under. */
const REACH = 0.75;

type Prepared = ReturnType<typeof lessonOf>;

/** Papers from which a type is learned: those in which something is marked. */
export const papersFor = (rulebook: Rulebook, type: string): Rulebook["papers"][number][] =>
  rulebook.ownTypes.has(type)
    ? rulebook.papers.filter((paper) => paper.type === type && paper.marks.length > 0)
    : [];

/** `taught`: the elements that the papers have taught. */
type OwnModel = Model & { readonly taught: readonly string[] };

const kept = new WeakMap<Rulebook, { readonly base: Model; readonly models: Map<string, Model> }>();

/** What looks at papers of this type: what was learned of it, or `base`, the product's own, where there is nothing to learn from. */
export function modelFor(type: TypeRule, rulebook: Rulebook, base: Model): Model {
  if (!rulebook.ownTypes.has(type.id) || rulebook.papers.length === 0) return base;
  let held = kept.get(rulebook);
  if (held?.base !== base) {
    held = { base, models: new Map() };
    kept.set(rulebook, held);
  }
  const model =
    held.models.get(type.id) ?? learnFrom(prepare(type, papersFor(rulebook, type.id)), type, base) ?? base;
  held.models.set(type.id, model);
  return model;
}

/** What papers teach, before anything is learned from them. */
export const prepare = (type: TypeRule, papers: readonly MarkedPaper[]): Prepared[] =>
  papers.map((paper) =>
    lessonOf(
      paper,
      type.elements.map(({ id }) => id),
    ),
  );

/**
 * Undefined where the papers are too few. Elements that the product knows too (time, place) go on from what it knows of them, or stay as they are where too few papers
 * show them. Of the others it is not learned which words say nothing.
 */
export function learnFrom(papers: readonly Prepared[], type: TypeRule, base: Model): OwnModel | undefined {
  if (papers.length < MIN_PAPERS) return undefined;
  const prepared = common(papers);
  const lessons = prepared.map(({ lesson }) => lesson);
  const start = startAt(base);
  const shown = (id: string): number =>
    lessons.filter(({ where }) => (where.get(id)?.length ?? 0) > 0).length;
  const all = type.elements.map(({ id }) => id);
  const taught = all.filter((id) => shown(id) >= MIN_SHOWN);
  if (taught.length === 0) return undefined;
  const learned = all.flatMap((id) => {
    const one = taught.includes(id) ? learn(id, lessons, start) : start.element(id);
    return one ? [{ id, ...one }] : [];
  });
  const ids = learned.map(({ id }) => id);
  return {
    hash: `${base.hash}+${type.id}`,
    taught,
    elements: ids,
    ...unpack(
      pack(
        gather(
          learned.map(({ weights }) => weights),
          LEAST,
        ),
      ),
    ),
    none: new Map(learned.flatMap(({ none }) => [...none])),
    reach: new Map(ids.map((id) => [id, reachOf(prepared, id) ?? base.reach.get(id) ?? 0])),
    certainty: cautious(base.certainty),
    types: base.types,
    vague: base.vague,
    unweighed: new Set(ids.filter((id) => !base.elements.includes(id))),
  };
}

/** What few papers do not show says little against words that the rules have found. */
const AGAINST_RULES = 0.25;

/** Few papers were never tried on others: where rules find nothing, it is as sure as its share and no surer. */
function cautious(certainty: Model["certainty"]): Model["certainty"] {
  const of = (name: string): number => certainty.get(name) ?? 0;
  const odds = of("odds");
  return new Map(certainty)
    .set("odds|found", AGAINST_RULES * (odds + of("odds|found")) - odds)
    .set("odds|not", 1 - odds)
    .set("state=missing", -of("bias"));
}

/** Only features that several papers have. */
function common(prepared: readonly Prepared[]): Prepared[] {
  const papers = new Map<number, number>();
  for (const { lesson } of prepared)
    for (const feature of new Set(lesson.features.flatMap((features) => [...features])))
      papers.set(feature, (papers.get(feature) ?? 0) + 1);
  const keep = (features: Uint32Array): Uint32Array =>
    features.filter((feature) => (papers.get(feature) ?? 0) >= MIN_COMMON);
  return prepared.map((one) => ({
    ...one,
    lesson: { ...one.lesson, features: one.lesson.features.map(keep) },
  }));
}

function reachOf(prepared: readonly Prepared[], element: string): number | undefined {
  const lengths = prepared.flatMap((one) => one.lengths.get(element) ?? []).sort((a, b) => a - b);
  return lengths[Math.floor(lengths.length * REACH)];
}
