/** Papers of a town: an impossible date, placeholders, relaying instead of studying with nobody who recorded it, a damaged file, a return by hand. */
import { type Block, closing, heading, paragraphs, title } from "../paper-formats/block.ts";
import { type Record, record, signInSheet } from "./layouts.ts";
import { type Paper, paper, returned } from "./paper.ts";
import { COUNTY } from "./units.ts";

const UNIT = `${COUNTY}漱石镇`;
const GROUP = `${UNIT}党委理论学习中心组`;
const unit = "town";

function plan(issued: string): Block[] {
  return [
    title(`${UNIT}党委理论学习中心组2026年度学习计划`),
    ...paragraphs(
      "为抓好2026年镇党委理论学习中心组学习，提升班子成员理论水平和解决基层问题的本领，制定如下计划。",
    ),
    heading("指导思想"),
    ...paragraphs(
      "坚持以习近平新时代中国特色社会主义思想为指导，全面贯彻党的二十大和二十届历次全会精神，围绕基层治理、乡村全面振兴、安全生产和党风廉政建设，把学习同走村入户、化解矛盾结合起来。",
    ),
    heading("学习专题及时间"),
    ...paragraphs(
      "3月：学习《习近平关于基层治理论述摘编》，研讨村级事务公开，牵头人谭松年。",
      "5月：学习《中国共产党农村基层组织工作条例》，研讨村党组织建设，牵头人谭松年。",
      "7月：学习《信访工作条例》，研讨矛盾纠纷化解，牵头人柏景行。",
      "8月：学习习近平总书记关于防灾减灾救灾的重要论述，研讨防汛和安全生产，牵头人戴云舟。",
      "9月：学习《习近平关于“三农”工作论述摘编》，研讨村集体经济，牵头人邹念慈。",
      "11月：学习《中国共产党纪律处分条例》，研讨群众身边不正之风，牵头人冯晓棠。",
    ),
    heading("学习形式和次数"),
    ...paragraphs(
      "采取集体学习研讨、个人自学、现场教学等形式，集体学习研讨每两月不少于1次，第三季度每月不少于1次，每次安排2至3名成员重点发言。",
    ),
    heading("成员"),
    ...paragraphs("组长江映川，副组长戴云舟，成员谭松年、冯晓棠、柏景行、邹念慈、苏临，学习秘书何书禾。"),
    heading("学习要求"),
    ...paragraphs(
      "成员要提前自学，发言要有走访得来的事例。请假须经组长同意，一个月内完成补课。学习秘书负责考勤、记录和归档。",
    ),
    closing(`中共${UNIT}委员会`, issued),
  ];
}

const july: Record = {
  title: `${GROUP}学习记录`,
  time: "2026年7月22日（星期三）上午8:40—11:00",
  place: "镇政府二楼党员活动室",
  host: "江映川",
  recorder: "何书禾",
  expected: 7,
  present: ["江映川", "戴云舟", "谭松年", "冯晓棠", "柏景行", "邹念慈"],
  absent: "苏临（参加全县武装工作会议，已请假）",
  topic: "学好信访条例，把矛盾化解在村里",
  reading: ["柏景行领学《信访工作条例》第三章、第四章，谭松年领学《习近平关于基层治理论述摘编》有关篇章。"],
  speeches: [
    [
      "柏景行",
      "今年到六月底全镇信访31件，其中14件是上枫村的林地界线。三年里调解过五次，每次都是口头说好、没有图纸。我想请县林业站八月中旬来测一次，现场立桩，双方签字留底。",
    ],
    [
      "冯晓棠",
      "有两件反映低保评议不公的信访，我调了评议记录，参加评议的人数只够半数，公示照片是同一张。问题属实，镇纪委已经约谈村干部，八月起每次评议派一名纪委委员到场。",
    ],
    [
      "戴云舟",
      "答复时限压得住，可群众满意率只有六成，主要是答复书写得像公文。我带头改，凡是镇长签发的答复，先念给信访人听一遍，听不懂的当场改。",
    ],
  ],
  conclusion:
    "江映川总结：林地界线8月20日前测完，由柏景行负责；低保评议由冯晓棠每月抽查两个村；答复书从今天起先念后发。苏临8月学习会前补课，补课情况由何书禾登记。",
};

/** A model text that was only half filled in. */
const julyPlaceholders: Record = {
  ...july,
  place: "XX会议室",
  recorder: "某某某",
};

