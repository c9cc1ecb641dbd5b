// Personal names in running text and lists: posts and words of courtesy cut off, collectives told apart (domain.md §4.5).
import type { Lexicon } from "../rulebook/rulebook.ts";
import { allMatches, firstMatch } from "../text/matching.ts";

/** A person named in a text; positions count from the start of the text given. */
export type Person = { name: string; start: number; end: number };

const DIVIDER = /[、,;\t|/\n]|\s+/;
const COURTESY = /(?:等?(?:[一二两三四五六七八九十\d]{1,2}[名位])?(?:同志|老师|教授|等人|等|主持)|\s*\(.*)$/;
const NAME = /^(?:[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff]{1,8})$/;
const COLLECTIVE =
  /全体|成员|各|所有|部门|单位|科室|负责人|干部|党员|领导|人员|班子|有关|相关|同志|代表|以上|会议|支部|机关|[党学政]|第|以及|中心|工作|加强|落实/;

const MAX_PEOPLE = 200;

/** The persons a list names, in order. `strict` asks for a known surname (running text). */
export function peopleIn(words: string, lexicon: Lexicon, strict: boolean): Person[] {
  const people: Person[] = [];
  const bare = words.replace(/\([^()]*\)/g, (inner) => "、".repeat(inner.length));
  const tokens = joinPadded(tokensOf(bare), lexicon);
  for (const token of tokens) {
    if (people.length >= MAX_PEOPLE) break;
    const person = personIn(token, lexicon, strict);
    if (person) people.push(person);
  }
  return people;
}

type Token = { text: string; start: number; padded: boolean };

function tokensOf(words: string): Token[] {
  const tokens: Token[] = [];
  let start = 0;
  const push = (end: number, padded: boolean): void => {
    if (end > start) tokens.push({ text: words.slice(start, end), start, padded });
  };
  for (let at = 0; at <= words.length; at++) {
    const character = words.charAt(at);
    if (at < words.length && !DIVIDER.test(character) && !joins(words, at)) continue;
    push(at, character === " ");
    start = at + 1;
  }
  return tokens;
}

/** 和, 及, 与 between two names: only where both sides are long enough to be names. */
function joins(words: string, at: number): boolean {
  if (!/[和及与]/.test(words.charAt(at))) return false;
  const before = /[\u4e00-\u9fff]{2,}$/.test(words.slice(Math.max(0, at - 3), at));
  return before && /^[\u4e00-\u9fff]{2}/.test(words.slice(at + 1));
}

/** 柳 岸 is one name padded with a blank; 柳 岸 梅 岭 are two. */
function joinPadded(tokens: Token[], lexicon: Lexicon): Token[] {
  const joined: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token) continue;
    const next = tokens[at + 1];
    if (
      token.padded &&
      token.text.length === 1 &&
      next?.text.length === 1 &&
      lexicon.surnames.has(token.text)
    ) {
      joined.push({ text: token.text + next.text, start: token.start, padded: false });
      at++;
    } else joined.push(token);
  }
  return joined;
}

function personIn(token: Token, lexicon: Lexicon, strict: boolean): Person | undefined {
  const words = token.text.replace(COURTESY, "").replace(/^[等由请]/, "");
  const offset = token.text.indexOf(words);
  const post = lastPost(words, lexicon);
  const rest = words.slice(post);
  if (rest === "") return undefined;
  const at = token.start + offset + post;
  const person = { name: rest, start: at, end: at + rest.length };
  if (!NAME.test(rest) || lexicon.nameStops.has(rest) || COLLECTIVE.test(rest))
    return trailingPost(words, token.start + offset, lexicon);
  if (strict && !hasSurname(rest, lexicon)) return undefined;
  return rest.length === 4 && !hasSurname(rest, lexicon) ? undefined : person;
}

/** 柳岸院长, 梅岭副院长: the post follows the name. */
function trailingPost(words: string, start: number, lexicon: Lexicon): Person | undefined {
  for (const length of [3, 2]) {
    const name = words.slice(0, length);
    if (name.length < length || !hasSurname(name, lexicon) || COLLECTIVE.test(name)) continue;
    const post = firstMatch(lexicon.post, words.slice(length));
    if (post && post.index <= 1) return { name, start, end: start + length };
  }
  return undefined;
}

/** Where the last post word of a token ends; 0 when it has none. */
function lastPost(words: string, lexicon: Lexicon): number {
  let end = 0;
  for (const match of allMatches(lexicon.post, words)) {
    const after = match.index + match[0].length;
    if (words.length - after !== 1) end = after;
  }
  return end;
}

/** Begins with a known one- or two-character surname. */
export function hasSurname(name: string, lexicon: Lexicon): boolean {
  if (name.includes("·")) return true;
  if (lexicon.surnames.has(name.slice(0, 2)) && name.length >= 3) return true;
  return lexicon.surnames.has(name.charAt(0)) && name.length <= 3;
}
