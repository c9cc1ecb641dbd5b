/** Papers of the county's health office: a blank label, a business meeting filed as a record, a scan too large to store. */
import { type Block, closing, heading, line, paragraphs, title } from "../paper-formats/block.ts";
import { type Record, record, signInSheet } from "./layouts.ts";
import { type Paper, paper, returned } from "./paper.ts";
import { COUNTY } from "./units.ts";

const UNIT = `${COUNTY}卫生健康局`;
const GROUP = `${UNIT}党组理论学习中心组`;
const unit = "health";

const plan: Block[] = [
  title(`${UNIT}党组理论学习中心组\n2026年度学习计划`),
  ...paragraphs("为加强2026年局党组理论学习中心组学习，结合卫生健康工作实际，制定本计划。"),
  heading("总体要求"),
  ...paragraphs(
    "以习近平新时代中国特色社会主义思想为指导，深入学习贯彻习近平总书记关于健康中国建设的重要论述，把学习成效落到基层看病、公共卫生和医德医风上。",
  ),
  heading("学习重点及时间安排"),
  {
    kind: "table",
    head: ["时间", "学习专题", "学习篇目", "牵头人"],
    rows: [
      ["2月", "全面从严治党与医德医风", "《中国共产党纪律处分条例》", "祁连生"],
      ["4月", "健康中国建设", "《“健康中国2030”规划纲要》", "温以宁"],
      ["7月", "基层医疗服务能力", "《中华人民共和国基本医疗卫生与健康促进法》", "卢照林"],
      ["8月", "公共卫生与传染病防控", "《中华人民共和国传染病防治法》", "宋青禾"],
      ["9月", "家庭医生签约服务", "《习近平关于健康中国论述摘编》", "邵闻笛"],
      ["11月", "医保支付与医院管理", "党的二十届历次全会文件", "温以宁"],
    ],
  },
  heading("学习方式"),
  ...paragraphs(
    "个人自学、集体学习研讨、专题调研和辅导报告相结合。集体学习研讨每季度不少于2次，全年不少于8次，每次不少于半天，每次安排2名以上成员作重点发言。",
  ),
  heading("参加人员"),
  ...paragraphs(
    "组长顾明溪，副组长温以宁，成员卢照林、宋青禾、祁连生、邵闻笛，学习秘书叶知微。根据学习内容可安排县人民医院、县疾控中心负责人列席。",
  ),
  heading("学习要求"),
  ...paragraphs(
    "严格考勤和请假制度，缺席人员在下次学习前补课并报告。重点发言要联系分管工作，讲问题、讲数据、讲措施。学习秘书在每次学习后7日内报送学习记录、签到表和信息。",
  ),
  closing(`中共${UNIT}党组`, "2026年1月26日"),
];

const summary: Block[] = [
  title(`中共${UNIT}党组\n关于理论学习中心组2026年第5次集体学习情况的报告`),
  line("县委宣传部："),
  ...paragraphs(
    "2026年7月9日下午，局党组理论学习中心组在局机关四楼会议室开展今年第5次集体学习研讨，主题为“提升基层医疗服务能力”。局党组书记、局长顾明溪主持，局党组成员温以宁、卢照林、宋青禾、祁连生、邵闻笛参加，县人民医院、县中医院主要负责人列席，无人缺席。",
    "学习采取会前自学、集中领学、交流研讨的方式进行。会前印发学习资料8册，各成员自学《中华人民共和国基本医疗卫生与健康促进法》。会上，温以宁领学《习近平关于健康中国论述摘编》有关篇章。",
    "卢照林围绕乡镇卫生院夜间急诊作重点发言，提出全县11个卫生院中有4个夜间无人值守，建议由县医院派驻医师每周轮值两晚，9月1日前先在漱石、杏湾两个卫生院实施。",
    "宋青禾围绕村卫生室药品配备作重点发言，反映抽查的23个村卫生室平均只配药61种，低于规定的80种，打算由县域医共体统一采购配送，每两周送一次。",
    "邵闻笛围绕乡村医生待遇作交流发言，指出有17名乡村医生的公共卫生补助晚发两个月，责任在财务股审核环节，本月底前补齐并改为按季预拨。",
    "顾明溪在总结时要求，夜间急诊由卢照林牵头，8月20日前排出轮值表；药品配送由宋青禾牵头，8月底前与医共体签订协议；补助发放由邵闻笛负责，下次学习会报告结果。",
  ),
  line("附件：1.学习签到表  2.重点发言提纲"),
  closing(`中共${UNIT}党组`, "2026年7月14日"),
];

