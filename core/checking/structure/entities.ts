/**
 * What a paper names, recognised once: dates, hours, places, titles in 《》, persons, posts, organisations, numbers and
 * placeholders. Both rules and finder stand on it. Linear in the length of the text.
 */
import { allMatches } from "../../text/matching.ts";
import type { Span } from "../../text/normalized.ts";
import { peopleWords } from "./people-words.ts";

/** One letter a kind, so that a tagged text stays a string. */
export type EntityKind = "B" | "D" | "T" | "L" | "P" | "J" | "O" | "N" | "X";
export type Entity = Span & { kind: EntityKind };

const NUMERAL = "[〇零一二三四五六七八九十O]";
const BOOK = /《[^》\n]{1,80}》/g;
const DATE = new RegExp(
  [
    `(?:(?:\\d{2,4}|${NUMERAL}{4})\\s?年\\s?)?(?:\\d{1,2}|${NUMERAL}{1,3})\\s?月\\s?(?:\\d{1,3}|${NUMERAL}{1,3})\\s?[日号]?`,
    `(?:\\d{4}|${NUMERAL}{4})\\s?年(?:\\s?\\d{1,2}\\s?月)?`,
    `\\d{4}[./-]\\d{1,2}(?:[./-]\\d{1,2})?`,
    `(?<![\\d.])\\d{1,2}[./]\\d{1,2}(?![\\d.%/])`,
    `(?:\\d{1,2}|${NUMERAL}{1,2})月[底初末]?`,
  ].join("|"),
  "g",
);
const HOUR = new RegExp(
  `\\d{1,2}:\\d{2}(?::\\d{2})?|\\d{1,2}[时点](?:\\d{1,2}分?|半)?|${NUMERAL}{1,3}[时点](?:半|一刻|${NUMERAL}{1,3}分)?|[上下]午|晚上|中午|[(]?(?:星期|周|礼拜)[一二三四五六日天末][)]?`,
  "g",
);
const PLACE =
  /[\u4e00-\u9fff0-9A-Za-z]{0,10}(?:会议室|报告厅|礼堂|活动室|活动中心|阶梯教室|教室|会议厅|会议中心|研讨室|研讨厅|指挥室|会商室|学习室|学习角|党员之家|演播厅|多功能厅|大厅|会场|党校|展馆|纪念馆|书吧|议事厅|调度室|圆桌厅|[0-9一二三四五六七八九十]{1,6}(?:楼|层|室|号楼)[\u4e00-\u9fff]{0,4}|\d{3,4}室|[A-Z]\d{2,4})/g;
const POST =
  /党组书记|党委书记|党工委书记|总支书记|支部书记|(?:副)?书记|副?局长|副?主任|副?院长|副?校长|副?县长|副?市长|副?区长|副?镇长|副?乡长|副?行长|副?部长|副?处长|副?科长|副?厂长|副?矿长|副?场长|副?所长|副?馆长|副?站长|副?台长|副?社长|副?队长|副?总?经理|副?董事长|副?总裁|总工(?:程师)?|总会计师|总监|纪检监察组组长|纪检组长|(?:党组|党委)?委员|(?:党组)?成员|干事|秘书长?|副?组长|主席|检察长|政委|教导员|副?支队长|大队长|关长|会长|(?:一|二|三|四)级(?:主任科员|调研员|巡视员)|调研员|主任科员|同志|教授|讲师/g;
const ORGANISATION =
  /[\u4e00-\u9fff]{1,14}(?:党组|党委|党工委|党总支|党支部|宣传部|组织部|办公室|委员会|分局|局|学院|大学|学校|医院|街道|公司|集团|银行|支行|法院|检察院|中心(?!组)|县委|市委|区委|工委|镇|乡)/g;
const NUMBER =
  /(?<!\d)\d{1,12}(?:\.\d{1,6})?\s?(?:%|[个次户件起人名项篇场期份万亿元米家条页字天年吨亩台套本批小时]|公里)/g;
const PLACEHOLDER =
  /20[Xx×*]{2}|202[Xx×*]|[X×*□■]{1,}(?![A-Za-z射光])|某{1,4}(?=[^种些项一时])|_{2,}|待定|另行通知|张三|李四|王五|\.{4,}|…{2,}|«[^»\n]{1,20}»|\[[^\]\n]{1,12}\]|(?:单击|点击)(?:或点击)?此处|请输入|请选择|选择一项|此处填写/g;

const FREE = 0;

/** All entities in order of place; none overlaps another. `roster` names are persons wherever they stand. */
export function entitiesIn(text: string, roster: readonly string[] = []): Entity[] {
  const taken = new Uint8Array(text.length);
  const found: Entity[] = [];
  const take = (start: number, end: number, kind: EntityKind): void => {
    for (let at = start; at < end; at++) if (taken[at] !== FREE) return;
    if (end <= start) return;
    taken.fill(1, start, end);
    found.push({ start, end, kind });
  };
  const all = (regex: RegExp, kind: EntityKind): void => {
    for (const match of allMatches(regex, text)) take(match.index, match.index + match[0].length, kind);
  };
  all(PLACEHOLDER, "X");
  all(BOOK, "B");
  all(DATE, "D");
  all(HOUR, "T");
  for (const name of roster)
    for (let at = text.indexOf(name); name.length > 1 && at >= 0; at = text.indexOf(name, at + name.length))
      take(at, at + name.length, "P");
  for (const { 0: words, index } of allMatches(PLACE, text)) {
    // 在三楼会议室: the preposition is no part of the place.
    const before = Math.max(words.lastIndexOf("在"), words.lastIndexOf("于"), words.lastIndexOf("到")) + 1;
    take(index + before, index + words.length, "L");
  }
  for (const { start, end } of peopleWords(text)) take(start, end, "P");
  all(POST, "J");
  all(ORGANISATION, "O");
  all(NUMBER, "N");
  return found.sort((a, b) => a.start - b.start);
}
