/** Papers of the county's agriculture office: a good first session, and a second one copied from it. */
import { type Block, closing, heading, line, paragraphs, title } from "../paper-formats/block.ts";
import { type Record, record, signInSheet } from "./layouts.ts";
import { type Paper, paper, returned } from "./paper.ts";
import { COUNTY } from "./units.ts";

const UNIT = `${COUNTY}农业农村局`;
const GROUP = `${UNIT}党组理论学习中心组`;
const unit = "agriculture";

const plan: Block[] = [
  title(`${UNIT}党组\n2026年度理论学习中心组学习计划`),
  ...paragraphs(
    "为做好2026年局党组理论学习中心组学习，推动学习制度化、规范化，根据县委宣传部统一安排，结合我局实际，制定本计划。",
  ),
  heading("指导思想"),
  ...paragraphs(
    "坚持以习近平新时代中国特色社会主义思想为指导，深入贯彻党的二十大和二十届历次全会精神，围绕粮食安全、耕地保护和乡村产业三项重点工作，把理论学习同解决全县农业农村的实际问题结合起来。",
  ),
  heading("学习专题和时间安排"),
  ...paragraphs(
    "第一季度：学习《习近平关于“三农”工作论述摘编》，专题研讨耕地保护和高标准农田建设，由罗知夏牵头并作重点发言。",
    "第二季度：学习《中华人民共和国粮食安全保障法》，专题研讨春耕备耕和种业发展，由方既明牵头并作重点发言。",
    "第三季度：学习《习近平关于国家粮食安全论述摘编》，7月专题研讨单产提升和农田管护，由韩砚耕牵头；8月专题研讨农产品质量安全，由陆怀谷牵头。",
    "第四季度：学习党的创新理论关于乡村全面振兴的重要论述，专题研讨农村集体资产管理和明年工作思路，由沈禾牵头并作重点发言。",
  ),
  heading("学习形式"),
  ...paragraphs(
    "采取集体学习研讨、个人自学、专题调研、辅导报告相结合的方式。集体学习研讨每季度不少于1次，全年累计不少于8次；每名成员全年撰写调研报告1篇、心得体会1篇。",
  ),
  heading("学习成员"),
  ...paragraphs(
    "组长程望舒，副组长罗知夏，成员韩砚耕、沈禾、陆怀谷、方既明、秦若川。学习秘书姚清和，负责时间安排、学习材料、考勤和档案管理。",
  ),
  heading("学习要求"),
  ...paragraphs(
    "成员每次学习前应当提前自学规定篇目，重点发言人会前3天提交发言提纲。因故不能参加的，须向组长书面请假，并在下一次集体学习前完成补课。学习结束后7日内，由学习秘书整理记录、签到表报县委宣传部。",
  ),
  closing(`中共${UNIT}党组`, "2026年1月22日"),
];

const scheme: Block[] = [
  title(`关于召开${GROUP}\n2026年第7次集体学习研讨的通知`),
  line("局党组理论学习中心组各成员、机关各股室："),
  ...paragraphs("根据局党组年度学习计划，现将本次集体学习研讨有关事项通知如下。"),
  heading("学习时间"),
  ...paragraphs("2026年7月16日（星期四）下午2:30"),
  heading("学习地点"),
  ...paragraphs("局机关三楼第一会议室"),
  heading("主持人"),
  ...paragraphs("程望舒（党组书记、局长）"),
  heading("参加人员"),
  ...paragraphs("局党组理论学习中心组全体成员；粮油生产股、农田建设股负责人列席。"),
  heading("学习主题"),
  ...paragraphs("扛稳粮食安全责任，提升单产和农田管护水平"),
  heading("学习内容"),
  ...paragraphs(
    "《习近平关于国家粮食安全论述摘编》第二、第四专题；《中华人民共和国粮食安全保障法》第二章“耕地保护”。由罗知夏领学。",
  ),
  heading("议程安排"),
  ...paragraphs(
    "集中领学40分钟；重点发言和交流研讨90分钟；组长小结20分钟。重点发言人为韩砚耕、方既明、秦若川，其他成员结合分管工作作补充发言。",
  ),
  heading("有关要求"),
  ...paragraphs(
    "各成员会前自学上述篇目，重点发言人于7月14日前将发言提纲送局办公室姚清和。发言要联系分管领域，讲清楚一个具体问题和一条能落实的办法。因故不能参加的，须提前一天向组长请假，并在下次学习前完成补课。",
  ),
  closing(`${UNIT}党组办公室`, "2026年7月9日"),
];

