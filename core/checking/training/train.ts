/** Trains everything that the finder knows, from marked papers and what was learned before. Deterministic. */
import type { Rulebook } from "../../rulebook/rulebook.ts";
import { normalize } from "../../text/normalize.ts";
import type { MarkedPaper } from "../../text/notation.ts";
import type { ElementResult } from "../examination.ts";
import { examinedAs } from "../examine.ts";
import { grounds } from "../finder/certainty.ts";
import { lookAt } from "../finder/find.ts";
import { base64Of, type Model, open, pack, type StoredModel, type StoredTypes } from "../finder/model.ts";
import { VAGUE } from "../finder/vague-of.ts";
import { clausesOf } from "../structure/clauses.ts";
import { commonTo, reachOf } from "./corpus-statistics.ts";
import { FRESH, gather, type Lesson, learn, type Start } from "./learn.ts";
import { learnTypes, type TypeLesson } from "./learn-types.ts";
import { lessonOf } from "./lessons.ts";
import { fitted, type Sample } from "./logistic.ts";

/** `author` divides the papers: none of one author's helps to judge another's. `fitted`: rules were written with it in sight. */
export type TrainingPaper = MarkedPaper & { author: string; fitted?: boolean };

/** Weights smaller than this are dropped from what the product carries; `before` keeps more, to go on from. */
const LEAST = 0.98;
export const MIN_BEFORE = 0.5;
const MIN_OF_TYPES = 1;
const MIN_OF_VAGUE = 0.2;
/** A feature that fewer papers have teaches their wording by heart. */
const PAPERS = 3;
const FOLDS = 4;
const STEPS = 1e4;

type Prepared = ReturnType<typeof lessonOf> & { paper: TrainingPaper };

/** The model in the form in which it is kept. `hash` says what it was trained from. */
export function train(
  papers: readonly TrainingPaper[],
  rulebook: Rulebook,
  hash: string,
  start: Start = FRESH,
  least = LEAST,
): StoredModel {
  const elementsOf = (type: string): string[] => rulebook.types.get(type)?.elements.map(({ id }) => id) ?? [];
  const prepared = common(
    asked(papers.map((paper) => ({ paper, ...lessonOf(paper, elementsOf(paper.type)) }))),
  );
  const whole = learned(prepared, rulebook, start, least);
  return { ...whole, hash, certainty: certaintyOf(prepared, rulebook, start) };
}

/** What no paper of a type marks was not asked of its writers: nothing is to be learned of it, least of all that it is absent. */
function asked(prepared: readonly Prepared[]): Prepared[] {
  const marked = new Set(
    prepared.flatMap(({ paper, lesson }) =>
      [...lesson.where].flatMap(([element, found]) => (found.length > 0 ? [`${paper.type}|${element}`] : [])),
    ),
  );
  return prepared.map((one) => ({
    ...one,
    lesson: {
      ...one.lesson,
      where: new Map([...one.lesson.where].filter(([element]) => marked.has(`${one.paper.type}|${element}`))),
    },
  }));
}

/** Only features that several papers have. */
function common(prepared: readonly Prepared[]): Prepared[] {
  const ofClauses = commonTo(
    prepared.map(({ lesson }) => lesson.features),
    PAPERS,
  );
  const ofPapers = commonTo(
    prepared.map(({ type }) => [type.features]),
    PAPERS,
  );
  return prepared.map((one) => ({
    ...one,
    lesson: { ...one.lesson, features: one.lesson.features.map(ofClauses) },
    type: { ...one.type, features: ofPapers(one.type.features) },
  }));
}

function learned(
  prepared: readonly Prepared[],
  rulebook: Rulebook,
  start: Start,
  least = LEAST,
): Omit<StoredModel, "hash"> {
  const lessons: Lesson[] = prepared.map(({ lesson }) => lesson);
  const elements = [...new Set(lessons.flatMap(({ where }) => [...where.keys()]))].sort();
  const tables: Float32Array[] = [];
  const none: Record<string, number> = {};
  for (const element of elements) {
    const one = learn(element, lessons, start);
    tables.push(one.weights);
    for (const [key, value] of one.none) none[key] = rounded(value);
  }
  const types = [...rulebook.types.keys()].sort();
  const typed: TypeLesson[] = prepared.map(({ type }) => type);
  const { weights, bias } = learnTypes(types, typed, start.type);
  return {
    elements,
    weights: base64Of(pack(gather(tables, least))),
    none,
    reach: Object.fromEntries(elements.map((element) => [element, reachOf(prepared, element)])),
    certainty: {},
    types: { types, weights: base64Of(pack(gather(weights, MIN_OF_TYPES))), bias: bias.map(rounded) },
    vague: vagueness(prepared),
  };
}

function vagueness(prepared: readonly Prepared[]): StoredTypes {
  const lessons = prepared.flatMap(({ vague }) => vague);
  const { weights, bias } = learnTypes(VAGUE, lessons);
  return {
    types: [...VAGUE],
    weights: base64Of(pack(gather(weights, MIN_OF_VAGUE))),
    bias: bias.map(rounded),
  };
}

const rounded = (value: number): number => Math.round(value * STEPS) / STEPS;

/** Each author's papers are judged by what the others taught; how often that was right is what certainty is. */
function certaintyOf(
  prepared: readonly Prepared[],
  rulebook: Rulebook,
  start: Start,
): Record<string, number> {
  const authors = [...new Set(prepared.map(({ paper }) => paper.author))].sort();
  const samples: Sample[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const held = new Set(authors.filter((_, at) => at % FOLDS === fold));
    const model = open({
      ...learned(
        prepared.filter(({ paper }) => !held.has(paper.author)),
        rulebook,
        start,
      ),
      hash: "",
    });
    for (const one of prepared)
      if (held.has(one.paper.author) && !one.paper.fitted) samples.push(...samplesOf(one, model, rulebook));
  }
  return Object.fromEntries([...fitted(samples)].map(([name, value]) => [name, rounded(value)]));
}

function samplesOf({ paper, lesson }: Prepared, model: Model, rulebook: Rulebook): Sample[] {
  const type = rulebook.types.get(paper.type);
  if (!type) return [];
  const ruled = examinedAs(
    type,
    { text: paper.text, declaredType: paper.type, asOf: paper.asOf ?? "2026-12-31" },
    rulebook,
  );
  const source = normalize(paper.text);
  const clauses = clausesOf(source.text);
  const look = lookAt(model, source.text, clauses, paper.type);
  return [...lesson.where].flatMap(([element, where]) => {
    const sighting = look(element);
    const result: ElementResult | undefined = ruled.elements[element];
    if (!sighting || !result) return [];
    const first = clauses[sighting.from];
    const last = clauses[sighting.to];
    const at = first && last ? source.toOriginal(first.start, last.end) : undefined;
    const agree =
      result.end > result.start && at ? result.start < at.end && at.start < result.end : undefined;
    return [
      { grounds: grounds({ share: sighting.share, state: result.state, agree }), right: where.length > 0 },
    ];
  });
}
