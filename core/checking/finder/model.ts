/**
 * What was learned from marked papers. For each element of a paper one clause is chosen, or none: each clause has a score, the
 * sum of the weights of its features over the root of their number, and “none” has one of its own for the element and type.
 * A softmax over these makes shares of them.
 */
import { FEATURE_BITS } from "./hash.ts";

export type Model = {
  /** Told apart by this: of the papers, rules and code that it was learned from. */
  hash: string;
  elements: readonly string[];
  /** `first[f]` to `first[f + 1]` are the places in `who` and `weight` that belong to feature f. */
  first: Uint32Array;
  who: Uint8Array;
  weight: Float32Array;
  /** Score of “none”, by element id and by element and type (`time|minutes_record`). */
  none: ReadonlyMap<string, number>;
  /** How long the evidence of an element is wont to be, in characters. */
  reach: ReadonlyMap<string, number>;
  certainty: ReadonlyMap<string, number>;
  types: TypeModel;
  /** Whether words say something: `sound` or `vague`. */
  vague: TypeModel;
};

/** Which type a paper is: a score for each type, from features of the whole paper. */
export type TypeModel = {
  types: readonly string[];
  first: Uint32Array;
  who: Uint8Array;
  weight: Float32Array;
  bias: readonly number[];
};

type Table = Pick<Model, "first" | "who" | "weight">;
export type SparseWeights = ReadonlyMap<number, ReadonlyArray<readonly [who: number, weight: number]>>;

const FEATURES = 1 << FEATURE_BITS;
/** Weights are kept in steps of this size, at most 127 of them. */
const STEP = 1 / 16;

const quantised = (weight: number): number => Math.max(-127, Math.min(127, Math.round(weight / STEP)));

/** Feature by feature: the distance from the last one, how many weights, then pairs of whose and how much. */
export function pack(weights: SparseWeights): Uint8Array {
  const bytes: number[] = [];
  const number = (value: number): void => {
    let rest = value;
    while (rest > 127) {
      bytes.push((rest & 127) | 128);
      rest >>>= 7;
    }
    bytes.push(rest);
  };
  let last = 0;
  for (const feature of [...weights.keys()].sort((a, b) => a - b)) {
    const kept = (weights.get(feature) ?? []).filter(([, weight]) => quantised(weight) !== 0);
    if (kept.length === 0) continue;
    number(feature - last);
    number(kept.length);
    for (const [who, weight] of kept) bytes.push(who, quantised(weight) & 255);
    last = feature;
  }
  return Uint8Array.from(bytes);
}

export function unpack(bytes: Uint8Array): Table {
  const first = new Uint32Array(FEATURES + 1);
  const who = new Uint8Array(bytes.length);
  const weight = new Float32Array(bytes.length);
  let at = 0;
  const number = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++] ?? 0;
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  let feature = 0;
  let kept = 0;
  let filled = 0;
  while (at < bytes.length) {
    feature += number();
    const count = number();
    first.fill(kept, filled, feature + 1);
    filled = feature + 1;
    for (let one = 0; one < count; one++, kept++) {
      who[kept] = bytes[at++] ?? 0;
      weight[kept] = (((bytes[at++] ?? 0) << 24) >> 24) * STEP;
    }
  }
  first.fill(kept, filled);
  return { first, who: who.slice(0, kept), weight: weight.slice(0, kept) };
}

/** As it stands in the repository: numbers in words, tables in base64. */
export type StoredModel = {
  hash: string;
  elements: string[];
  weights: string;
  none: Record<string, number>;
  reach: Record<string, number>;
  certainty: Record<string, number>;
  types: StoredTypes;
  vague: StoredTypes;
};

export type StoredTypes = { types: string[]; weights: string; bias: number[] };

export function open(stored: StoredModel): Model {
  return {
    hash: stored.hash,
    elements: stored.elements,
    ...unpack(bytesOf(stored.weights)),
    none: new Map(Object.entries(stored.none)),
    reach: new Map(Object.entries(stored.reach)),
    certainty: new Map(Object.entries(stored.certainty)),
    types: openTypes(stored.types),
    vague: openTypes(stored.vague),
  };
}

const openTypes = ({ types, bias, weights }: StoredTypes): TypeModel => ({
  types,
  bias,
  ...unpack(bytesOf(weights)),
});

function bytesOf(base64: string): Uint8Array {
  const words = atob(base64);
  const bytes = new Uint8Array(words.length);
  for (let at = 0; at < words.length; at++) bytes[at] = words.charCodeAt(at);
  return bytes;
}

export function base64Of(bytes: Uint8Array): string {
  let words = "";
  for (const byte of bytes) words += String.fromCharCode(byte);
  return btoa(words);
}

/** Adds up, for every name of the table, the weights of the features. */
export function sums(table: Table, features: Uint32Array, names: number): Float64Array {
  const total = new Float64Array(names);
  for (let index = 0; index < features.length; index++) {
    const feature = features[index] ?? 0;
    const end = table.first[feature + 1] ?? 0;
    for (let at = table.first[feature] ?? 0; at < end; at++) {
      const name = table.who[at] ?? 0;
      total[name] = (total[name] ?? 0) + (table.weight[at] ?? 0);
    }
  }
  return total;
}

/** Shares of the names of a table, together 1. */
export function sharesIn({ types, bias, ...table }: TypeModel, features: Uint32Array): number[] {
  const total = sums(table, features, types.length);
  return softmax(types.map((_, at) => (total[at] ?? 0) / Math.sqrt(features.length) + (bias[at] ?? 0)));
}

export function softmax(scores: readonly number[]): number[] {
  const top = Math.max(...scores);
  const raised = scores.map((score) => Math.exp(score - top));
  const all = raised.reduce((sum, one) => sum + one, 0);
  return raised.map((one) => one / all);
}