const july: Record = {
  title: `${GROUP}学习会议记录`,
  time: "2026年7月16日（星期四）下午2:30—5:05",
  place: "局机关三楼第一会议室",
  host: "程望舒（党组书记、局长）",
  recorder: "姚清和",
  expected: 7,
  present: ["程望舒", "罗知夏", "韩砚耕", "沈禾", "方既明", "秦若川"],
  absent: "陆怀谷（赴省农业农村厅参加执法培训，已向组长请假）",
  nonvoting: "粮油生产股乔木生、农田建设股谷雨声",
  topic: "扛稳粮食安全责任，提升单产和农田管护水平",
  reading: [
    "罗知夏领学《习近平关于国家粮食安全论述摘编》第二、第四专题和《中华人民共和国粮食安全保障法》第二章“耕地保护”，并对照我县上半年粮食生产数据作了说明。",
  ],
  speeches: [
    [
      "韩砚耕",
      "我分管粮油生产。上半年小麦测产，石门片区亩产比杏湾片区少47公斤，原因不在品种，在播期拖后和二次追肥没有跟上。打算八月底前把两个片区的农技员对调一个月，先把播期统一到十月上旬。",
    ],
    [
      "方既明",
      "高标准农田建成以后管护跟不上，去年巡查发现26处泵站有9处缺配件，最长的停了四个月。学了第四专题，我认为问题出在管护经费没有到村，建议从奖补资金里划出每亩8元，由村里签责任书。",
    ],
    [
      "秦若川",
      "农技推广中心有14名技术员，去年平均每人下田只有31天，指导记录里一半没有写田块位置。从本月起改用定位打卡，每人每月下田不少于8天，月底在局里公示。",
    ],
    [
      "沈禾",
      "畜牧粪肥还田和地力提升是一回事。全县4个规模场的粪肥有三成运不出去，我准备九月前在上枫村试一条还田线路，运费由场户各担一半，先做600亩。",
    ],
  ],
  conclusion:
    "程望舒强调：一是播期和追肥由韩砚耕负责，8月31日前拿出两个片区的调整方案；二是9处泵站由方既明逐一定人，9月15日前恢复运行；三是技术员下田情况从8月起每月通报；四是陆怀谷返岗后一周内补课，并在下次学习会上报告。",
};

/** Last month's record with another date: only a comparison with the earlier filing shows it. */
const copied: Record = { ...july, time: "2026年8月20日（星期四）下午2:30—5:05" };

const august: Record = {
  title: `${GROUP}学习会议记录`,
  time: "2026年8月20日（星期四）上午9:00—11:40",
  place: "局机关五楼学习室",
  host: "罗知夏（党组副书记、副局长，受程望舒委托）",
  recorder: "姚清和",
  expected: 7,
  present: ["罗知夏", "韩砚耕", "沈禾", "陆怀谷", "方既明", "秦若川"],
  absent: "程望舒（参加县委党校学习，已书面委托罗知夏主持）",
  topic: "守住农产品质量安全底线",
  reading: [
    "沈禾领学《习近平关于“三农”工作论述摘编》有关质量兴农的篇章；陆怀谷领学《中华人民共和国农产品质量安全法》第三章、第四章，并报告参加省厅培训后的补课情况。",
  ],
  speeches: [
    [
      "陆怀谷",
      "执法大队上半年抽检蔬菜212批次，豇豆不合格5批次，全部来自露天小散户。以前是罚完就走，今后每一例都要追到农资门店，九月起对全县38家门店做一次进销台账核对。",
    ],
    [
      "韩砚耕",
      "合格证制度在合作社推开了，可散户那里只发了纸，没有人教怎么填。我的意见是在四个集贸市场设代填点，由市场管理方出人，先从漱石集市试起，试一个月看开具率。",
    ],
    [
      "秦若川",
      "检测室现有的两台速测仪用了六年，去年送检偏差超标三次。已经和疾控中心商量共用设备，每周二、周五上午送样，这样不等预算也能把结果做准。",
    ],
  ],
  conclusion:
    "罗知夏小结：质量安全要从“抽到再管”变成“进门先管”。门店台账核对由陆怀谷负责，9月30日前完成；集市代填点由韩砚耕负责，9月10日前开张；共用设备的协议由秦若川本月内签好。三项进展下次学习会逐项报告。",
};

