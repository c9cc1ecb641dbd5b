/** Small .txt papers of an invented unit, as good or as faulty as a test needs them. */
import type { Block } from "../samples/paper-formats/block.ts";

import { writeTxt } from "../samples/paper-formats/txt.ts";
import { type Record, record } from "../samples/papers/layouts.ts";

export interface Paper {
  readonly fileName: string;
  readonly documentType: string;
  readonly bytes: Uint8Array;
}

/** A record of a session that really discussed: nothing is missing, it counts. */
const complete: Record = {
  title: "青槐县水务局党组理论学习中心组学习记录",
  time: "2026年7月22日（星期三）上午8:40—11:00",
  place: "局机关三楼会议室",
  host: "江映川",
  recorder: "何书禾",
  expected: 3,
  present: ["江映川", "戴云舟", "谭松年"],
  absent: "无",
  topic: "学习防汛救灾重要论述，做好水库巡查",
  reading: ["谭松年领学习近平总书记关于防灾减灾救灾的重要论述有关篇章。"],
  speeches: [
    [
      "谭松年",
      "上半年十二座小水库巡查记录里有三座是事后补的，我建议改为巡查员在坝上拍照回传，八月起每周由防汛办抽查两座，补记一次就约谈一次。",
    ],
    [
      "戴云舟",
      "石坝村的预警喇叭坏了四个月没有人报修，问题出在报修要跑三个股室。我带头把报修改成一个电话，两天内修不好由我到现场督办。",
    ],
  ],
  conclusion: "江映川总结：巡查照片回传八月一日起实行，由谭松年负责；报修电话本周公布，由戴云舟负责。",
};

const CHARACTERS =
  "水库河渠闸坝泵站村湾塘桥路灯图表账册雨汛旱灾林田粮种牛羊鱼茶果菜车船砖瓦墙井泉溪谷坡岭洲滩堤岸仓棚院校医药书信";

/** What somebody said, different for every `mark`: papers of one unit must not look copied from each other. */
function speech(mark: string, turn: number): string {
  let seed = [...`${mark}/${turn}`].reduce(
    (hash, character) => (hash * 31 + character.charCodeAt(0)) >>> 0,
    7,
  );
  const draw = () => {
    seed = (seed * 1_103_515_245 + 12_345) >>> 0;
    return CHARACTERS[(seed >>> 8) % CHARACTERS.length] ?? "";
  };
  const words = (length: number) => Array.from({ length }, draw).join("");
  const sentence = () => `我建议${words(3)}村的${words(8)}由${words(2)}站${words(9)}。`;
  return Array.from({ length: 8 }, sentence).join("");
}

type Differences = Partial<Record> & { readonly mark?: string };

/** The record as blocks, for any format. `mark` makes the words of the discussion its own. */
export function layout({ mark, ...fields }: Differences = {}): Block[] {
  const speeches = complete.speeches.map(
    ([name, words], turn) => [name, mark === undefined ? words : speech(mark, turn)] as const,
  );
  return record({ ...complete, speeches, ...fields });
}

export function minutes(differences: Differences = {}): Paper {
  return {
    fileName: `学习记录${differences.mark ?? ""}.txt`,
    documentType: "minutes_record",
    bytes: writeTxt(layout(differences), "utf-8"),
  };
}

/** The same record with nothing behind the label of its place, which is surely a fault: goes back by itself. */
export function minutesWithoutPlace(mark?: string): Paper {
  const whole = minutes(mark === undefined ? {} : { mark });
  const text = new TextDecoder().decode(whole.bytes).replace(/(会议地点：).*(?=\r\n)/, "$1");
  return { ...whole, bytes: new TextEncoder().encode(text) };
}

/** A .docx that was cut off on its way. */
export const damaged: Paper = {
  fileName: "学习记录.docx",
  documentType: "minutes_record",
  bytes: Uint8Array.from([0x50, 0x4b, 0x03, 0x04, ...Array.from({ length: 400 }, (_, i) => (i * 37) % 251)]),
};

/** Meetings and notices passed on, nothing studied: it is accepted and does not count. */
export function relayed(): Paper {
  const lines = [
    "青槐县农业农村局党组理论学习中心组学习记录",
    "",
    "会议时间：2026年7月29日（星期三）下午3:00",
    "会议地点：局机关二楼会议室",
    "主持人：江映川    记录人：何书禾",
    "出席人员：江映川、戴云舟、谭松年",
    "缺席人员及原因：无",
    "一、学习内容",
    "　　戴云舟传达全县防汛救灾调度会议精神，通报7月以来雨情和水库水位。",
    "　　谭松年传达县委办公室《关于做好值班工作的通知》。",
    "二、会议要求",
    "　　江映川要求，各股室要迅速传达会议和通知精神，严格落实值班值守制度。",
    "　　散会。",
  ];
  return {
    fileName: "7月29日学习记录.txt",
    documentType: "minutes_record",
    bytes: new TextEncoder().encode(lines.join("\r\n")),
  };
}

/** A contract that somebody sent by mistake, called a record. */
export function noStudy(): Paper {
  const lines = [
    "青槐县农机站租车合同",
    "甲方：青槐县农机站",
    "乙方：河口车队",
    "租期三十天，日租金二百元，油费由乙方承担。",
    "车辆损坏由租用人照价赔偿，押金三千元在还车当日退还。",
  ];
  return {
    fileName: "租车.txt",
    documentType: "minutes_record",
    bytes: new TextEncoder().encode(lines.join("\r\n")),
  };
}
