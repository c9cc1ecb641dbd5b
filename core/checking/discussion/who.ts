// Whom a few words name: with posts, courtesy and brackets around the name, by surname and post, or by a surname alone.
import type { Lexicon } from "../../rulebook/rulebook.ts";
import { placeholdersIn } from "../placeholders.ts";
import { peopleWords } from "../structure/people-words.ts";
import { endsInPost, isPost } from "./posts.ts";

/** `known`: everybody the paper names. `met`: words that have been asked about. */
export type Persons = {
  known: ReadonlySet<string>;
  labels: ReadonlySet<string>;
  lexicon: Lexicon;
  met: Map<string, Who | undefined>;
};
/** `known`: named elsewhere in the paper or in the roster. `titled`: a surname with a post that nobody known has. */
export type Who = { name: string; known: boolean; titled?: boolean };

const LONGEST = 26;
/** 裴局, 陈工: a post of one character. */
export const SHORT_POST = /^[局总工处科队院校所站]$/;
/** 泵站凌霜: a unit before a name. */
export const UNIT_END = /[科室局处股部站队系院校所组村镇乡区县市厂矿司社会]$/;

export const squeezed = (words: string): string => words.replace(/\s/g, "");

/** The one person that the words name, with posts, courtesy and brackets around the name; undefined where they name nobody. */
export function whoIs(words: string, persons: Persons): Who | undefined {
  if (persons.met.has(words)) return persons.met.get(words);
  const who = seek(words, persons);
  persons.met.set(words, who);
  return who;
}

function seek(words: string, persons: Persons): Who | undefined {
  if (words.length > LONGEST + 14) return undefined;
  const bracket = /^([^()]*)\(([^()]{1,20})\)?([^()]*)$/.exec(words.trim());
  if (!bracket) return bare(words, persons);
  const [, before = "", inside = "", after = ""] = bracket;
  const outside = before + after;
  return (
    bare(outside, persons) ??
    (endsInPost(squeezed(outside), persons.lexicon) ? bare(inside, persons) : undefined)
  );
}

function bare(given: string, persons: Persons): Who | undefined {
  if (given.length > LONGEST) return undefined;
  const whole = squeezed(given);
  const words = whole.replace(/(?<=^..+)(?:同志|老师|教授|先生|女士)$/, "");
  if (words.length < 2) return undefined;
  if (persons.known.has(words)) return { name: words, known: true };
  if (persons.labels.has(words)) return undefined;
  for (const name of persons.known) {
    if (words.length <= name.length) continue;
    const before = words.slice(0, -name.length);
    if (words.endsWith(name) && (endsInPost(before, persons.lexicon) || UNIT_END.test(before)))
      return { name, known: true };
    if (words.startsWith(name) && endsInPost(words.slice(name.length), persons.lexicon))
      return { name, known: true };
  }
  return titled(words, persons) ?? fresh(words, persons);
}

/** 陈总工, 尤站长: the only one of that surname, or somebody without a first name. */
function titled(words: string, { known, lexicon }: Persons): Who | undefined {
  const surname = surnameOf(words, lexicon);
  const short = SHORT_POST.test(words.slice(surname.length));
  if (!short && !isTitled(words, lexicon)) return undefined;
  const same = [...known].filter((name) => name.startsWith(surname));
  if (same.length === 1 && same[0]) return { name: same[0], known: true };
  return short ? undefined : { name: words, known: false, titled: true };
}

const surnameOf = (words: string, lexicon: Lexicon): string =>
  lexicon.surnames.has(words.slice(0, 2)) ? words.slice(0, 2) : words.slice(0, 1);

/** A surname and a post, no first name. */
export function isTitled(words: string, lexicon: Lexicon): boolean {
  const surname = surnameOf(words, lexicon);
  const post = words.slice(surname.length);
  return lexicon.surnames.has(surname) && post.length >= 2 && post.length <= 5 && isPost(post, lexicon);
}

/** Somebody the paper has not named before: a whole name with a surname, perhaps behind a post. */
function fresh(words: string, persons: Persons): Who | undefined {
  if (isPost(words, persons.lexicon)) return undefined;
  for (const length of [3, 2, 4]) {
    const name = words.slice(-length);
    const before = words.slice(0, -length);
    if (
      name.length < length ||
      /讯$/.test(name) ||
      persons.labels.has(name) ||
      persons.lexicon.nameStops.has(name)
    )
      continue;
    if (before !== "" && !endsInPost(before, persons.lexicon)) continue;
    const [span] = peopleWords(name);
    if (span && span.end - span.start === name.length && (length < 4 || name.includes("·")))
      return placeholdersIn(name, persons.lexicon).length > 0 ? undefined : { name, known: false };
  }
  return undefined;
}
