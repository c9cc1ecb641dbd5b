/** Names of units: where one ends and begins, what kind of unit it is, and whether two names may mean the same. */
import { allMatches } from "../../text/matching.ts";
import type { Span } from "../../text/normalized.ts";

export type UnitName = Span & { name: string; kind: string };

const KINDS =
  "税务局|分局|局|厅|委员会|法院|检察院|医院|卫生院|保健院|学院|大学|中学|小学|学校|幼儿园|管理处|中心|研究所|研究院|设计院|馆|支队|大队|公司|集团|银行|支行|信用社|联社|供销社|报社|出版社|电视台|街道|林场|农场|管委会";
const BODY = "党组|党委|党总支|党支部|党工委";
/** A name is read backwards from its kind, up to a mark or a word that no name holds. */
const NAME = new RegExp(`(?<name>[\\u4e00-\\u9fff]{1,14}?(?:${KINDS}))(?!组)`, "gd");
const LEADING =
  /^.*(?:(?:局|院|委|党组|党委|公司|中心|学校|镇|乡|[县市区]委)[和与及]|会议|要求|强调|指出|希望|关于|召开|举行|组织|开展|参加|根据|按照|结合|作为|围绕|推动|中共|以及|[请对由在是为的以让使向给到把将从了着])(?=[\u4e00-\u9fff])/;
const AREA = /^(?:[\u4e00-\u9fff]{1,5}?(?:自治州|自治县|省|市|县|区|州|盟|旗))+(?=[\u4e00-\u9fff]{2,})/;
const GENERIC =
  /^(?:[我本该全各两你贵某市县区省州镇乡校院局总]|有关|相关|所属|下属|直属|基层|上级|其他|兄弟|每个|一些)+/;

/** Unit names of a text, each as short as it can be. */
export function unitsIn(text: string): UnitName[] {
  return allMatches(NAME, text).flatMap((match): UnitName[] => {
    const whole = match.groups?.name ?? "";
    const name = whole.replace(LEADING, "");
    const start = match.index + whole.length - name.length;
    const kind = kindOf(name);
    return kind === "" || core(name).length < 2 || VERB.test(name)
      ? []
      : [{ name, kind, start, end: start + name.length }];
  });
}

/** 旁听了局: no name. */
const VERB = /[了的着]|旁听|查看|来到|做好|年度/;

const ENDS = new RegExp(`(?:${KINDS})$`);
const kindOf = (name: string): string =>
  ENDS.exec(name)?.[0].replace("分局", "局").replace("税务局", "局") ?? "";

/** What is the unit's own in its name: without area, kind and 我, 全, 各. */
function core(name: string): string {
  const bare = name.replace(AREA, "").replace(ENDS, (kind) => (/^(?:税务局)$/.test(kind) ? "税务" : ""));
  return bare.replace(GENERIC, "");
}

/** The letters of the shorter stand in the longer, in their order: 行政审批局 is 行政审批服务局. */
export function mayBeSame(one: string, other: string): boolean {
  const [a, b] = [core(one), core(other)].sort((x, y) => x.length - y.length);
  if (a === undefined || b === undefined || a.length < 2) return true;
  let at = 0;
  for (const character of b) if (character === a.charAt(at)) at++;
  if (at < a.length) return false;
  // Two areas that differ are two units: 甲县税务局, 乙县税务局.
  const [first, second] = [AREA.exec(one)?.[0], AREA.exec(other)?.[0]];
  return first === undefined || second === undefined || first.endsWith(second) || second.endsWith(first);
}

const TOGETHER = `(?:${BODY})?(?:理论学习中心组)?`;
const ACTS = new RegExp(
  `^${TOGETHER}(?:(?:全体|广大)(?:党员)?(?:干部)?(?:职工|同志|成员)?|(?:${BODY})(?:全体)?(?:同志|成员|班子)|(?:${BODY})(?:理论学习中心组)?)[^,。;:]{0,10}?(?:要|将|应|须|也|都|必须|认真|深受|一致|表示|认为|切实)`,
);

/** The centre group of a unit, named as one names the own. */
export const ownGroup = (behind: string): boolean => GROUP.test(behind);
const GROUP = new RegExp(`^(?:${BODY})?(?:理论)?(?:学习)?中心组(?!(?:的)?(?:经验|做法|先进))`);

/** What only the unit itself is told: its own sections. */
export const ownSections = (behind: string): boolean => SECTIONS.test(behind);
const SECTIONS = new RegExp(`^(?:${BODY})(?:各|全体|机关|有关)(?:科室?|股室?|处室?|部门|支部)`);

/** Units that act as the paper's own in its body: 某局全体党员干部要…, 某局党组同志也…. */
export const actingUnits = (words: string): UnitName[] =>
  unitsIn(words).filter(({ end }) => {
    const behind = words.slice(end, end + 40);
    return ACTS.test(behind) || ownSections(behind) || ownGroup(behind);
  });
