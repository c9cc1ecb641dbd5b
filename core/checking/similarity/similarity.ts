/**
 * A document beside one that was filed before (domain.md §5.5): how much of it is the same, in which passages, and what is
 * to be said of it.
 */
import type { Rulebook } from "../../rulebook/rulebook.ts";
import type { Finding, Severity } from "../examination.ts";
import { quote } from "../findings.ts";
import { gramSet, jaccard } from "./grams.ts";

/** The same words in both texts; positions are those of the original texts. */
export interface SharedPassage {
  readonly start: number;
  readonly end: number;
  readonly otherStart: number;
  readonly otherEnd: number;
}

/** Shared share of 5-grams, 0 to 1; 0 where the text is too short to be compared. */
export function similarity(text: string, other: string, { duplicates }: Rulebook): number {
  const own = gramSet(text);
  return own.size < duplicates.shortest ? 0 : jaccard(own, gramSet(other));
}

/** What a filing is like. */
export interface SimilarFiling {
  readonly name: string;
  readonly share: number;
  /** Another unit filed it: its name and file are no business of this one. */
  readonly elsewhere: boolean;
  /** It has gone back and was never accepted: this may be its correction, filed as a paper of its own. */
  readonly returned?: boolean;
}

/** The finding for a document that is like an earlier one, resting on the longest passage that they share. */
export function similarityFinding(
  text: string,
  { name, share, elsewhere, returned = false }: SimilarFiling,
  passage: SharedPassage | undefined,
  { duplicates, messages }: Rulebook,
): Finding {
  const template = messages[elsewhere ? "near_duplicate_elsewhere" : "near_duplicate"];
  const values: Record<string, string> = { earlier: quote(name), share: String(Math.round(share * 100)) };
  const fill = (words = ""): string =>
    words.replace(/\{([a-z]+)\}/g, (whole, key: string) => values[key] ?? whole);
  const sure: Severity = elsewhere ? duplicates.elsewhere : returned ? "warning" : "error";
  const { start, end } = passage ?? { start: 0, end: 0 };
  return {
    code: "near_duplicate",
    severity: share >= duplicates.error ? sure : "warning",
    element: "",
    evidence: text.slice(start, end),
    start,
    end,
    message: fill(template?.message),
    rule: "document.near_duplicate",
    source: duplicates.source,
    suggestion: fill(template?.suggestion),
  };
}

/** Shorter ones are turns of phrase. */
const MIN_LENGTH = 12;
const MAX_TEXT = 60_000;

/** The longest passages that stand in both texts, blanks aside, in the order of the first; at most `most`. Linear. */
export function sharedPassages(text: string, other: string, most = 3): SharedPassage[] {
  const own = squeezed(text);
  const there = squeezed(other);
  const places = new Map<string, number>();
  for (let at = 0; at + MIN_LENGTH <= there.words.length; at++) {
    const gram = there.words.slice(at, at + MIN_LENGTH);
    if (!places.has(gram)) places.set(gram, at);
  }
  const found: Array<{ at: number; other: number; length: number }> = [];
  for (let at = 0; at + MIN_LENGTH <= own.words.length; ) {
    const place = places.get(own.words.slice(at, at + MIN_LENGTH));
    if (place === undefined) {
      at++;
      continue;
    }
    let length = MIN_LENGTH;
    while (
      at + length < own.words.length &&
      own.words.charCodeAt(at + length) === there.words.charCodeAt(place + length)
    )
      length++;
    found.push({ at, other: place, length });
    at += length;
  }
  return found
    .sort((a, b) => b.length - a.length)
    .slice(0, most)
    .sort((a, b) => a.at - b.at)
    .map(({ at, other: place, length }) => ({
      start: own.origin[at] ?? 0,
      end: (own.origin[at + length - 1] ?? 0) + 1,
      otherStart: there.origin[place] ?? 0,
      otherEnd: (there.origin[place + length - 1] ?? 0) + 1,
    }));
}

/** A text without blanks, and where each of its characters stood. */
function squeezed(text: string): { words: string; origin: number[] } {
  const origin: number[] = [];
  let words = "";
  for (let at = 0; at < Math.min(text.length, MAX_TEXT); at++) {
    const character = text.charAt(at);
    if (/\s/.test(character)) continue;
    words += character;
    origin.push(at);
  }
  return { words, origin };
}
