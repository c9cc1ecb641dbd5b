/** Speeches that are told in running sentences: 柳岸、梅岭围绕…谈了…, 副所长陶然提出…. */
import type { DiscussionRules } from "../../rulebook/rulebook.ts";
import { firstMatch, hits } from "../../text/matching.ts";
import type { Span } from "../../text/normalized.ts";
import type { Page } from "../page.ts";
import { NO_NAME } from "./persons.ts";
import { endsInPost } from "./posts.ts";
import { substanceOf } from "./substance.ts";
import { type Persons, UNIT_END, whoIs } from "./who.ts";

export type Told = { name: string; at: Span; words?: Span; summary: boolean };

const MOST = 200;
const LEAD_IN =
  /^(?:会上|会议上|其中|研讨(?:时|中)|讨论(?:时|中)|发言(?:时|中)|最后|之后|期间|随后|接着|首先|由|请|还有|另外|讨论|大家)+/;
const AFTER =
  /^(?:等(?:[一二两三四五六七八九十\d]{1,2}[名位人])?(?:人|同志|成员)?|同志|二人|三人|两人|几位|们)+/;
const NEXT = /^(?:[、和与及]|以及)/;
const NAME_WINDOW = 26;
/** Where a list of subjects stops, if nothing nearer is known. */
const BORDER =
  /围绕|结合|分别|先后|依次|轮流|相继|同志|等|[就以从对在把用拿也还曾谈讲说提介建表认指汇分反直坦交进作做发补联因剖分领宣传解导主]/;

/** Who is told to have spoken, and the words that tell it. `free` are the sentences that no set-down speech covers. */
export function toldIn(page: Page, free: readonly Span[], persons: Persons, rules: DiscussionRules): Told[] {
  const told: Told[] = [];
  let last: string[] = [];
  // Who has spoken once is known from then on.
  const known = new Set(persons.known);
  const hearing: Persons = { ...persons, known, met: new Map() };
  for (const span of free) {
    if (told.length >= MOST) break;
    const masked = page.masked.slice(span.start, span.end);
    if (hits(rules.requirement, masked)) {
      last = [];
      continue;
    }
    const found = inSentence(masked, span.start, last, hearing, rules);
    for (const { name } of found)
      if (!known.has(name)) {
        known.add(name);
        hearing.met.clear();
      }
    last = found.at(-1) ? [found.at(-1)?.name ?? ""] : [];
    told.push(...found);
  }
  return told;
}

function inSentence(
  masked: string,
  offset: number,
  last: readonly string[],
  persons: Persons,
  rules: DiscussionRules,
): Told[] {
  const told: Told[] = [];
  // 他还提出…: who spoke in the sentence before goes on.
  let open: string[] = /^[他她](?:还|们|又)?/.test(masked) ? [...last] : [];
  for (const clause of clausesOf(masked)) {
    const words = masked.slice(clause.start, clause.end);
    const at = { start: offset + clause.start, end: offset + clause.end };
    const { names, rest } = subjectsOf(words, persons);
    if (names.length > 0) {
      open = [];
      const after = words.slice(rest);
      const verb =
        spoken(after, masked.slice(clause.start + rest), rules) ??
        (names.every((name) => persons.known.has(name)) || SAYS_SOON.test(after)
          ? factual(after, masked.slice(clause.start + rest), rules)
          : undefined);
      if (verb === undefined || hits(rules.acting, after.slice(0, 12))) continue;
      open = names;
      const summary =
        LEADING.test(after) ||
        hits(rules.summary, after.slice(0, 14)) ||
        (hits(rules.summary, words.slice(0, 8)) && names.length === 1);
      const from = Math.min(at.end, at.start + rest + verb);
      for (const name of names) told.push({ name, at, words: { start: from, end: at.end }, summary });
      continue;
    }
    for (const name of open) {
      const known = told.findLast((one) => one.name === name);
      if (known) known.words = { start: known.words?.start ?? at.start, end: at.end };
      else told.push({ name, at, words: at, summary: false });
    }
  }
  for (const one of told) one.at = { start: one.at.start, end: Math.max(one.at.end, one.words?.end ?? 0) };
  return told;
}

