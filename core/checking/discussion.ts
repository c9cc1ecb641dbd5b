// How deep the discussion went, D0 to D3 (domain.md §5.1), and who spoke. All words come from the rulebook.
import type { DiscussionRules, Lexicon, Rulebook } from "../rulebook/rulebook.ts";
import { allMatches, firstMatch, hits } from "../text/matching.ts";
import type { Span } from "../text/normalized.ts";
import type { Grade } from "./examination.ts";
import { type Person, peopleIn } from "./names.ts";
import type { Page } from "./page.ts";
import { placeholdersIn } from "./placeholders.ts";

/** What one person contributed. `words` is what they said, where the text gives it. */
export type Speech = { name: string; at: Span; words?: Span; concrete: boolean; summary: boolean };

export type Discussion = {
  grade: Grade;
  /** The passage the grade rests on. */
  evidence?: Span;
  speeches: Speech[];
  /** A speaker line that names nobody: 某副局长：… */
  placeholder?: Speech;
};

const MAX_SPEECHES = 200;

/** Grades the discussion of a session's report. `host` speaks last and only sums up, so the host alone is no discussion. */
export function analyse(
  page: Page,
  rulebook: Rulebook,
  notNames: ReadonlySet<string>,
  host: string | undefined,
): Discussion {
  const rules = rulebook.discussion;
  const { lexicon } = rulebook;
  const lines = spokenLines(page, rules, lexicon, notNames);
  const prose = lines.length > 0 ? [] : reported(page, rules, lexicon);
  const speeches = merge([...lines, ...prose]).map((speech) => ({
    ...speech,
    summary: speech.summary || speech.name === host,
  }));
  const placeholder = placeholderLine(page, rules);
  const own = speeches.filter((speech) => !speech.summary);
  const concrete = own.filter((speech) => speech.concrete);
  const found = (grade: Grade, evidence: Span | undefined): Discussion => ({
    grade,
    evidence,
    speeches,
    placeholder,
  });
  if (concrete.length >= rules.fewest) return found("D3", concrete[0]?.at);
  if (own.length > 0) return found("D2", own[0]?.at);
  const collective = sentence(page, rules.collective, rules);
  if (collective) return found("D2", collective);
  const formula = sentence(page, rules.formula, rules);
  const lecture = page.sentences.some((span) => hits(rules.lecture, page.masked.slice(span.start, span.end)));
  if (formula && !lecture) return found("D1", formula);
  return found("D0", undefined);
}

/** `梅岭：…`, `陶然——…`: one line begins a speech that runs to the next speaker, label or heading. */
function spokenLines(
  page: Page,
  rules: DiscussionRules,
  lexicon: Lexicon,
  notNames: ReadonlySet<string>,
): Speech[] {
  const speeches: Speech[] = [];
  for (const match of allMatches(rules.speakerLine, page.text)) {
    const who = match.groups?.who ?? "";
    const words = match.indices?.groups?.words;
    if (!words || notNames.has(who.replace(/\s/g, "")) || speeches.length >= MAX_SPEECHES) continue;
    const [person] = peopleIn(who, lexicon, false);
    if (!person) continue;
    const span = { start: words[0], end: words[1] };
    const head = page.text.slice(match.index, span.start);
    speeches.push({
      name: person.name,
      at: { start: match.indices?.groups?.who?.[0] ?? match.index, end: span.end },
      words: span,
      concrete: isConcrete(page.text.slice(span.start, span.end), rules),
      summary: hits(rules.summary, head),
    });
  }
  return speeches;
}

const isConcrete = (words: string, rules: DiscussionRules): boolean =>
  words.replace(/\s/g, "").length >= rules.shortest && hits(rules.concrete, words);

const CLAUSE_HEAD =
  /围绕|结合|分别|[就以从对在把]|首先|依次|先后|随后|接着|作了?|进行|同志|[两三四五六七八九十]位|等|谈|提出|交流|[:]/;

/** `X、Y围绕…作重点发言`, `X提出…`: people and verbs in running sentences. */
function reported(page: Page, rules: DiscussionRules, lexicon: Lexicon): Speech[] {
  const speeches: Speech[] = [];
  let speakers: Person[] = [];
  for (const span of page.sentences) {
    if (speeches.length >= MAX_SPEECHES) break;
    const words = page.masked.slice(span.start, span.end);
    if (hits(rules.requirement, words)) continue;
    const verb = firstMatch(rules.spoke, words);
    const before = verb ? named(words.slice(0, verb.index + verb[0].length), lexicon) : [];
    const told = tellers(words, rules, lexicon);
    const people = before.length > 0 ? before : told;
    const reading = hits(rules.reading, words) && !verb;
    if (reading || people.length === 0) {
      const goesOn = speakers.length > 0 && /^[他她](?:还|们)?/.test(words);
      if (goesOn)
        for (const person of speakers)
          raise(speeches, person.name, page.text.slice(span.start, span.end), rules);
      continue;
    }
    speakers = people;
    const tail = page.text.slice(span.start + (verb ? verb.index + verb[0].length : 0), span.end);
    for (const person of people) {
      const own = told.some((teller) => teller.name === person.name) || people.length === 1;
      const concrete = own && isConcrete(tail, rules);
      speeches.push({
        name: person.name,
        at: { start: span.start, end: span.end },
        ...(concrete && { words: { start: span.end - tail.length, end: span.end } }),
        concrete,
        summary: hits(rules.summary, words),
      });
    }
  }
  return speeches;
}

function raise(speeches: Speech[], name: string, words: string, rules: DiscussionRules): void {
  const last = speeches.findLast((speech) => speech.name === name);
  if (last && isConcrete(words, rules)) last.concrete = true;
}

/** Persons at the head of a clause: cut at the first word that cannot belong to a name list. */
function named(words: string, lexicon: Lexicon): Person[] {
  return words.split(/[,;:]/).flatMap((clause) => {
    const head = clause.split(CLAUSE_HEAD)[0] ?? "";
    return peopleIn(head.replace(/^(?:会上|会议上|其中|研讨中|最后|之后|期间)/, ""), lexicon, true);
  });
}

/** `陶然提出…`: a name directly before a verb of saying. */
function tellers(words: string, rules: DiscussionRules, lexicon: Lexicon): Person[] {
  const people: Person[] = [];
  for (const clause of words.split(/[,;:]/)) {
    const verb = firstMatch(rules.said, clause);
    if (!verb || verb.index > 24) continue;
    people.push(...peopleIn(clause.slice(0, verb.index).replace(/同志$/, ""), lexicon, true));
  }
  return people;
}

/** One entry a person: the concrete one wins. */
function merge(speeches: Speech[]): Speech[] {
  const byName = new Map<string, Speech>();
  for (const speech of speeches) {
    const known = byName.get(speech.name);
    if (!known || (known.summary && !speech.summary)) byName.set(speech.name, speech);
    else if (speech.concrete && !known.concrete && speech.summary === known.summary)
      byName.set(speech.name, { ...known, concrete: true });
  }
  return [...byName.values()];
}

function placeholderLine(page: Page, rules: DiscussionRules): Speech | undefined {
  for (const match of allMatches(rules.placeholderSpeaker, page.text)) {
    const words = match.indices?.groups?.words;
    const at = { start: match.index, end: match.index + match[0].length };
    return {
      name: "",
      at,
      words: words && { start: words[0], end: words[1] },
      concrete: false,
      summary: false,
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

/** True when the words hold a placeholder. */
export const isForm = (words: string, lexicon: Lexicon): boolean => placeholdersIn(words, lexicon).length > 0;