/** Meetings and notices passed on, nothing studied, nothing said. */
const augustRelay: Block[] = [
  title(`${GROUP}学习记录`),
  {
    kind: "form",
    rows: [
      ["会议时间", "2026年8月27日（星期四）下午3:00"],
      ["会议地点", "镇政府三楼会议室"],
      [
        ["主持人", "江映川"],
        ["记录人", "__________"],
      ],
      ["出席人员", "江映川、戴云舟、谭松年、冯晓棠、柏景行、邹念慈、苏临"],
      ["缺席人员及原因", "无"],
    ],
  },
  heading("学习内容"),
  ...paragraphs(
    "戴云舟传达全县防汛救灾调度会议精神，通报8月以来雨情和水库水位。",
    "谭松年传达县委办公室《关于做好中秋国庆期间值班工作的通知》。",
    "邹念慈传达全县秸秆禁烧工作会议精神，部署各村巡查网格。",
    "冯晓棠传达县纪委《关于加强节日期间作风建设的通知》。",
  ),
  heading("会议要求"),
  ...paragraphs(
    "江映川要求，各分管领导要迅速把上级会议和通知精神传达到村，严格落实值班值守制度，压紧压实责任，确保节日期间平稳有序。",
    "散会。",
  ),
];

const august: Record = {
  title: `${GROUP}学习记录`,
  time: "2026年8月27日（星期四）下午3:00—5:30",
  place: "镇政府三楼会议室",
  host: "江映川",
  recorder: "何书禾",
  expected: 7,
  present: ["江映川", "戴云舟", "谭松年", "冯晓棠", "柏景行", "邹念慈", "苏临"],
  absent: "无",
  topic: "从防汛复盘看基层应急能力",
  reading: [
    "戴云舟领学习近平总书记关于防灾减灾救灾的重要论述，邹念慈领学《中华人民共和国突发事件应对法》第三章。苏临报告7月学习的补课情况。",
  ],
  speeches: [
    [
      "戴云舟",
      "8月11日夜里那场雨，石门坎村转移46人用了三个小时，预案写的是一小时。差在叫应：十二户老人家里没有响铃电话。九月底前给这十二户装应急广播，村干部一人包三户。",
    ],
    [
      "苏临",
      "民兵应急分队编了30人，当晚到了17人，其余在外务工。名册是前年的。我打算按季度更新名册，外出三个月以上的一律替换，十月组织一次夜间拉练。",
    ],
    [
      "邹念慈",
      "杏湾山塘的溢洪道被菜地占了两米，去年检查就写在本子上，一直没拆。责任在农办，我在这里认账，九月十日前清完，请柏景行同志一起做农户工作。",
    ],
  ],
  conclusion:
    "江映川总结：应急广播由戴云舟负责，9月30日前装完；民兵名册由苏临负责，9月20日前更新；溢洪道由邹念慈负责，9月10日前清障。三件事办完后由何书禾拍照归档。",
};

function september(conclusion: string): Record {
  return {
    title: `${GROUP}学习记录`,
    time: "2026年9月17日（星期四）上午9:00—11:20",
    place: "上枫村党群服务中心会议室",
    host: "江映川",
    recorder: "何书禾",
    expected: 7,
    present: ["江映川", "戴云舟", "谭松年", "冯晓棠", "柏景行", "邹念慈", "苏临"],
    absent: "无",
    nonvoting: "上枫村党支部书记霍田生",
    topic: "发展新型农村集体经济",
    reading: [
      "邹念慈领学《习近平关于“三农”工作论述摘编》中关于壮大集体经济的篇章；霍田生介绍上枫村冷库项目。",
    ],
    speeches: [
      [
        "邹念慈",
        "全镇13个村，去年集体经营收入过10万元的只有4个，其余靠租金过日子。上枫村的冷库每天周转6吨，能给周边三个村代存。我建议四村联营，按存货量分红，先签一年。",
      ],
      [
        "谭松年",
        "联营的难处在账。去年审计发现两个村的收据本重号，一笔2.6万元的租金挂在个人名下。联营之前，先让镇财政所代管四个村的账，每季度张榜。",
      ],
      [
        "冯晓棠",
        "我补充监督这一头：冷库的电费合同没有经过村民代表会议，程序是倒着补的。今后村集体5万元以上的支出，先过会再签字，镇纪委按季度抽查合同。",
      ],
    ],
    conclusion,
  };
}

const VAGUE = "以上事项请各分管同志抓紧落实";
const septemberVague = september(
  `江映川总结：集体经济要做大，账目和程序更要清楚。${VAGUE}，下次学习会再议。`,
);
const septemberNamed = september(
  "江映川总结：集体经济要做大，账目和程序更要清楚。四村联营方案由邹念慈负责，10月15日前提交镇党委会；账目代管由谭松年负责，10月1日起实行；5万元以上支出先过会再签字，由冯晓棠每季度抽查。",
);

/** Who signs in at the town, by post. */
export const townMembers = [
  { name: "江映川", post: "镇党委书记" },
  { name: "戴云舟", post: "镇党委副书记、镇长" },
  { name: "谭松年", post: "镇党委副书记" },
  { name: "冯晓棠", post: "镇党委委员、纪委书记" },
  { name: "柏景行", post: "镇党委委员、政法委员" },
  { name: "邹念慈", post: "镇党委委员、副镇长" },
  { name: "苏临", post: "镇党委委员、武装部部长" },
];

