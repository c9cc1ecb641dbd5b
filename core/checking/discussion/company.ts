/**
 * The company of a paper: who is known in it, and whom a few words name. A person of the roster, of a list or beside a post is
 * known everywhere in the paper; 陈总工 is the one 陈 among them.
 */
import type { Lexicon } from "../../rulebook/rulebook.ts";
import { allMatches, firstMatch, hits } from "../../text/matching.ts";
import type { Page } from "../page.ts";
import { placeholdersIn } from "../placeholders.ts";
import { entitiesIn } from "../structure/entities.ts";
import { peopleWords } from "../structure/people-words.ts";

export type Company = { known: ReadonlySet<string>; labels: ReadonlySet<string>; lexicon: Lexicon };
/** `known`: named elsewhere in the paper or in the roster. `titled`: a surname with a post that nobody known has. */
export type Who = { name: string; known: boolean; titled?: boolean };

const MOST = 200;
const LONGEST = 26;
const squeezed = (words: string): string => words.replace(/\s/g, "");

/** Everybody a paper names. A word that only ever stands before a colon may be a label: it is not known by that. */
export function companyOf(
  page: Page,
  roster: readonly string[],
  labels: ReadonlySet<string>,
  lexicon: Lexicon,
): Company {
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
  for (const { kind, start, end } of entitiesIn(text, roster)) {
    if (kind !== "P" || beforeColon(text, start, end) || insidePost(text, start, end, lexicon)) continue;
    const name = squeezed(text.slice(start, end));
    // 武装部长 is a post, 柳岸部长 a person whom the paper names without the post too.
    if (name.length === 2 && beforePost(text, end, lexicon) && !standsAlone(text, name, lexicon)) continue;
    add(name);
  }
  for (const match of allMatches(ATTENDING, text))
    for (const name of attending(match[1] ?? "", known, lexicon)) add(name);
  for (const match of allMatches(BESIDE_POST, text))
    if (endsInPost(match[2] ?? "", { known, labels, lexicon })) add(match[1] ?? "");
  // 慕容白先 says what 慕容白 says.
  for (const name of known) if (ADVERB.test(name) && known.has(name.slice(0, -1))) known.delete(name);
  // 裴局 beside 裴小舟 is the same person.
  for (const name of known)
    if (SHORT_POST.test(name.slice(1)) && [...known].some((other) => other !== name && other[0] === name[0]))
      known.delete(name);
  return { known, labels, lexicon };
}

const ADVERB = /^.{2,3}[先也还又就都便再才却则]$/;
/** 党组成员弦歌、简书、墨林参加: a list in running text. */
const ATTENDING =
  /([\u4e00-\u9fff·、()]{5,90}?)(?:等?(?:同志)?(?:参加|出席|到会|参会|列席|在座)|(?:围坐|到齐))/g;

/** The names of such a list, if one of them is surely a name. */
function attending(list: string, known: ReadonlySet<string>, lexicon: Lexicon): string[] {
  const names = list
    .replace(/\([^()]*\)/g, "")
    .split("、")
    .map((token) => {
      const last = allMatches(lexicon.post, token).at(-1);
      return last ? token.slice(last.index + last[0].length) : token;
    })
    .filter((token) => /^[\u4e00-\u9fff]{2,3}$/.test(token));
  return names.length > 1 && names.some((name) => known.has(name)) ? names : [];
}

const beforePost = (text: string, end: number, { post }: Lexicon): boolean =>
  firstMatch(post, text.slice(end, end + 4))?.index === 0;

function standsAlone(text: string, name: string, lexicon: Lexicon): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
    if (!beforePost(text, at + name.length, lexicon)) return true;
  return false;
}

/** 裴局, 陈工: a post of one character. */
const SHORT_POST = /^[局总工处科队院校所站]$/;
/** 泵站凌霜: a unit before a name. */
const UNIT_END = /[科室局处股部站队系院校所组村镇乡区县市厂矿司社会]$/;

/** Function words, units and words of meetings are no names, whatever company they keep. */
export const NO_NAME =
  /[的了啥谁哪么吗]|^.{2,}[科室局处股部站队系院校所组村镇乡委会]$|^党[委组校支总群政建员工]|成员|领导|干部|部门|单位|负责|大家|会议|人员|班子|中心|学习|支部|各|全体|研讨|发言|工作|问题|思想|理论|主持|记录|讯$|^[一二三四五六七八九十百]{2}|^.$/;
