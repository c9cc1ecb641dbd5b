/** What the papers say that offices send in other ways than Word: an old Word file, a sheet, a sealed scan. */
import { type Block, closing, heading, line, paragraphs, title } from "../paper-formats/block.ts";
import { type SignInSheet, signInSheet } from "./layouts.ts";
import { townMembers } from "./town.ts";
import { COUNTY } from "./units.ts";

/** Sent as .doc by an office whose editor is old. */
export const discussionPaper: Block[] = [
  title("守住农产品质量安全底线\n——在局党组理论学习中心组学习会上的研讨发言"),
  line(`发言人：${COUNTY}农业农村局党组成员、执法大队大队长 陆怀谷`),
  line("2026年8月20日"),
  ...paragraphs(
    "按照学习安排，我认真学习了《中华人民共和国农产品质量安全法》第三章、第四章，参加省厅执法培训回来后又补学了七月的学习内容。结合执法大队的工作，我谈三点体会。",
  ),
  line("一、学到了什么"),
  ...paragraphs(
    "法律把责任写给了生产者，也写给了监管者。第三章讲产地，第四章讲生产，每一条都要求有记录、可追溯。过去我们把抽检当成终点，读完条文我认识到，抽检只是追溯的起点。",
  ),
  line("二、问题在哪里"),
  ...paragraphs(
    "上半年我们抽检蔬菜212批次，豇豆不合格5批次，全部来自露天小散户。差距在追溯：五例都罚了款，却没有一例追到农资门店。我带队走访了其中三户，农药都是在集市上买的，没有票据，用量全凭经验。这是我分管工作的不足。",
  ),
  line("三、下一步怎么做"),
  ...paragraphs(
    "九月起，对全县38家农资门店做一次进销台账核对，9月30日前完成；今后每一例不合格都要追到门店，一周内写出追溯报告；对散户改罚款为先教后罚，由执法队员上门教一次用药间隔期，签字留底。三件事由我负责，下次学习会报告结果。",
    "以上发言，不妥之处请批评指正。",
  ),
];

/** Sent as .xlsx, the way it was ticked off at the door. */
const sheet: SignInSheet = {
  title: `${COUNTY}漱石镇党委理论学习中心组学习签到表`,
  time: "2026年9月17日 9:00",
  place: "上枫村党群服务中心会议室",
  topic: "发展新型农村集体经济",
  members: townMembers,
  checker: "何书禾",
};
export const sheetBlocks: Block[] = signInSheet(sheet);

/** Whose seal stands over the date of the scheme. */
export const SEALED_BY = `中共${COUNTY}卫生健康局党组`;
/** Printed, sealed and laid on the glass. */
export const sealedScheme: Block[] = [
  title(`${COUNTY}卫生健康局党组理论学习中心组\n9月学习方案`),
  line("局党组理论学习中心组各成员："),
  ...paragraphs("按照年度学习计划，现将9月集体学习研讨安排如下。"),
  heading("时间地点"),
  ...paragraphs("时间：2026年9月11日（星期五）上午9:00", "地点：局机关四楼会议室"),
  heading("主题"),
  ...paragraphs("学习主题：以群众感受检验家庭医生签约服务"),
  heading("人员"),
  ...paragraphs("主持人：顾明溪", "参加人员：局党组理论学习中心组全体成员"),
  heading("内容和议程"),
  ...paragraphs(
    "学习内容：《习近平关于健康中国论述摘编》中关于以人民健康为中心的篇章。",
    "领学人：邵闻笛",
    "重点发言人：邵闻笛、卢照林、温以宁",
    "议程：先集中领学，再由重点发言人发言，其他成员交流，最后由组长小结。",
  ),
  heading("学习要求"),
  ...paragraphs(
    "请各成员会前自学有关篇目，重点发言人9月9日前提交发言提纲。因故不能参加的，请提前向组长请假，并按规定补课。",
  ),
  closing(SEALED_BY, "2026年9月3日"),
];
