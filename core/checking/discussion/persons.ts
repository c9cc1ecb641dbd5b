/**
 * The persons of a paper: who is known in it, and whom a few words name. A person of the roster, of a list or beside a post is
 * known everywhere in the paper; 陈总工 is the one 陈 among them.
 */
import type { Lexicon } from "../../rulebook/rulebook.ts";
import { allMatches, hits } from "../../text/matching.ts";
import type { Span } from "../../text/normalized.ts";
import { peopleIn } from "../names.ts";
import type { Page } from "../page.ts";
import { entitiesIn } from "../structure/entities.ts";
import { afterLastPost, beginsWithPost, endsInPost, isPost } from "./posts.ts";
import { isTitled, type Persons, SHORT_POST, squeezed } from "./who.ts";

const MOST = 200;

/** Everybody a paper names; `lists` are the values of labels for people. A word that only ever stands before a colon may be a label: it is not known by that. */
export function personsOf(
  page: Page,
  roster: readonly string[],
  labels: ReadonlySet<string>,
  lexicon: Lexicon,
  lists: readonly Span[] = [],
): Persons {
  const { text } = page;
  const known = new Set(roster.map(squeezed));
  const add = (words: string): void => {
    // 桑吉说: a verb of one character is no part of the name.
    const name = squeezed(words).replace(/(?<=^..)[说讲谈道]$/, "");
    const word = labels.has(name) || lexicon.nameStops.has(name) || hits(lexicon.leadersRegex, name);
    if (
      known.size < MOST &&
      !word &&
      !NO_NAME.test(name) &&
      !isTitled(name, lexicon) &&
      !isPost(name, lexicon)
    )
      known.add(name);
  };
  for (const { start, end } of lists)
    for (const name of underLabel(text.slice(start, end), lexicon)) add(name);
  for (const { kind, start, end } of entitiesIn(text, roster)) {
    if (kind !== "P" || beforeColon(text, start, end) || insidePost(text, start, end, lexicon)) continue;
    const name = squeezed(text.slice(start, end));
    // 武装部长 is a post, 柳岸部长 a person whom the paper names without the post too.
    if (name.length === 2 && beforePost(text, end, lexicon) && !standsAlone(text, name, lexicon)) continue;
    add(name);
  }
  for (const { index } of allMatches(ATTENDING, text)) {
    const before =
      text
        .slice(Math.max(0, index - MAX_BEFORE), index)
        .split(/[,。;:\n]/)
        .at(-1) ?? "";
    for (const name of attending(before, known, lexicon)) add(name);
  }
  for (const match of allMatches(BESIDE_POST, text))
    if (endsInPost(match[2] ?? "", lexicon)) add(match[1] ?? "");
  // 慕容白先 says what 慕容白 says.
  for (const name of known) if (ADVERB.test(name) && known.has(name.slice(0, -1))) known.delete(name);
  // 裴局 beside 裴小舟 is the same person.
  for (const name of known)
    if (SHORT_POST.test(name.slice(1)) && [...known].some((other) => other !== name && other[0] === name[0]))
      known.delete(name);
  return { known, labels, lexicon, met: new Map() };
}

const ADVERB = /^.{2,3}[先也还又就都便再才却则]$/;
/** 出席：段干子仪、侬文彬、贡嘎次仁: among names a word of four characters is one too. */
function underLabel(list: string, lexicon: Lexicon): string[] {
  const names = peopleIn(list, lexicon, false).map(({ name }) => name);
  const long = list
    .split(/[、,;\s]+/)
    .filter((token) => /^[\u4e00-\u9fff]{4}$/.test(token) && !isPost(token, lexicon));
  return names.length > long.length ? [...names, ...long] : names;
}

/** 党组成员弦歌、简书、墨林参加: a list in running text. */
const ATTENDING = /参加|出席|到会|参会|列席|在座|围坐|到齐/g;
const MAX_BEFORE = 90;

/** The names of such a list, if one of them is surely a name. */
function attending(list: string, known: ReadonlySet<string>, lexicon: Lexicon): string[] {
  const names = list
    .replace(/\([^()]*\)|等?(?:同志)?$/g, "")
    .split("、")
    .map((token) => token.slice(afterLastPost(token, lexicon)))
    .filter((token) => /^[\u4e00-\u9fff]{2,3}$/.test(token));
  return names.length > 1 && names.some((name) => known.has(name)) ? names : [];
}

const beforePost = (text: string, end: number, lexicon: Lexicon): boolean =>
  beginsWithPost(text.slice(end, end + 6), lexicon);

function standsAlone(text: string, name: string, lexicon: Lexicon): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
    if (!beforePost(text, at + name.length, lexicon)) return true;
  return false;
}

/** Function words, units and words of meetings are no names, whatever company they keep. */
export const NO_NAME =
  /[的了啥谁哪么吗]|^.{2,}[科室局处股部站队系院校所组村镇乡委会]$|^党[委组校支总群政建员工]|成员|领导|干部|部门|单位|负责|大家|会议|人员|班子|中心|学习|支部|各|全体|研讨|发言|工作|问题|思想|理论|主持|记录|讯$|^[一二三四五六七八九十百]{2}|^.$/;
/** 尔肯 副局长, 嵇云开(支队长): a name with its post in a list, whatever its surname. */
const BESIDE_POST =
  /(?<=^|[\n、,;:\t|])[ ]?([\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff]{1,8})(?: {1,4}|\t|[(])([\u4e00-\u9fff、]{2,16})(?=[)\n\t、,;]|$)/g;

/** 程师 of 总工程师 is nobody. */
const insidePost = (text: string, start: number, end: number, lexicon: Lexicon): boolean =>
  [1, 2, 3].some((more) => isPost(text.slice(Math.max(0, start - more), end), lexicon) && start >= more);

/** The first word of a line, with a colon behind it. */
const beforeColon = (text: string, start: number, end: number): boolean =>
  /^ {0,2}(?::|讲:|说:)/.test(text.slice(end, end + 4)) &&
  /(?:^|[\n\t|])[^\n\t|:]{0,8}$/.test(text.slice(Math.max(0, start - 9), start));
