/** Records of study sessions of a given length, each different and every run the same: what the checker is measured with. */
import { BOOKS, PEOPLE, TOPICS, UNITS } from "./wording.ts";

const LENGTH = 2000;

/** A generator of our own, so that every run measures the same papers. */
export function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const WORDS =
  "水田路灯账户渠门店仓库台风种子村民老人学校医院窗口设备隐患投诉维修培训抽检值班交接清单合同工资管网堤坝桥梁苗木茶叶船闸档案设施资金项目干部群众".split(
    "",
  );

export function sentence(roll: (sides: number) => number): string {
  const clause = (): string =>
    Array.from({ length: 6 + roll(8) }, () => WORDS[roll(WORDS.length)] ?? "").join("");
  return `${clause()}有${roll(90) + 2}处，${clause()}，打算${roll(12) + 1}月底前${clause()}。`;
}

/** A record of a session, filled up to the length asked for. */
export function record(number: number): string {
  const roll = dice(number + 1);
  const [unit = "", topic = "", book = ""] = [UNITS, TOPICS, BOOKS].map((all) => all[roll(all.length)]);
  const present = PEOPLE.slice(0, 5);
  const head = `青石县${unit}党组理论学习中心组学习会议记录\n时间：2024年${roll(12) + 1}月${roll(28) + 1}日\n地点：二楼会议室\n主持人：${present[0]}\n出席：${present.join("、")}\n缺席：无\n记录人：${PEOPLE[6]}\n学习主题：${topic}\n一、集中学习\n${present[1]}领学${book}。\n二、研讨发言\n`;
  let text = head;
  for (let speaker = 0; text.length < LENGTH - 60; speaker++)
    text += `${present[1 + (speaker % 4)]}：${sentence(roll)}${sentence(roll)}${sentence(roll)}\n`;
  return `${text}三、小结\n${present[0]}要求，月底前逐项落实。\n散会。\n`;
}