/** 尔肯 副局长, 嵇云开(支队长): a name with its post in a list, whatever its surname. */
const BESIDE_POST =
  /(?<=^|[\n、,;:\t|])[ ]?([\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff]{1,8})(?: {1,4}|\t|[(])([\u4e00-\u9fff、]{2,16})(?=[)\n\t、,;]|$)/g;

/** 程师 of 总工程师 is nobody. */
const insidePost = (text: string, start: number, end: number, { post }: Lexicon): boolean =>
  allMatches(post, text.slice(Math.max(0, start - 3), end)).some(
    ({ index, 0: words }) =>
      index + words.length === end - Math.max(0, start - 3) && words.length > end - start,
  );

/** The first word of a line, with a colon behind it. */
const beforeColon = (text: string, start: number, end: number): boolean =>
  /^ {0,2}(?::|讲:|说:)/.test(text.slice(end, end + 4)) &&
  /(?:^|[\n\t|])[^\n\t|:]{0,8}$/.test(text.slice(Math.max(0, start - 9), start));

/** The one person that the words name, with posts, courtesy and brackets around the name; undefined where they name nobody. */
export function whoIs(words: string, company: Company): Who | undefined {
  if (words.length > LONGEST + 14) return undefined;
  const bracket = /^([^()]*)\(([^()]{1,20})\)?([^()]*)$/.exec(words.trim());
  if (!bracket) return bare(words, company);
  const [, before = "", inside = "", after = ""] = bracket;
  const outside = before + after;
  return (
    bare(outside, company) ?? (endsInPost(squeezed(outside), company) ? bare(inside, company) : undefined)
  );
}

function bare(given: string, company: Company): Who | undefined {
  if (given.length > LONGEST) return undefined;
  const whole = squeezed(given);
  const words = whole.replace(/(?<=^..+)(?:同志|老师|教授|先生|女士)$/, "");
  if (words.length < 2 || placeholdersIn(words, company.lexicon).length > 0) return undefined;
  if (company.known.has(words)) return { name: words, known: true };
  if (company.labels.has(words)) return undefined;
  for (const name of company.known) {
    if (words.length <= name.length) continue;
    const before = words.slice(0, -name.length);
    if (words.endsWith(name) && (endsInPost(before, company) || UNIT_END.test(before)))
      return { name, known: true };
    if (words.startsWith(name) && endsInPost(words.slice(name.length), company)) return { name, known: true };
  }
  return titled(words, company) ?? fresh(words, company);
}

/** 陈总工, 尤站长: the only one of that surname, or somebody without a first name. */
function titled(words: string, { known, lexicon }: Company): Who | undefined {
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
function isTitled(words: string, lexicon: Lexicon): boolean {
  const surname = surnameOf(words, lexicon);
  const post = words.slice(surname.length);
  return lexicon.surnames.has(surname) && post.length >= 2 && post.length <= 5 && isPost(post, lexicon);
}

/** Somebody the paper has not named before: a whole name with a surname, perhaps behind a post. */
function fresh(words: string, company: Company): Who | undefined {
  if (isPost(words, company.lexicon)) return undefined;
  for (const length of [3, 2, 4]) {
    const name = words.slice(-length);
    const before = words.slice(0, -length);
    if (name.length < length || company.labels.has(name) || company.lexicon.nameStops.has(name)) continue;
    if (before !== "" && !endsInPost(before, company)) continue;
    const [span] = peopleWords(name);
    if (span && span.end - span.start === name.length && (length < 4 || name.includes("·")))
      return { name, known: false };
  }
  return undefined;
}

/** The words end in a post (计划科科长), or there are none. */
export function endsInPost(words: string, { lexicon }: Company): boolean {
  const bare = words.replace(/[\s、,:]+$/, "");
  if (bare === "" || /(?:总工|同志|代表)$/.test(bare)) return true;
  const last = allMatches(lexicon.post, bare).at(-1);
  return last !== undefined && last.index + last[0].length === bare.length;
}

function isPost(words: string, lexicon: Lexicon): boolean {
  if (/^(?:总工|老师|大夫|院士)$/.test(words)) return true;
  if (/[科股室部处]$/.test(words)) return false;
  const all = allMatches(lexicon.post, words);
  const [first] = all;
  const last = all.at(-1);
  return (
    first !== undefined &&
    last !== undefined &&
    first.index <= 1 &&
    last.index + last[0].length === words.length
  );
}
