/** Where the elements of a paper stand, as far as what was learned can tell. */
import type { Clause } from "../structure/clauses.ts";
import { featuresOf } from "./features.ts";
import { type Model, sums } from "./model.ts";

/** The clauses that were chosen for an element, of how many, with the share that speaks for its being there at all. */
export type ClauseMatch = {
  /** Share of all clauses together, 0 to 1; the rest is “none”. */
  share: number;
  best: number;
  from: number;
  to: number;
};

export type Look = (element: string) => ClauseMatch | undefined;

/** A passage grows over neighbours that are at most this much less likely. */
const PASSAGE = 3;
const VALUE = 1.5;
/** Evidence longer than this is a passage, which may run over lines. */
const LONG = 20;
const PASSAGE_GAP = 2;
/** A passage is at most this many times as long as the evidence is wont to be. */
const STRETCH = 5;

/** Looks at a paper once; then tells of each element. */
export function lookAt(model: Model, text: string, clauses: readonly Clause[], type: string): Look {
  const names = model.elements.length;
  const scores = featuresOf(text, clauses, type).map((features) => {
    const total = sums(model, features, names);
    const root = Math.sqrt(features.length);
    for (let name = 0; name < names; name++) total[name] = (total[name] ?? 0) / root;
    return total;
  });
  return (element) => {
    const name = model.elements.indexOf(element);
    if (name < 0 || clauses.length === 0) return undefined;
    const none = (model.none.get(element) ?? 0) + (model.none.get(`${element}|${type}`) ?? 0);
    const own = scores.map((total) => total[name] ?? 0);
    return sighting(own, none, clauses, model.reach.get(element) ?? 0);
  };
}

function sighting(
  own: readonly number[],
  none: number,
  clauses: readonly Clause[],
  reach: number,
): ClauseMatch {
  let best = 0;
  for (let at = 1; at < own.length; at++) if ((own[at] ?? 0) > (own[best] ?? 0)) best = at;
  const top = Math.max(none, own[best] ?? 0);
  let all = 0;
  for (const score of own) all += Math.exp(score - top);
  const share = all / (all + Math.exp(none - top));
  return { share, best, ...passage(own, best, clauses, reach) };
}

/** From the best clause over its likely neighbours: of the line, or of the passage where the element is one. */
function passage(
  own: readonly number[],
  best: number,
  clauses: readonly Clause[],
  reach: number,
): Pick<ClauseMatch, "from" | "to"> {
  const long = reach > LONG;
  const least = (own[best] ?? 0) - (long ? PASSAGE : VALUE);
  const line = clauses[best]?.line;
  const most = Math.max(40, reach * STRETCH);
  let from = best;
  let to = best;
  const fits = (at: number): boolean =>
    (own[at] ?? -Infinity) > least &&
    (long || clauses[at]?.line === line) &&
    (clauses[Math.max(to, at)]?.end ?? 0) - (clauses[Math.min(from, at)]?.start ?? 0) <= most;
  const gap = long ? PASSAGE_GAP : 0;
  const grow = (step: 1 | -1, edge: () => number, set: (at: number) => void): void => {
    for (let grown = true; grown; ) {
      grown = false;
      for (let far = 1; far <= gap + 1 && !grown; far++)
        if (fits(edge() + step * far)) {
          set(edge() + step * far);
          grown = true;
        }
    }
  };
  grow(
    1,
    () => to,
    (at) => {
      to = at;
    },
  );
  grow(
    -1,
    () => from,
    (at) => {
      from = at;
    },
  );
  return { from, to };
}
