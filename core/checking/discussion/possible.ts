/**
 * Was there really no discussion? Only where nothing in the paper could be one: what is neither heading, label, agenda, demand
 * nor signature, and tells something of its own, may be a speech in a layout that is not known.
 */
import type { DiscussionRules } from "../../rulebook/rulebook.ts";
import { hits } from "../../text/matching.ts";
import type { Span } from "../../text/normalized.ts";
import type { LabelHit } from "../labels.ts";
import type { Page } from "../page.ts";
import { isOwn, substanceOf } from "./substance.ts";

const SHORTEST_PAPER = 60;
const SHORTEST = 14;
const LABELLED = 90;
const FRAME =
  /^(?:附件?|抄送|报送|签|时间|地点|主题)|参加|出席|列席|主持|请假|缺席|召开|举行|现将|报告如下|纪要如下/;

/** The words that could be a speech although nobody is recognised as the speaker; undefined where there are none. */
export function possibleSpeech(
  page: Page,
  labels: readonly LabelHit[],
  rules: DiscussionRules,
  heard: readonly Span[],
): Span | undefined {
  const titles = page.title.map((line) => line.start);
  return page.sentences.find((span) => {
    const words = page.masked.slice(span.start, span.end);
    if (words.replace(/\s/g, "").length < SHORTEST || titles.includes(span.start)) return false;
    if (heard.some(({ start, end }) => start < span.end && span.start < end)) return false;
    if (
      hits(rules.requirement, words) ||
      hits(rules.item, words) ||
      hits(rules.reading, words) ||
      FRAME.test(words)
    )
      return false;
    if (hits(rules.lecture, words) || hits(rules.summary, words.slice(0, 16))) return false;
    // 开会的日子：… A label that no rule knows, with its value.
    const own = /^[^,。:]{2,10}:/.exec(words)?.[0];
    if (own && !hits(rules.speechLabel, own) && words.length < LABELLED) return false;
    const label = labels.findLast(({ at, block }) => at.start <= span.start && span.start < block.end);
    const under = label && (label.heading ? label.block.start + LABELLED : label.value.end);
    if (label && under && !hits(rules.speechLabel, label.label) && span.start < under) return false;
    return isOwn(substanceOf(words, rules));
  });
}

/** A few words, or a part of the paper that was not handed in, prove nothing. */
export const tooShort = (page: Page): boolean => page.text.replace(/\s/g, "").length < SHORTEST_PAPER;