const members = [
  { name: "程望舒", post: "党组书记、局长" },
  { name: "罗知夏", post: "党组副书记、副局长" },
  { name: "韩砚耕", post: "党组成员、副局长" },
  { name: "沈禾", post: "党组成员、副局长" },
  { name: "陆怀谷", post: "党组成员、执法大队大队长", away: "参加省厅培训，已请假" },
  { name: "方既明", post: "党组成员、总农艺师" },
  { name: "秦若川", post: "党组成员、农技推广中心主任" },
];

const signIn = signInSheet({
  title: `${GROUP}学习签到表`,
  time: "2026年7月16日（星期四）14:30",
  place: "局机关三楼第一会议室",
  topic: "扛稳粮食安全责任，提升单产和农田管护水平",
  members,
  checker: "姚清和",
});

const news: Block[] = [
  title("县农业农村局党组理论学习中心组专题研讨粮食安全"),
  ...paragraphs(
    `本网讯（通讯员 乔木生）2026年7月16日下午，${UNIT}党组理论学习中心组在局机关三楼第一会议室开展2026年第7次集体学习研讨，主题是扛稳粮食安全责任、提升单产和农田管护水平。局党组书记、局长程望舒主持，局党组成员罗知夏、韩砚耕、沈禾、方既明、秦若川参加学习，粮油生产股、农田建设股负责人列席。`,
    "会上，罗知夏领学《习近平关于国家粮食安全论述摘编》有关专题和《中华人民共和国粮食安全保障法》耕地保护一章。",
    "研讨中，韩砚耕围绕小麦播期作重点发言，分析石门片区亩产比杏湾片区少47公斤的原因，提出两个片区农技员对调一个月；方既明围绕农田管护作重点发言，反映26处泵站中有9处缺配件，建议按每亩8元落实村级管护经费；秦若川围绕技术员下田作交流发言，提出用定位打卡核实指导记录。",
    "程望舒强调，学习的成色要到田里看，播期调整方案8月31日前拿出来，9处泵站9月15日前恢复运行，技术员下田情况从8月起逐月公布。",
  ),
  closing(`来源：${UNIT}办公室`, "2026年7月17日"),
];

export const agriculturePapers: readonly Paper[] = [
  paper(
    { id: "agriculture-plan", unit, documentType: "annual_plan", fileName: "2026年度中心组学习计划.docx" },
    plan,
  ),
  paper(
    {
      id: "agriculture-scheme-july",
      unit,
      documentType: "study_scheme",
      sessionDate: "2026-07-16",
      fileName: "7月中心组学习方案.docx",
    },
    scheme,
  ),
  paper(
    {
      id: "agriculture-record-july",
      unit,
      documentType: "minutes_record",
      sessionDate: "2026-07-16",
      fileName: "7月16日中心组学习记录.docx",
    },
    record(july),
  ),
  paper(
    {
      id: "agriculture-signin-july",
      unit,
      documentType: "attendance_sheet",
      sessionDate: "2026-07-16",
      fileName: "7月16日签到表.docx",
    },
    signIn,
  ),
  paper(
    {
      id: "agriculture-news-july",
      unit,
      documentType: "news_report",
      sessionDate: "2026-07-16",
      fileName: "粮食安全专题研讨信息稿.txt",
    },
    news,
    "gb18030",
  ),
  paper(
    {
      id: "agriculture-record-august",
      unit,
      documentType: "minutes_record",
      sessionDate: "2026-08-20",
      fileName: "8月20日中心组学习记录.docx",
      expect: returned("near_duplicate"),
    },
    record(copied),
  ),
  paper(
    {
      id: "agriculture-record-august-corrected",
      unit,
      documentType: "minutes_record",
      sessionDate: "2026-08-20",
      fileName: "8月20日中心组学习记录（重新整理）.docx",
      corrects: "agriculture-record-august",
    },
    record(august),
  ),
];
