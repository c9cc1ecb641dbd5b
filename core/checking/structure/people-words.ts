/**
 * Which words are persons' names. Three grounds: a known surname with a border on each side; the company it keeps (in a list
 * where most are names, the others are too); a post or a verb of acting beside it.
 */
import { allMatches } from "../../text/matching.ts";
import type { Span } from "../../text/normalized.ts";
import { COMPOUND, SURNAMES } from "./surnames.ts";

const IDEOGRAPH = "[\\u4e00-\\u9fff]";
const NAME = `(?:(?:${COMPOUND})${IDEOGRAPH}{1,2}|[${SURNAMES}]${IDEOGRAPH}{1,2})`;
const POST_END =
  "书记|局长|主任|院长|校长|县长|市长|区长|镇长|乡长|行长|部长|处长|科长|厂长|矿长|场长|所长|馆长|站长|台长|社长|队长|经理|董事长|总裁|总监|成员|委员|主席|秘书|秘书长|组长|检察长|政委|教授|干事|会长|总工程师|总工|调研员";
const ACTS =
  "同志|主持|出席|参加|领学|领读|导读|带领|作了?|就|围绕|结合|谈|说|强调|指出|要求|等|讲|总结|因|先后|分别|汇报|传达|表示|提出|认为|介绍|分享|发言|记录|补|请假|讲评|解读|在|和|与|及";
/** Inside running text: after a post or a border, before a border or a verb. */
const RUNNING = new RegExp(
  `(?<=^|[^\\u4e00-\\u9fff]|${POST_END}|[由请和与及])${NAME}(?=$|[^\\u4e00-\\u9fff]|${ACTS}|${POST_END})`,
  "gm",
);
/** A whole cell, list item or line of two to four characters, perhaps padded with a blank. */
const ITEM =
  /(?<=^|[、,;\t|:()\n ])(?:[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff] {1,2}[\u4e00-\u9fff]|[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff]{1,8})(?=$|[、,;。\t|()\n ])/gm;
const SURNAMED = new RegExp(`^${NAME}$`);
const WORD =
  /^(?:时间|地点|主持|出席|列席|记录|会议|学习|参加|缺席|人员|议题|内容|题目|关于|通过|党组|党委|支部|局长|书记|主任|部门|单位|方式|方面|成员|年度|高度|全体|全面|时刻|广大|公司|应到|实到|白天|万元|强调|计划|安排|管理|温度|贯彻|平均|文件|经验|常委|成效|项目|解决|方案|严格|农村|农业|国家|水平|经济|安全|明确|能力|双方|和谐|金融|房屋|车辆|党员|干部|都要|从严|司法|应当|符合|师生|权力|利益|平台|家庭|家风|相关|签到|姓名|职务|备注|序号|请假|出差|培训|公差|病假|事假|迟到|全勤|正常|何时|程序|方向|方法|党建|常态|包括|水务|时候|后来|申请|审核|审批|审阅|同意|任务|任何|文化|文明|文中|连续|连同|连日|于是|于今|经过|经办|经费|经研|经营|经请|江苏|广东|广西|山东|山西|云南|河南|河北|温州|贵州|宁夏|宁波|安徽|祖国|武汉|成都|柏油|万里|黄河|常务|常规|常年|常见|单独|单纯|支持|支撑|支出|强化|强势|强烈|路径|路线|高质|高效|高位|高校|高层|和党|周边|周期|周报|周例|金额|金句|马克|马上|凌晨|席间|时代|时限|时任|平稳|平时|顾问|郑重|陈述|严肃|严重|严明|严密|严禁|华东|施工|施行|孔子|曹操|戴上|谈话|谈谈|谈体|谈到|谈了|宋体|宋代|熊猫|纪律|纪委|纪要|纪检|项下|董事|杜绝|童年|颜色|林业|林场|林区|田间|田野|田地|夏季|夏天|管控|管道|管网|房产|解读|解放|解答|解难|应对|应急|应用|宗旨|宗教|左右|石油|石化|井下|段落|富裕|富民|车间|全部|全员|全年|全县|全市|全区|全镇|全局|全院|全校|全程|全力|全省|全国|班子|班组|班长|秋季|秋收|仲裁|景区|龙头|幸福|司机|黎明|白纸|党内|党课|党校|党史|党章|党性|党风|贡献|劳动|申报|堵点|通报|通知|通讯|通用|充分|习近平|易地|居民|步骤|步伐|满意|弘扬|国有|国企|利用|利润|巩固|融合|融媒|简单|简报|简易|曾经|养老|养殖|丰收|关键|关系|关注|关爱|相互|查阅|查找|查看|后勤|后续|红色|盖章|公开|公文|公共|公平|公正|公务|公示)/;

/** Spans of the words that are names. */
export function peopleWords(text: string): Span[] {
  const found = new Map<number, Span>();
  for (const match of allMatches(RUNNING, text)) {
    const words = trimmed(match[0]);
    if (!WORD.test(words)) found.set(match.index, { start: match.index, end: match.index + words.length });
  }
  const items = allMatches(ITEM, text).map(({ 0: words, index }) => ({
    start: index,
    end: index + words.length,
    line: 0,
    ...nature(words),
  }));
  // The company a word keeps: its neighbours of the same list or column.
  for (let at = 0; at < items.length; at++) {
    const one = items[at];
    if (!one || one.word) continue;
    let near = 0;
    let names = 0;
    for (let other = Math.max(0, at - 3); other <= Math.min(items.length - 1, at + 3); other++) {
      const neighbour = items[other];
      if (!neighbour || other === at || Math.abs(neighbour.start - one.start) > 24) continue;
      near++;
      if (neighbour.surnamed && !neighbour.word) names++;
    }
    if (one.surnamed || (near > 0 && names * 2 >= near))
      found.set(one.start, { start: one.start, end: one.end });
  }
  return [...found.values()];
}

const nature = (words: string): { word: boolean; surnamed: boolean } => {
  const bare = words.replaceAll(" ", "");
  return { word: WORD.test(bare), surnamed: words.includes("·") || SURNAMED.test(bare) };
};

/** 顾言同 of 顾言同志 is 顾言. */
const trimmed = (words: string): string =>
  words.replace(/[同主等作就在和与及因]$/, (last) => (words.length > 2 ? "" : last));
