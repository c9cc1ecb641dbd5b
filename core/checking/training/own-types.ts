/**
 * Types of an office's own, learned where they are needed from the few papers that the office has marked: once for a rulebook,
 * when the first paper of the type is examined. The same papers give the same weights.
 */
import type { Rulebook, TypeRule } from "../../rulebook/rulebook.ts";
import type { MarkedPaper } from "../../text/notation.ts";
import { type Model, pack, unpack } from "../finder/model.ts";
import { commonTo, reachOf } from "./corpus-statistics.ts";
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

type Prepared = ReturnType<typeof lessonOf>;

/** Papers from which a type is learned: those in which something is marked. */
export const papersFor = (rulebook: Rulebook, type: string): Rulebook["papers"][number][] =>
  rulebook.ownTypes.has(type)
    ? rulebook.papers.filter((paper) => paper.type === type && paper.marks.length > 0)
    : [];

const kept = new WeakMap<
  Rulebook,
  { readonly base: Model; readonly models: Map<string, Model | undefined> }
>();

/** What was learned of a type; undefined where it is the product's, or the papers are too few. */
export function modelFor(type: TypeRule, rulebook: Rulebook, base: Model): Model | undefined {
  const papers = papersFor(rulebook, type.id);
  if (papers.length < MIN_PAPERS) return undefined;
  let held = kept.get(rulebook);
  if (held?.base !== base) {
    held = { base, models: new Map() };
    kept.set(rulebook, held);
  }
  if (!held.models.has(type.id)) held.models.set(type.id, learnFrom(prepare(type, papers), type, base));
  return held.models.get(type.id);
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
 * The elements that enough papers show; undefined where there are none. Those that the product knows too (time, place) go on
 * from what it knows of them.
 */
export function learnFrom(papers: readonly Prepared[], type: TypeRule, base: Model): Model | undefined {
  if (papers.length < MIN_PAPERS) return undefined;
  const prepared = common(papers);
  const lessons = prepared.map(({ lesson }) => lesson);
  const shown = (id: string): number =>
    lessons.filter(({ where }) => (where.get(id)?.length ?? 0) > 0).length;
  const elements = type.elements.map(({ id }) => id).filter((id) => shown(id) >= MIN_SHOWN);
  if (elements.length === 0) return undefined;
  const start = startAt(base);
  const learned = elements.map((id) => learn(id, lessons, start));
  return {
    hash: `${base.hash}+${type.id}`,
    elements,
    ...unpack(
      pack(
        gather(
          learned.map(({ weights }) => weights),
          LEAST,
        ),
      ),
    ),
    none: new Map(learned.flatMap(({ none }) => [...none])),
    reach: new Map(elements.map((id) => [id, reachOf(prepared, id)])),
    certainty: cautious(base.certainty),
    types: base.types,
    vague: base.vague,
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
  const keep = commonTo(
    prepared.map(({ lesson }) => lesson.features),
    MIN_COMMON,
  );
  return prepared.map((one) => ({
    ...one,
    lesson: { ...one.lesson, features: one.lesson.features.map(keep) },
  }));
}
