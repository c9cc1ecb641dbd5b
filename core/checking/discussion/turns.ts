/** Speeches that are set down one after another: who speaks stands before the words, on the line, in the cell or above. */
import type { DiscussionRules } from "../../rulebook/rulebook.ts";
import { hits } from "../../text/matching.ts";
import type { Span } from "../../text/normalized.ts";
import type { LabelHit } from "../labels.ts";
import type { Page } from "../page.ts";
import { type Opening, openingAt, type Place } from "./opening.ts";
import { endsInPost } from "./posts.ts";
import { isOwn, substanceOf } from "./substance.ts";
import { type Persons, whoIs } from "./who.ts";

/** One turn: who, and where the words stand. `lead` is the label or heading before the name. */
export type Turn = Opening & { lead: string; speech: Span };

const MOST = 200;
const ENUMERATOR =
  /^[\s(【[*●◆·\-—]{0,3}(?:(?:第?[一二三四五六七八九十\d]{1,3}[、.):]|[一二三四五六七八九十\d]{1,2}\))\s?|\d{1,2}(?=[\u4e00-\u9fff]))?/;
const LEAD = /^[^:,。;《》\n]{1,16}?(?::\s?|】:?\s?|[\t|]\s*| {2,})/;
const HEADING =
  /^[(]?(?:[一二三四五六七八九十]{1,3}[、.)]|第[一二三四五六七八九十]{1,3}[项部])[^。:]{0,22}:?$/;
const UNKNOWN_LABEL = /^[^,。:“”]{2,10}:/;
const SUMMARY_LINE = /^(?:会议|最后|散会|主持|与会|大家|全体|会上|其他|以上)/;
/** 内容：… below the speaker's name. */
const CONTENT = /^(?:发言|主要)?(?:内容|要点|摘要|观点|发言|记录)[^,。:]{0,4}:\s?(?=\S)/;
const SHORTEST = 8;
const FEWEST_BELOW = 10;
const MAX_LINES = 14;
const TITLED_LINE = 7;

/** All turns in order of place. */
export function turnsOf(
  page: Page,
  labels: readonly LabelHit[],
  persons: Persons,
  rules: DiscussionRules,
): Turn[] {
  const { text } = page;
  const found: Array<Opening & { lead: string; line: number }> = [];
  page.lines.forEach((line, number) => {
    for (const { at, place, lead } of placesOf(text, line)) {
      if (found.length >= MOST || found.some((one) => one.head.start === at)) continue;
      const opening = openingAt({ text, at, end: line.end, place, persons, rules });
      // 发言人：柳岸, with the words on the lines below; behind other labels a name is their value.
      if (opening?.separator === "end" && place === "label" && !hits(rules.speechLabel, lead)) continue;
      if (opening && !ofLabel(opening, line, labels, rules)) found.push({ ...opening, lead, line: number });
    }
  });
  found.sort((a, b) => a.head.start - b.head.start);
  const turns = found.flatMap((opening, at) => {
    const speech = speechOf(page, labels, opening, found[at + 1]?.head.start, persons, rules);
    return speech ? [{ ...opening, speech }] : [];
  });
  return turns.filter(
    (turn, at) => turn.known || vouched(page, turn, [turns[at - 1], turns[at + 1]], labels, rules),
  );
}

/** Where on a line somebody may begin to speak. */
function placesOf(text: string, line: Span): Array<{ at: number; place: Place; lead: string }> {
  const words = text.slice(line.start, line.end);
  const mark = ENUMERATOR.exec(words)?.[0] ?? "";
  const places: Array<{ at: number; place: Place; lead: string }> = [
    {
      at: line.start + mark.length,
      place: /[一二三四五六七八九十\d]/.test(mark) ? "numbered" : "line",
      lead: "",
    },
  ];
  let from = mark.length;
  for (
    let lead = LEAD.exec(words.slice(from));
    lead && places.length < 8;
    lead = LEAD.exec(words.slice(from))
  ) {
    from += lead[0].length;
    const cell = /[\t|]| {2}/.test(lead[0]);
    const label = lead[0].replace(/[:】\t|\s]+$/, "");
    places.push({ at: line.start + from, place: cell ? "cell" : "label", lead: label });
  }
  for (const stop of words.matchAll(/[。;!?”] {0,2}(?=[\u4e00-\u9fff])/g))
    if (places.length < 40)
      places.push({ at: line.start + stop.index + stop[0].length, place: "sentence", lead: "" });
  return places;
}

/** 主持人：柳岸 is a label with its value; only under 发言 a name behind a label opens a speech. */
function ofLabel(opening: Opening, line: Span, labels: readonly LabelHit[], rules: DiscussionRules): boolean {
  const own = labels.find(
    ({ value, at }) =>
      at.end <= opening.head.start && value.start <= opening.head.start && opening.head.start < value.end,
  );
  if (!own || hits(rules.speechLabel, own.label)) return false;
  // The value of a label above: `主持人` ⏎ `柳岸` ⏎ `发言` …
  if (opening.separator === "end") return true;
  return own.at.start >= line.start && opening.separator === "gap";
}

