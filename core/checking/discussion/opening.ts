/**
 * How a line, a cell or a sentence opens a speech, in any layout: somebody's name with or without a post, perhaps a word of
 * saying, and what parts it from the words: 柳岸： 柳岸同志—— 副所长（柳岸）讲： 柳岸说， a tab, the end of the line.
 */
import type { DiscussionRules } from "../../rulebook/rulebook.ts";
import { allMatches, hits } from "../../text/matching.ts";
import type { Span } from "../../text/normalized.ts";
import { type Persons, type Who, whoIs } from "./who.ts";

/** Where a speech may begin: at the head of a line, in a cell, behind a label, or behind a full stop. */
export type Place = "line" | "numbered" | "cell" | "label" | "sentence";
export type Opening = {
  name: string;
  known: boolean;
  /** The words before the speech: `党委书记柳岸同志小结`. */
  head: Span;
  /** Where the words begin, if they do on this line. */
  words: number;
  separator: "colon" | "dash" | "comma" | "stop" | "gap" | "end" | "verb";
  place: Place;
  /** What stands between the name and the words: 谈到, 接着讲. */
  tail: string;
};

const HEAD =
  /^(?<head>(?:[^:,。;!?、《》“”【】\t|—\n()]|\([^()\n]{1,24}\)){2,34}?)(?<sep> {0,2}(?:】?:\s?|】\s?|—{1,2}\s?|,|(?=“)|。|[\t|]|$)| {2,})/;
const WINDOW = 44;
/** A line with a role in brackets at its end is no longer than this. */
const LINE = 80;
const TAIL = 10;
/** A name with its post that stands alone on a line. */
const LONE = 14;
const SEPARATORS: Record<string, Opening["separator"]> = {
  ":": "colon",
  "】": "colon",
  "—": "dash",
  ",": "comma",
  "“": "comma",
  "。": "stop",
  "": "end",
};

/** Where to look, and what is known: `at` begins the words, `end` is the end of their line. */
type Where = {
  text: string;
  at: number;
  end: number;
  place: Place;
  persons: Persons;
  rules: DiscussionRules;
};

/** The opening that begins there, if one does. */
export function openingAt(where: Where): Opening | undefined {
  // 靳小禾（笔录）, 蔺有仓在省城，事先说过（没到）: what somebody did at the meeting, and not what was said.
  const role = /\(([^()\n]{1,8})\)\s*$/.exec(
    where.text.slice(where.at, Math.min(where.end, where.at + LINE)),
  )?.[1];
  if (role !== undefined && hits(where.rules.acting, role)) return undefined;
  return partedAt(where) ?? (where.place === "sentence" ? undefined : saidAt(where));
}

/** 蔺如海说五分队…: the verb of saying alone parts a known name from the words. */
function saidAt({ text, at, end, place, persons, rules }: Where): Opening | undefined {
  const window = text.slice(at, Math.min(end, at + 24));
  for (const verb of allMatches(rules.said, window)) {
    if (verb.index < 2 || verb.index > 14) continue;
    // 事先说过: told before, not here.
    if (window.charAt(verb.index + verb[0].length) === "过") continue;
    const who = whoIs(window.slice(0, verb.index), persons);
    if (!who?.known) continue;
    const words = at + verb.index + verb[0].length;
    return { ...who, head: { start: at, end: words }, words, separator: "verb", place, tail: verb[0] };
  }
  return undefined;
}

function partedAt({ text, at, end, place, persons, rules }: Where): Opening | undefined {
  const match = HEAD.exec(text.slice(at, Math.min(end, at + WINDOW)));
  const head = match?.groups?.head;
  if (!match || head === undefined) return undefined;
  const sign = (match.groups?.sep ?? "").trim();
  // The window may end before the line does: then nothing parts the name from the words.
  if (sign === "" && at + match[0].length === at + WINDOW && at + WINDOW < end) return undefined;
  const next = text.charAt(at + match[0].length);
  const gap = /[\t|]| {2}$/.test(match.groups?.sep ?? "") && sign.replace(/[|]/, "") === "";
  const separator = gap
    ? "gap"
    : sign === "" && next === "“"
      ? "comma"
      : (SEPARATORS[sign.charAt(0)] ?? "end");
  const opened = (who: Who, cut: number): Opening | undefined => {
    const tail = head.slice(cut).trim();
    if (separator === "end" && (cut > LONE || /[的是]/.test(head))) return undefined;
    if (!parts(tail, separator, place, who.known, rules)) return undefined;
    return {
      ...who,
      head: { start: at, end: at + head.length },
      words: at + match[0].length,
      separator,
      place,
      tail,
    };
  };
  let strange: Opening | undefined;
  for (let cut = head.length; cut >= 2 && head.length - cut <= TAIL; cut--) {
    const who = whoIs(head.slice(0, cut), persons);
    if (who?.known) return opened(who, cut);
    if (who) strange ??= opened(who, cut);
  }
  return strange;
}

/** Whether what stands behind the name lets the words be this person's speech. */
function parts(
  tail: string,
  separator: Opening["separator"],
  place: Place,
  known: boolean,
  rules: DiscussionRules,
): boolean {
  if (hits(rules.acting, tail)) return false;
  const says = hits(rules.says, tail);
  if (tail !== "" && !known && !says) return false;
  if (separator === "colon" || separator === "dash") return place !== "sentence" || tail.length <= 4;
  if (separator === "comma") return says;
  if (separator === "stop") return tail === "" && place === "numbered" && known;
  if (separator === "gap") return tail === "" || says;
  return place !== "sentence" && (says || (tail === "" && known));
}
