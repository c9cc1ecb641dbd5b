// People named in several papers: who signed and who is recorded, who was absent, who spoke and who wrote.

import type { CrossCheck } from "./contradiction.ts";
import { matchesAt, namesOf, pairs } from "./element-ref.ts";

/** Whoever is named at `of` is named at `to`, in at least one paper. A paper that names nobody cannot be compared. */
export const peopleWithin: CrossCheck = (session, { of, to, needs }) => {
  if (needs.some((type) => !session.papers.some((paper) => paper.type === type))) return [];
  const others = matchesAt(session, to);
  const known = new Set(others.flatMap(namesOf));
  if (needs.length > 0 && known.size === 0) return [];
  return matchesAt(session, of).flatMap((at) =>
    namesOf(at)
      .filter((person) => !known.has(person))
      .map((person) => ({ at, beside: others[0], values: { person } })),
  );
};

/** Nobody named at `of` is named at `to`. */
export const peopleApart: CrossCheck = (session, { of, to }) =>
  pairs(session, of, to).flatMap(([at, beside]) => {
    const there = namesOf(beside);
    return namesOf(at)
      .filter((person) => there.includes(person))
      .map((person) => ({ at, beside, values: { person } }));
  });

/** Every member of the roster is named at `of`: when speakers are drawn by lot, all must have prepared. */
export const rosterWithin: CrossCheck = (session, { of, to }) => {
  const known = new Set(matchesAt(session, of).flatMap(namesOf));
  const [at] = matchesAt(session, to);
  if (!at) return [];
  return session.roster.filter((person) => !known.has(person)).map((person) => ({ at, values: { person } }));
};