function clausesOf(masked: string): Span[] {
  const clauses: Span[] = [];
  let start = 0;
  for (let at = 0; at <= masked.length; at++) {
    if (at < masked.length && !/[,;:\t| ]/.test(masked.charAt(at))) continue;
    if (at > start) clauses.push({ start, end: at });
    start = at + 1;
  }
  return clauses;
}

/** The persons a clause begins with, and where what it says of them begins. */
function subjectsOf(clause: string, persons: Persons): { names: string[]; rest: number } {
  const names: string[] = [];
  let at = LEAD_IN.exec(clause)?.[0].length ?? 0;
  for (;;) {
    const found = nameAt(clause, at, persons, names.length > 0, { spoken: IN_TURN.test(clause) });
    if (!found) break;
    names.push(found.name);
    at = found.end;
    const next = NEXT.exec(clause.slice(at));
    if (!next) break;
    at += next[0].length;
  }
  return names.length === 0
    ? { names, rest: 0 }
    : { names, rest: at + (AFTER.exec(clause.slice(at))?.[0].length ?? 0) };
}

/** The name at the beginning of some words, behind its post. Beside other names a list item is one by its company. */
function nameAt(
  clause: string,
  at: number,
  persons: Persons,
  listed: boolean,
  one: { spoken: boolean },
): { name: string; end: number } | undefined {
  const window = clause.slice(at, at + NAME_WINDOW);
  let nearest: { name: string; end: number; start: number } | undefined;
  for (const name of persons.known) {
    const start = window.indexOf(name);
    if (
      start < 0 ||
      (nearest && nearest.start <= start && nearest.name.length >= name.length) ||
      (nearest && start > nearest.start)
    )
      continue;
    // 传达学习了柳岸书记…: what stands behind a verb is no subject.
    if (/[了过着]|学习|传达/.test(window.slice(0, start))) continue;
    const posts = window.slice(0, start).split("、");
    if (!posts.every((post) => !post.includes("《") && endsInPost(post, persons.lexicon))) continue;
    nearest = { name, start, end: at + start + name.length };
  }
  if (nearest) return nearest;
  const token = window.split(/[、和及与]/)[0] ?? "";
  const next = /^[、和及与]/.test(window.slice(token.length));
  // 与会青年职工张庆林、张建华: before a known name stands another.
  const last = token.slice(-3);
  const beside = clause.slice(at + token.length + 1);
  if (next && [...persons.known].some((name) => beside.startsWith(name)) && whoIs(last, persons))
    return { name: last, end: at + token.length };
  const told = saying(token, persons);
  if (told) return { name: told.name, end: at + told.end };
  for (let post = Math.min(MAX_POST, token.length - 2); post >= 0; post--) {
    if (post === 1 || (post > 1 && !endsInPost(token.slice(0, post), persons.lexicon))) continue;
    const rest = token.slice(post);
    const border = BORDER.exec(rest.slice(2));
    const name = border ? rest.slice(0, 2 + border.index) : rest;
    const whole = name.length === rest.length || SUBJECT_ENDS.test(rest.slice(name.length));
    const who = whoIs(name, persons);
    if (who) return { name: who.name, end: at + post + name.length };
    const item =
      ITEM.test(name) && !BORDER.test(name) && !NO_NAME.test(name) && !endsInPost(name, persons.lexicon);
    // 副院长老舍: what follows a post is a name, whatever its surname; so is what stands in a list of speakers.
    const alone = post > 1 && border !== null && !COLLECTIVE_POST.test(token.slice(0, post));
    const inList = one.spoken && whole && (listed || (next && post + name.length === token.length));
    if (item && (alone || inList)) return { name, end: at + post + name.length };
  }
  return undefined;
}