/** The words of a turn, to the next turn, label or heading; undefined where there are none to speak of. */
function speechOf(
  page: Page,
  labels: readonly LabelHit[],
  opening: Opening & { line: number },
  next: number | undefined,
  persons: Persons,
  rules: DiscussionRules,
): Span | undefined {
  const { text, lines } = page;
  const until = next ?? text.length;
  let { words: start } = opening;
  let line = opening.line;
  const own = lines[line];
  if (!own) return undefined;
  if (opening.separator === "gap") start = pastPost(text, start, own.end, persons);
  let end = Math.min(own.end, until);
  if (opening.separator === "end") {
    const below = firstBelow(page, line, labels, persons, rules);
    if (below === undefined || (lines[below]?.start ?? until) >= until) return undefined;
    line = below;
    const words = lines[below];
    if (!words) return undefined;
    start = words.start + (CONTENT.exec(text.slice(words.start, words.end))?.[0].length ?? 0);
    end = Math.min(words.end, until);
  }
  // What runs on in a sentence ends with its line.
  const lasts = opening.separator === "comma" || opening.separator === "verb" ? 1 : MAX_LINES;
  for (let below = line + 1; below < Math.min(lines.length, line + lasts); below++) {
    const span = lines[below];
    if (!span || span.start >= until || ends(text, span, labels, rules)) break;
    end = Math.min(span.end, until);
  }
  const cell = opening.separator === "gap" ? text.slice(start, end).search(/ ?[|\t]/) : -1;
  if (cell >= SHORTEST) end = start + cell;
  while (end > start && /[\s|]/.test(text.charAt(end - 1))) end--;
  const said = text.slice(start, end);
  if (said.replace(/\s/g, "").length < SHORTEST) return undefined;
  return isList(said, opening, persons) ? undefined : { start, end };
}

/** 柳岸 | 副所长 | 我分管…: the post between name and words. */
function pastPost(text: string, start: number, end: number, persons: Persons): number {
  const cell = /^[\s|]*([^|\t\n,。]{2,14}?)(?:[\t|]\s*| {2,})/.exec(text.slice(start, end));
  return cell && endsInPost((cell[1] ?? "").trim(), persons.lexicon) ? start + cell[0].length : start;
}

/** The first line of speech below a name that stands alone: past its post and the label 发言内容. */
function firstBelow(
  page: Page,
  line: number,
  labels: readonly LabelHit[],
  persons: Persons,
  rules: DiscussionRules,
): number | undefined {
  for (let below = line + 1; below <= line + 3; below++) {
    const span = page.lines[below];
    if (!span) return undefined;
    const words = page.text.slice(span.start, span.end);
    const bare = words.replace(/\s/g, "");
    if (
      bare.length <= 12 &&
      (endsInPost(bare, persons.lexicon) || (hits(rules.speechLabel, bare) && !whoIs(bare, persons)))
    )
      continue;
    if (CONTENT.test(words)) return below;
    if (bare.length < FEWEST_BELOW || UNKNOWN_LABEL.test(words) || HEADING.test(words)) return undefined;
    return labels.some(({ at, label }) => at.start === span.start && !hits(rules.speechLabel, label))
      ? undefined
      : below;
  }
  return undefined;
}

/** A line that ends the speech above it. */
function ends(text: string, line: Span, labels: readonly LabelHit[], rules: DiscussionRules): boolean {
  const words = text.slice(line.start, line.end);
  if (words.replace(/\s/g, "").length <= TITLED_LINE && !/[。!?]$/.test(words)) return true;
  if (HEADING.test(words) || UNKNOWN_LABEL.test(words) || SUMMARY_LINE.test(words) || /^[|]/.test(words))
    return true;
  if (hits(rules.summary, words.slice(0, 12)) || hits(rules.requirement, words.slice(0, 30))) return true;
  return labels.some(({ at }) => at.start >= line.start && at.start <= line.start + 4);
}

/** Names, posts and signatures beside a name are no speech. */
function isList(said: string, opening: Opening, persons: Persons): boolean {
  const tokens = said.split(/[、,;\s|()]+/).filter((token) => token !== "");
  const named = tokens.filter(
    (token) => persons.known.has(token) || endsInPost(token, persons.lexicon),
  ).length;
  if (named * 2 >= tokens.length && tokens.length > 1) return true;
  return opening.separator === "gap" && !/[,。;]/.test(said.split("\n")[0] ?? "");
}

/** Somebody the paper names nowhere else: speaks where others do, under 发言, with a word of saying, or says something of their own. */
function vouched(
  page: Page,
  turn: Turn,
  beside: ReadonlyArray<Turn | undefined>,
  labels: readonly LabelHit[],
  rules: DiscussionRules,
): boolean {
  if (turn.place === "sentence" || turn.separator === "gap") return false;
  if (hits(rules.says, turn.tail) || hits(rules.speechLabel, turn.lead)) return true;
  const label = labels.findLast(({ at }) => at.start < turn.head.start);
  if (label && hits(rules.speechLabel, label.label)) return true;
  if (beside.some((other) => other?.known === true)) return true;
  return turn.lead === "" && isOwn(substanceOf(page.text.slice(turn.speech.start, turn.speech.end), rules));
}
