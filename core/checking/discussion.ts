// How deep the discussion went, D0 to D3 (domain.md §5.1), and who spoke. All words come from the rulebook.
import type { DiscussionRules, Lexicon, Rulebook } from "../rulebook/rulebook.ts";
import { allMatches, hits } from "../text/matching.ts";
import type { Span } from "../text/normalized.ts";
import { personsOf } from "./discussion/persons.ts";
import { possibleSpeech, tooShort } from "./discussion/possible.ts";
import { isOwn, type Substance, substanceOf } from "./discussion/substance.ts";
import { LEADING, toldIn } from "./discussion/told.ts";
import { type Turn, turnsOf } from "./discussion/turns.ts";
import { type Persons, whoIs } from "./discussion/who.ts";
import type { Grade } from "./examination.ts";
import type { LabelHit } from "./labels.ts";
import type { Page } from "./page.ts";
import { placeholdersIn } from "./placeholders.ts";

/**
 * What one person contributed. `words` is what they said, where the text gives it; `substance` what it is worth. `known`: the
 * paper names this person elsewhere, or the roster does.
 */
export type Speech = {
  name: string;
  at: Span;
  words?: Span;
  substance?: Substance;
  summary: boolean;
  known: boolean;
  /** Set down as a speech, not told in a sentence. */
  setDown: boolean;
};

export type Discussion = {
  grade: Grade;
  /** False where less was recognised than words stand there that could be a discussion. */
  sure: boolean;
  /** The passage the grade rests on; where there is doubt, the words that could be a speech. */
  evidence?: Span;
  speeches: Speech[];
  /** A speaker line that names nobody: 某副局长：… */
  placeholder?: Speech;
};

/** What is known of the paper before anybody is heard. */
export type Hearing = {
  page: Page;
  rulebook: Rulebook;
  labels: readonly LabelHit[];
  /** Words that are labels of a form, never names. */
  notNames: ReadonlySet<string>;
  roster: readonly string[];
  /** Elements whose labels stand before people. */
  people: ReadonlySet<string>;
};

/** Hears everybody and grades the discussion of a session's report. */
export function analyse(hearing: Hearing): Discussion {
  const { page, rulebook } = hearing;
  const lists = hearing.labels
    .filter(({ elements }) => elements.some((id) => hearing.people.has(id)))
    .map(({ value }) => value);
  const persons = personsOf(page, hearing.roster, hearing.notNames, rulebook.lexicon, lists);
  return graded(hearing, merge(heard(hearing, persons)), placeholderLine(page, rulebook.discussion));
}

/** The same discussion once it is known who presided: the host sums up, so the host alone is no discussion. */
export const presidedBy = (
  host: string,
  { speeches, placeholder }: Discussion,
  hearing: Hearing,
): Discussion =>
  graded(
    hearing,
    speeches.map((speech) => ({ ...speech, summary: speech.summary || speech.name === host })),
    placeholder,
  );

function graded(
  { page, rulebook, labels }: Hearing,
  speeches: Speech[],
  placeholder: Speech | undefined,
): Discussion {
  const rules = rulebook.discussion;
  const own = speeches.filter((speech) => !speech.summary);
  const found = (grade: Grade, evidence: Span | undefined, sure = true): Discussion => ({
    grade,
    sure,
    evidence,
    speeches,
    placeholder,
  });
  const concrete = own.filter(({ substance }) => isOwn(substance));
  if (concrete.length >= rules.fewest) return found("D3", concrete[0]?.at);
  const possible = possibleSpeech(
    page,
    labels,
    rules,
    speeches.map(({ at }) => at),
  );
  const [first] = own;
  if (first) {
    const empty = own.filter(({ substance }) => substance === "hollow" || substance === "plain");
    const phrases = own.filter(({ substance }) => substance === "hollow");
    const hollow = empty.length === own.length && phrases.length * 2 >= own.length;
    return found(hollow ? "D1" : "D2", first.at, possible === undefined);
  }
  const together = page.sentences.find((span) =>
    workedTogether(page.masked.slice(span.start, span.end), rules),
  );
  const collective = sentence(page, rules.collective, rules) ?? together;
  if (collective) return found("D2", collective);
  const formula = sentence(page, rules.formula, rules);
  const lecture = page.sentences.some((span) => hits(rules.lecture, page.masked.slice(span.start, span.end)));
  if (formula && !lecture) return found("D1", formula, possible === undefined);
  return found("D0", possible, possible === undefined && !lecture && !tooShort(page));
}