const scheme: Block[] = [
  title(`${GROUP}8月学习方案`),
  line("局党组理论学习中心组各成员："),
  ...paragraphs("按照年度学习计划，现就8月集体学习研讨作如下安排。"),
  heading("时间地点"),
  ...paragraphs("时间：2026年8月13日（星期四）下午2:30", "地点：县疾控中心二楼应急指挥室"),
  heading("主题"),
  ...paragraphs("学习主题：筑牢基层传染病防控网"),
  heading("人员"),
  ...paragraphs("主持人：顾明溪", "参加人员：局党组理论学习中心组全体成员", "列席人员：县疾控中心班子成员"),
  heading("内容和议程"),
  ...paragraphs(
    "学习内容：《中华人民共和国传染病防治法》第二章、第三章；习近平总书记关于公共卫生体系建设的重要论述。",
    "领学人：宋青禾",
    "重点发言人：宋青禾、祁连生、温以宁",
    "议程：先集中领学，再由重点发言人发言，其他成员交流，最后由组长小结。",
  ),
  heading("学习要求"),
  ...paragraphs(
    "请各成员会前自学有关篇目，重点发言人8月11日前提交发言提纲。因故不能参加的，请提前向组长请假，并按规定补课。",
  ),
  closing(`${UNIT}党组`, "2026年8月5日"),
];

const august: Record = {
  title: `${GROUP}学习会议记录`,
  time: "2026年8月13日（星期四）下午2:30—5:20",
  place: "县疾控中心二楼应急指挥室",
  host: "顾明溪（党组书记、局长）",
  recorder: "叶知微",
  expected: 6,
  present: ["顾明溪", "温以宁", "宋青禾", "祁连生", "邵闻笛"],
  absent: "卢照林（带队支援邻县防汛医疗保障，已请假）",
  nonvoting: "县疾控中心主任简文澜",
  topic: "筑牢基层传染病防控网",
  reading: [
    "宋青禾领学《中华人民共和国传染病防治法》第二章、第三章；会前各成员自学习近平总书记关于公共卫生体系建设的重要论述。",
  ],
  speeches: [
    [
      "宋青禾",
      "七月手足口病报告63例，有11例从就诊到网络直报超过24小时，都出在民营门诊。法律规定的时限我们没有教到位。八月下旬对全县19家民营门诊集中培训一次，培训后仍迟报的，约谈负责人。",
    ],
    [
      "祁连生",
      "发热门诊的值班表我随机抽了三周，有5个夜班只签了一个人，另一人是事后补签。这不是制度不全，是没人去看。由纪检组从本周起每月抽查4次夜班，结果发到各院。",
    ],
    [
      "温以宁",
      "疾控中心检验岗编制12个，在岗7人，去年走了3个年轻人。学习中大家说要留人，我想实一点：把检验岗的下沉补助提到每天90元，所需经费从公用经费里调剂，九月局务会讨论。",
    ],
  ],
  conclusion:
    "顾明溪总结：直报时限是法定责任，不是业务习惯。民营门诊培训由宋青禾负责，8月28日前办完；夜班抽查由祁连生负责，从本周开始；检验岗补助由温以宁测算，9月10日前提交局务会。卢照林返岗后补学，并在9月学习会上报告。",
};

const september: Record = {
  title: `${GROUP}学习会议记录`,
  time: "2026年9月11日（星期五）上午9:00—11:30",
  place: "局机关四楼会议室",
  host: "顾明溪（党组书记、局长）",
  recorder: "叶知微",
  expected: 6,
  present: ["顾明溪", "温以宁", "卢照林", "宋青禾", "祁连生", "邵闻笛"],
  absent: "无",
  topic: "以群众感受检验家庭医生签约服务",
  reading: [
    "邵闻笛领学《习近平关于健康中国论述摘编》中关于以人民健康为中心的篇章；卢照林报告8月学习的补课情况。",
  ],
  speeches: [
    [
      "邵闻笛",
      "签约率报上来是76%，可我打了50个回访电话，有18位老人说不清自己的签约医生是谁。数字好看，服务没到。建议把考核指标换成“半年内见过面”，从漱石卫生院先改。",
    ],
    [
      "卢照林",
      "在邻县支援时看到，他们把签约医生的电话印在药袋上，一年多收了两千多个咨询电话。这个办法不花钱，我们十月起在11个卫生院推开，药袋印制由药剂科统一办。",
    ],
    [
      "温以宁",
      "慢病随访表有三成是同一天填的，字迹一样，说明是补表。随访改为现场拍照上传以后，杏湾卫生院九月第一周的真实随访只有计划的四成，要先承认这个差距。",
    ],
  ],
  conclusion:
    "顾明溪小结：承认差距才谈得上改。考核指标由邵闻笛修订，9月25日前印发；药袋电话由卢照林办理，10月1日前到位；随访造假由温以宁会同祁连生核实，9月底前拿出处理意见。",
};