const signIn = signInSheet({
  title: `${GROUP}学习签到表`,
  time: "2026年8月27日（星期四）15:00",
  place: "镇政府三楼会议室",
  topic: "从防汛复盘看基层应急能力",
  members: townMembers,
  checker: "何书禾",
});

const news: Block[] = [
  title("漱石镇：把中心组学习搬到村里的冷库旁"),
  ...paragraphs(
    `本报讯（通讯员 何书禾）2026年9月17日上午，${UNIT}党委理论学习中心组在上枫村党群服务中心会议室举行集体学习研讨，主题是发展新型农村集体经济。镇党委书记江映川主持，镇党委班子成员戴云舟、谭松年、冯晓棠、柏景行、邹念慈、苏临参加学习，上枫村党支部书记霍田生列席。`,
    "学习前，大家先到村里的冷库看周转台账。会上，邹念慈领学《习近平关于“三农”工作论述摘编》中关于壮大集体经济的篇章。",
    "研讨中，邹念慈提出由上枫村冷库带动周边三个村联营，按存货量分红；谭松年提出联营之前由镇财政所代管四个村的账，每季度张榜公布；冯晓棠提出村集体5万元以上的支出先过会再签字。",
    "江映川强调，集体经济要做大，账目和程序更要清楚，联营方案10月15日前提交镇党委会。",
  ),
  closing("作者：何书禾", "2026年9月18日"),
];

/** What is left of a file whose transfer broke off. */
function cut(whole: Paper): Paper["build"] {
  return async () => {
    const bytes = await whole.build();
    return bytes.slice(0, Math.floor(bytes.length * 0.6));
  };
}

const signInWhole = paper(
  {
    id: "town-signin-august-corrected",
    unit,
    documentType: "attendance_sheet",
    sessionDate: "2026-08-27",
    fileName: "8月27日签到表（重新导出）.docx",
    corrects: "town-signin-august",
  },
  signIn,
);

export const townPapers: readonly Paper[] = [
  paper(
    {
      id: "town-plan",
      unit,
      documentType: "annual_plan",
      fileName: "漱石镇2026年学习计划.txt",
      expect: returned("date_invalid"),
    },
    plan("2026年2月30日"),
  ),
  paper(
    {
      id: "town-plan-corrected",
      unit,
      documentType: "annual_plan",
      fileName: "漱石镇2026年学习计划（更正日期）.txt",
      corrects: "town-plan",
    },
    plan("2026年2月10日"),
  ),
  paper(
    {
      id: "town-record-july",
      unit,
      documentType: "minutes_record",
      sessionDate: "2026-07-22",
      fileName: "7月22日学习记录.txt",
      expect: returned("placeholder"),
    },
    record(julyPlaceholders),
    "gb18030",
  ),
  paper(
    {
      id: "town-record-july-corrected",
      unit,
      documentType: "minutes_record",
      sessionDate: "2026-07-22",
      fileName: "7月22日学习记录（补正）.txt",
      corrects: "town-record-july",
    },
    record(july),
    "gb18030",
  ),
  paper(
    {
      id: "town-record-august",
      unit,
      documentType: "minutes_record",
      sessionDate: "2026-08-27",
      fileName: "8月27日学习记录.docx",
      expect: returned("label_blank"),
    },
    augustRelay,
  ),
  paper(
    {
      id: "town-record-august-corrected",
      unit,
      documentType: "minutes_record",
      sessionDate: "2026-08-27",
      fileName: "8月27日学习记录（补记研讨）.docx",
      corrects: "town-record-august",
    },
    record(august),
  ),
  {
    ...signInWhole,
    id: "town-signin-august",
    fileName: "8月27日签到表.docx",
    corrects: undefined,
    build: cut(signInWhole),
    expect: { first: "returned", ends: "closed", findingCodes: [], unreadable: "truncated" },
  },
  signInWhole,
  paper(
    {
      id: "town-record-september",
      unit,
      documentType: "minutes_record",
      sessionDate: "2026-09-17",
      fileName: "9月17日学习记录.pdf",
      byHand: {
        evidence: VAGUE,
        element: "conclusions",
        message: "小结只说“抓紧落实”，没有写明责任人和完成时限，请补充后重新报送。",
      },
    },
    record(septemberVague),
  ),
  paper(
    {
      id: "town-record-september-corrected",
      unit,
      documentType: "minutes_record",
      sessionDate: "2026-09-17",
      fileName: "9月17日学习记录（明确责任人）.pdf",
      corrects: "town-record-september",
    },
    record(septemberNamed),
  ),
  paper(
    {
      id: "town-news-september",
      unit,
      documentType: "news_report",
      sessionDate: "2026-09-17",
      fileName: "漱石镇中心组学习信息.txt",
    },
    news,
  ),
];