/** Everybody who is set down as speaking; where fewer than two are, those of whom running sentences tell, and a list of names. */
function heard({ page, rulebook, labels }: Hearing, persons: Persons): Speech[] {
  const rules = rulebook.discussion;
  const worth = (words: Span): Substance => substanceOf(page.text.slice(words.start, words.end), rules);
  const turns = turnsOf(page, labels, persons, rules);
  const setDown = turns.map(
    (turn): Speech => ({
      name: turn.name,
      at: { start: turn.head.start, end: turn.speech.end },
      words: turn.speech,
      substance: worth(turn.speech),
      summary: hits(rules.summary, turn.lead) || hits(rules.summary, turn.tail) || leads(turn),
      known: turn.known,
      setDown: true,
    }),
  );
  if (setDown.filter(({ summary }) => !summary).length >= rules.fewest) return setDown;
  const free = page.sentences.filter(
    (span) => !setDown.some(({ at }) => at.start < span.end && span.start < at.end),
  );
  const told = toldIn(page, free, persons, rules).map(({ name, at, words, summary }): Speech => {
    const said = words && words.end > words.start ? words : undefined;
    const content = said !== undefined && /[\u4e00-\u9fff]{4}/.test(page.text.slice(said.start, said.end));
    return {
      name,
      at,
      ...(content && { words: said, substance: worth(said) }),
      summary,
      known: persons.known.has(name),
      setDown: false,
    };
  });
  return [...setDown, ...told, ...listed(page, persons)];
}

/** 柳岸指出，…: in running text that is a leader's word. */
const leads = ({ separator, tail }: Turn): boolean =>
  (separator === "comma" || separator === "verb") && LEADING.test(tail);

/** 发言人：柳岸、梅岭: names under a label, and nothing of what they said. */
function listed(page: Page, persons: Persons): Speech[] {
  return allMatches(SPEAKERS, page.text).flatMap((match) => {
    const words = match.groups?.names ?? "";
    const tokens = words.split(/[、,; \t|。]+/).filter((token) => token !== "");
    const people = tokens.flatMap((token) => whoIs(token, persons) ?? []);
    if (people.length * 2 <= tokens.length) return [];
    const start = match.indices?.groups?.names?.[0] ?? match.index;
    const at = { start, end: start + words.length };
    return people.map(({ name, known }): Speech => ({ name, at, summary: false, known, setDown: true }));
  });
}

const SPEAKERS =
  /(?:^|[\n\t|])[^\n:\t|]{0,6}发言(?:人员?|者|同志|名单)[ \t|]{0,4}(?::\s{0,2}|\n|\t|\| ?)(?<names>[^\n。]{2,120})/dg;

/** 大家就…讨论，提出…: everybody discussed, and what they discussed holds facts. Business that was passed is none of it. */
const workedTogether = (words: string, rules: DiscussionRules): boolean =>
  !hits(rules.requirement, words) &&
  allMatches(rules.together, words).some(({ index }) => {
    const rest = words.slice(index);
    return hits(rules.discussed, rest) && !hits(rules.item, rest) && substanceOf(rest, rules) === "fact";
  });

const RANK: Record<Substance, number> = { fact: 4, told: 3, plain: 2, hollow: 1 };
const rank = (speech: Speech): number =>
  (speech.summary ? 0 : 5) + (speech.substance ? RANK[speech.substance] : 0);

/** One entry a person, in order of the first place: what they contributed best. */
function merge(speeches: readonly Speech[]): Speech[] {
  const byName = new Map<string, Speech>();
  for (const speech of speeches) {
    const known = byName.get(speech.name);
    if (!known || rank(speech) > rank(known)) byName.set(speech.name, speech);
  }
  return [...byName.values()];
}

function placeholderLine(page: Page, rules: DiscussionRules): Speech | undefined {
  for (const match of allMatches(rules.placeholderSpeaker, page.text)) {
    const words = match.indices?.groups?.words;
    return {
      name: "",
      at: { start: match.index, end: match.index + match[0].length },
      words: words && { start: words[0], end: words[1] },
      summary: false,
      known: false,
      setDown: true,
    };
  }
  return undefined;
}

function sentence(page: Page, regex: RegExp, rules: DiscussionRules): Span | undefined {
  return page.sentences.find((span) => {
    const words = page.masked.slice(span.start, span.end);
    return hits(regex, words) && !hits(rules.requirement, words);
  });
}

/** How much of the words is placeholders, 0 to 1. */
export const formShare = (words: string, lexicon: Lexicon): number =>
  placeholdersIn(words, lexicon).reduce((sum, { start, end }) => sum + end - start, 0) /
  Math.max(1, words.length);