/** A report about a business meeting: it is no study session, whatever the form says it is. */
const promotionMeeting: Block[] = [
  title("县卫生健康局召开家庭医生签约服务推进会"),
  ...paragraphs(
    "本网讯 2026年9月11日上午，县卫生健康局召开全县家庭医生签约服务推进会。局长顾明溪主持会议，各乡镇卫生院院长、公共卫生科长共32人参加会议。",
    "会上，基层卫生股通报了今年以来签约服务进展情况，漱石卫生院、杏湾卫生院作了经验介绍，三家进度靠后的卫生院作了表态。截至8月底，全县签约居民11.4万人，重点人群签约率76%，较去年同期提高4个百分点，随访完成率68%。",
    "会议指出，签约服务是分级诊疗的基础，各单位要倒排工期，挂图作战，确保10月底前完成年度签约任务。要加强队伍建设，配齐签约团队，落实签约服务费分配办法。要强化督导考核，对连续两个月排名末位的单位予以通报。",
    "会议要求，各卫生院于9月20日前上报整改台账，县卫生健康局将组织两个督导组分片开展督查，督查结果与绩效奖金挂钩。各乡镇卫生院要主动对接村委会和社区，用好乡村医生力量，确保签一人、履约一人、做实一人。",
  ),
  closing("来源：县卫生健康局基层卫生股", "2026年9月11日"),
];

const signIn = signInSheet({
  title: `${GROUP}学习签到表`,
  time: "2026年8月13日（星期四）14:30",
  place: "县疾控中心二楼应急指挥室",
  topic: "筑牢基层传染病防控网",
  members: [
    { name: "顾明溪", post: "党组书记、局长" },
    { name: "温以宁", post: "党组成员、副局长" },
    { name: "卢照林", post: "党组成员、副局长", away: "支援邻县防汛医疗保障，已请假" },
    { name: "宋青禾", post: "党组成员、副局长" },
    { name: "祁连生", post: "党组成员、派驻纪检组组长" },
    { name: "邵闻笛", post: "党组成员、基层卫生股股长" },
  ],
  checker: "叶知微",
});

/** Larger than any upload ticket allows: a scan at photographic resolution. */
const OVERSIZE = 64 * 1024 * 1024;
function hugeScan(): Uint8Array {
  const bytes = new Uint8Array(OVERSIZE);
  bytes.set(new TextEncoder().encode("%PDF-1.7\n"));
  return bytes;
}

export const healthPapers: readonly Paper[] = [
  paper(
    { id: "health-plan", unit, documentType: "annual_plan", fileName: "卫健局2026年度学习计划.pdf" },
    plan,
  ),
  paper(
    {
      id: "health-summary-july",
      unit,
      documentType: "minutes_summary",
      sessionDate: "2026-07-09",
      fileName: "第5次集体学习情况报告.pdf",
    },
    summary,
  ),
  paper(
    {
      id: "health-scheme-august",
      unit,
      documentType: "study_scheme",
      sessionDate: "2026-08-13",
      fileName: "8月中心组学习方案.pdf",
    },
    scheme,
  ),
  paper(
    {
      id: "health-record-august",
      unit,
      documentType: "minutes_record",
      sessionDate: "2026-08-13",
      fileName: "8月13日学习会议记录.docx",
      expect: returned("label_blank"),
    },
    record({ ...august, place: "____________" }),
  ),
  paper(
    {
      id: "health-record-august-corrected",
      unit,
      documentType: "minutes_record",
      sessionDate: "2026-08-13",
      fileName: "8月13日学习会议记录（补填地点）.docx",
      corrects: "health-record-august",
    },
    record(august),
  ),
  {
    id: "health-signin-august",
    unit,
    documentType: "attendance_sheet",
    sessionDate: "2026-08-13",
    format: "pdf",
    fileName: "8月13日签到表（高清扫描）.pdf",
    build: async () => hugeScan(),
    expect: { first: "refused_by_store", ends: "never_filed" },
  },
  paper(
    {
      id: "health-signin-august-corrected",
      unit,
      documentType: "attendance_sheet",
      sessionDate: "2026-08-13",
      fileName: "8月13日签到表.docx",
      corrects: "health-signin-august",
    },
    signIn,
  ),
  paper(
    {
      id: "health-record-september",
      unit,
      documentType: "minutes_record",
      sessionDate: "2026-09-11",
      fileName: "9月11日会议材料.docx",
      expect: returned("wrong_type"),
    },
    promotionMeeting,
  ),
  paper(
    {
      id: "health-record-september-corrected",
      unit,
      documentType: "minutes_record",
      sessionDate: "2026-09-11",
      fileName: "9月11日中心组学习会议记录.docx",
      corrects: "health-record-september",
    },
    record(september),
  ),
];
