// Which type of document is this? Title lines, layout and body cues against each type's list (domain.md §2).
import type { Cue, Rulebook, TypeRule } from "../rulebook/rulebook.ts";
import { hits } from "../text/matching.ts";
import { findLabels } from "./labels.ts";
import type { Page } from "./page.ts";

const LOOKED_AT = 6000;
/** What the uploader says counts for this much; a title that says otherwise outweighs it. */
const DECLARED = 3;
const CLEARLY = 0.5;

/** The type the text itself speaks for, with the declared type favoured where the text leaves room. */
export function classify(page: Page, rulebook: Rulebook, declared: string | undefined): string {
  let best = declared && rulebook.types.has(declared) ? declared : "other";
  let highest = best === declared ? score(page, rulebook, rulebook.types.get(best)) + DECLARED : 0;
  for (const type of rulebook.types.values()) {
    if (type.id === declared) continue;
    const points = score(page, rulebook, type);
    if (points > highest + CLEARLY) {
      best = type.id;
      highest = points;
    }
  }
  return best;
}

/** Points of one type. A type whose required words are absent cannot be it. */
export function score(page: Page, rulebook: Rulebook, type: TypeRule | undefined): number {
  if (!type) return 0;
  const text = page.masked.slice(0, LOOKED_AT);
  if (
    type.requires &&
    !page.sentences.some(
      (span) =>
        span.start < LOOKED_AT &&
        type.requires &&
        hits(type.requires, page.masked.slice(span.start, span.end)),
    )
  )
    return -20;
  const title = page.title.map((line) => page.text.slice(line.start, line.end));
  let points =
    title.length > 0
      ? Math.max(...title.map((line) => sum(type.title, line)), sum(type.title, title.join("")))
      : sum(type.title, text.slice(0, 60)) / 2;
  points += sum(type.body, text);
  if (type.labels && distinctLabels(page, type, rulebook) >= type.labels.atLeast) points += type.labels.w;
  return points;
}

const sum = (cues: Cue[], words: string): number =>
  cues.reduce((total, cue) => total + (hits(cue.regex, words) ? cue.w : 0), 0);

const distinctLabels = (page: Page, type: TypeRule, rulebook: Rulebook): number =>
  new Set(findLabels(page, type, rulebook.lexicon).flatMap((hit) => hit.elements)).size;

/** What a paper is taken for. `unknown`: nothing is claimed of it, and the page asks for the type. */
export type Recognised = {
  type: string;
  certainty: "sure" | "unknown";
  /** Where it is not known: what the rules take it for instead of the declared type. */
  likely?: string;
};

/** Below this share the declared type is no more believed, whatever the rules say. */
const EXCLUDED = 0.015;
/** Below this, and with a class that is no paper of study the likeliest, neither. */
const DOUBTED = 0.12;
/** From here on the declared type stands against the rules. */
const UPHELD = 0.12;
/** Of what nobody has declared the rules' type must have at least this. */
const UNDECLARED = 0.5;
/** The classes that are no papers of study must have so much together before a paper is sent back as one. */
const STRANGE = 0.3;

/** A paper with so many points for a class that is no paper of study, and so few for the declared type, is surely of it. */
const PLAIN = { strange: 16, claimed: 4 };

/** The type of a paper by its rules and by what was learned; where these part and neither is clear, unknown. */
export function recognise(
  page: Page,
  rulebook: Rulebook,
  declared: string | undefined,
  shares: ReadonlyMap<string, number> | undefined,
): Recognised {
  const ruled = classify(page, rulebook, declared);
  // Where nobody has said what it is, the rules have.
  const claimed = declared && rulebook.types.has(declared) ? declared : ruled;
  if (!shares?.has(claimed)) return { type: ruled, certainty: "sure" };
  const strange = (type: string): boolean => rulebook.types.get(type)?.negative === true;
  const own = shares.get(claimed) ?? 0;
  const [likeliest = claimed] = [...shares].reduce((best, one) => (one[1] > best[1] ? one : best));
  const unknown: Recognised = { type: UNKNOWN, certainty: "unknown" };
  if (ruled === claimed)
    // What nobody has declared must speak for itself.
    return own < (declared ? EXCLUDED : UNDECLARED) || (own < DOUBTED && strange(likeliest))
      ? unknown
      : { type: claimed, certainty: "sure" };
  // Of a type that only the office knows nothing was learned here: the shares cannot weigh it against another.
  if (!shares.has(ruled)) return unknown;
  const plain =
    strange(ruled) &&
    score(page, rulebook, rulebook.types.get(ruled)) >= PLAIN.strange &&
    score(page, rulebook, rulebook.types.get(claimed)) <= PLAIN.claimed;
  if (plain) return { type: ruled, certainty: "sure" };
  if (own >= UPHELD) return { type: claimed, certainty: "sure" };
  if (strange(ruled) && strangeness(shares, rulebook) > STRANGE) return { type: ruled, certainty: "sure" };
  return likeliest === ruled ? { ...unknown, likely: ruled } : unknown;
}

/** The share of all classes together that are no papers of study. */
function strangeness(shares: ReadonlyMap<string, number>, rulebook: Rulebook): number {
  let sum = 0;
  for (const [type, share] of shares) if (rulebook.types.get(type)?.negative) sum += share;
  return sum;
}

export const UNKNOWN = "unknown";
