/**
 * `npm run bench:checking`: how fast documents of 2,000 characters are examined on one core, and what it costs to look
 * for copies among 1,000, 10,000 and 100,000 filings. `--quick` leaves the largest out.
 */
import { cpus, loadavg } from "node:os";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { examine } from "../core/checking/examine.ts";
import { SimilarityIndex, signatureOf } from "../core/checking/similarity-index.ts";
import { isRulebook } from "../core/rulebook/rulebook.ts";
import { rulebookFrom } from "../functions/adapters/rulebook/folder.ts";
import { BOOKS, PEOPLE, TOPICS, UNITS } from "./wording.ts";

const AIM = { perSecond: 300, p99: 20 };
const LENGTH = 2000;
const DOCUMENTS = 600;
const WARM_UP = 150;
const QUERIES = 300;

const { values } = parseArgs({ options: { quick: { type: "boolean", default: false } } });
const rulebook = rulebookFrom();
if (!isRulebook(rulebook)) throw new Error(rulebook.message);

/** A generator of our own, so that every run measures the same papers. */
function dice(seed: number): (sides: number) => number {
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

function sentence(roll: (sides: number) => number): string {
  const clause = (): string =>
    Array.from({ length: 6 + roll(8) }, () => WORDS[roll(WORDS.length)] ?? "").join("");
  return `${clause()}有${roll(90) + 2}处，${clause()}，打算${roll(12) + 1}月底前${clause()}。`;
}

/** A record of a session, filled up to the length asked for. */
function record(number: number): string {
  const roll = dice(number + 1);
  const [unit = "", topic = "", book = ""] = [UNITS, TOPICS, BOOKS].map((all) => all[roll(all.length)]);
  const present = PEOPLE.slice(0, 5);
  const head = `青石县${unit}党组理论学习中心组学习会议记录\n时间：2024年${roll(12) + 1}月${roll(28) + 1}日\n地点：二楼会议室\n主持人：${present[0]}\n出席：${present.join("、")}\n缺席：无\n记录人：${PEOPLE[6]}\n学习主题：${topic}\n一、集中学习\n${present[1]}领学${book}。\n二、研讨发言\n`;
  let text = head;
  for (let speaker = 0; text.length < LENGTH - 60; speaker++)
    text += `${present[1 + (speaker % 4)]}：${sentence(roll)}${sentence(roll)}${sentence(roll)}\n`;
  return `${text}三、小结\n${present[0]}要求，月底前逐项落实。\n散会。\n`;
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function timed<T>(work: () => T): { answer: T; milliseconds: number } {
  const begun = performance.now();
  const answer = work();
  return { answer, milliseconds: performance.now() - begun };
}

/** Milliseconds of this thread's processor time, so that whatever else the machine does takes nothing from the core. */
function worked(work: () => unknown): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

const LOOP = 10_000_000;

/** A plain loop of this very core, the median of nine: what a document costs is told in it. */
function calibration(): number {
  const once = (): number => {
    let state = 1;
    for (let step = 0; step < LOOP; step++) state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state;
  };
  return percentile(
    Array.from({ length: 9 }, () => worked(once)).sort((a, b) => a - b),
    0.5,
  );
}

console.log(
  `${cpus()[0]?.model ?? "?"}，Node ${process.versions.node}，开始时负载 ${loadavg()[0]?.toFixed(1)}\n`,
);
examination();
for (const filings of values.quick ? [1_000, 10_000] : [1_000, 10_000, 100_000]) copies(filings);

function examination(): void {
  if (!isRulebook(rulebook)) return;
  const texts = Array.from({ length: DOCUMENTS }, (_, number) => record(number));
  const once = (text: string) =>
    examine({ text, declaredType: "minutes_record", asOf: "2025-01-31" }, rulebook);
  for (const text of texts.slice(0, WARM_UP)) once(text);
  // Processor time of this thread, so that whatever else the machine does takes nothing from the core.
  const times = texts.map((text) => worked(() => once(text))).sort((a, b) => a - b);
  const seconds = times.reduce((sum, time) => sum + time, 0) / 1000;
  const length = Math.round(texts.reduce((sum, text) => sum + text.length, 0) / texts.length);
  console.log(
    `审查：${DOCUMENTS} 份，每份约 ${length} 字，单核每秒 ${Math.round(DOCUMENTS / seconds)} 份（目标 ${AIM.perSecond}）`,
  );
  console.log(
    `      p50 ${percentile(times, 0.5).toFixed(1)} 毫秒，p99 ${percentile(times, 0.99).toFixed(1)} 毫秒（目标 ${AIM.p99}）`,
  );
  const loop = calibration();
  const ratio = (seconds * 1000) / DOCUMENTS / loop;
  console.log(
    `      定标循环（${LOOP / 1_000_000} 百万步乘加）${loop.toFixed(1)} 毫秒，审查一份合 ${ratio.toFixed(2)} 个循环：机器忙时前几项变慢，此项不变\n`,
  );
}

/** Every look-up is for a copy of one filing with a tenth of its sentences rewritten: it must be found. */
function copies(filings: number): void {
  const index = new SimilarityIndex();
  const texts = (number: number): string[] => {
    const roll = dice(number * 7 + 3);
    return Array.from({ length: 10 }, () => sentence(roll));
  };
  let signing = 0;
  const adding = timed(() => {
    for (let number = 0; number < filings; number++) {
      const { answer, milliseconds } = timed(() => signatureOf(texts(number).join("\n")));
      signing += milliseconds;
      if (answer) index.add("发言材料", String(number), answer);
    }
  });
  let found = 0;
  const times = Array.from({ length: QUERIES }, (_, query) => {
    const original = (query * 7919) % filings;
    const changed = texts(original).with(query % 10, sentence(dice(query + 999_983)));
    const { answer, milliseconds } = timed(() => {
      const signature = signatureOf(changed.join("\n"));
      return signature ? index.candidates("发言材料", signature, 0.35) : [];
    });
    if (answer[0]?.paper === String(original)) found++;
    return milliseconds;
  }).sort((a, b) => a - b);
  console.log(
    `查重：${filings} 份在册，登记每份 ${(adding.milliseconds / filings).toFixed(2)} 毫秒（其中指纹 ${(signing / filings).toFixed(2)}）`,
  );
  console.log(
    `      查一份 p50 ${percentile(times, 0.5).toFixed(2)} 毫秒，p99 ${percentile(times, 0.99).toFixed(2)} 毫秒，改过的旧稿找回 ${found}/${QUERIES}\n`,
  );
}