/** 副局长嵇海棠插话说, 项目一部的索巍讲: behind a post or a unit somebody with a surname says something. */
function saying(token: string, persons: Persons): { name: string; end: number } | undefined {
  for (let post = Math.min(MAX_POST, token.length - 3); post >= 2; post--) {
    const before = token.slice(0, post);
    if (/[会社]$|[了过着]|学习|传达/.test(before) || hits(persons.lexicon.leadersRegex, before)) continue;
    if (!endsInPost(before, persons.lexicon) && !UNIT_END.test(before.replace(/的$/, ""))) continue;
    for (const length of [3, 2, 4]) {
      const name = token.slice(post, post + length);
      const behind = token.slice(post + length);
      if (name.length < length || ADVERB.test(name) || !SAYS_SOON.test(behind)) continue;
      const who = whoIs(name, persons);
      if (who && !who.titled) return { name: who.name, end: post + length };
    }
  }
  return undefined;
}

const ADVERB = /[则先也还又就都便再才却首最]$/;
/** Within a few characters the verb of saying. */
const SAYS_SOON =
  /^.{0,6}(?:说(?!明)|讲(?![话解授课])|谈(?!话)|提出|建议|认为|表示|介绍|反映|接话|开口|发问|承认|提醒)/;

/** A leader's verbs: in running text not a contribution. */
export const LEADING = /^.{0,3}(?:强调|指出|要求|号召|勉励|希望|肯定)|^[^,。]{0,4}肯定/;
const MAX_POST = 20;
const COLLECTIVE_POST = /(?:成员|负责人|代表|同志|干部|领导|委员)$/;
const SUBJECT_ENDS = /^(?:围绕|结合|分别|先后|依次|轮流|相继|就|谈|讲|说|提出|同志|等)/;
/** Several people contribute one after another. */
const IN_TURN =
  /(?:先后|依次|分别|轮流|相继)[^,。]{0,10}(?:交流|发言|谈|讲)|(?:围绕|结合|就)[^。]{2,40}(?:谈|讲|发言|交流)/;
const ITEM = /^[\u4e00-\u9fff]{2,3}$/;

/** 柏舟报出一个数：… Whatever the verb, a member of whom facts are told, and who does nothing else in the meeting, contributes. */
function factual(after: string, whole: string, rules: DiscussionRules): number | undefined {
  if (
    after.length < 2 ||
    whole.length < LONG_ENOUGH ||
    hits(rules.acting, after) ||
    hits(rules.summary, after) ||
    ROLE.test(after)
  )
    return undefined;
  return substanceOf(whole, rules) === "fact" ? 0 : undefined;
}

const LONG_ENOUGH = 12;
const ROLE = /参加|出席|列席|主持|到会|请假|缺席|负责|签|牵头|召开|批准|审|坐在|到齐|发布|浏览|编辑|日期/;

/** What the verb of a contribution still takes along: 作了交流 发言, 谈了 体会. */
const REST_OF_VERB =
  /^(?:了|过|到|道|出|的|交流|研讨|重点|讨论|表态|主题|发言|体会|心得|认识|看法|打算|做法|和)+/;

/** Where the words of the speech begin behind the subject; undefined where nobody speaks. */
function spoken(after: string, whole: string, rules: DiscussionRules): number | undefined {
  const said = firstMatch(rules.said, after);
  const spoke = firstMatch(rules.spoke, after);
  const about = hits(rules.about, after.slice(0, 8));
  const verb = spoke && (!said || spoke.index <= said.index + 2) ? spoke : said;
  if (verb && (verb === spoke || verb.index <= 8 || about)) {
    const end = verb.index + verb[0].length;
    return end + (REST_OF_VERB.exec(after.slice(end))?.[0].length ?? 0);
  }
  // 柳岸围绕…, 结合…, 谈了…: the verb stands in a later clause.
  const later = about && (firstMatch(rules.spoke, whole) ?? firstMatch(rules.said, whole));
  return later ? after.length : undefined;
}
