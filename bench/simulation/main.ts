/** `npm run simulate -- --units 300000`: a month of filing with its peak at the end, and what the peak does. */
import { parseArgs } from "node:util";
import { type Month, type Office, simulate } from "./month.ts";
import { QUOTAS, QUOTAS_ELSEWHERE } from "./quotas.ts";

const { values } = parseArgs({
  options: {
    units: { type: "string" },
    seed: { type: "string", default: "1" },
    reviewers: { type: "string", default: "3" },
    minutes: { type: "string", default: "6" },
    "per-jurisdiction": { type: "string", default: "200" },
    /** Quotas of the smaller regions, AWS China among them. */
    elsewhere: { type: "boolean", default: false },
  },
});

function positive(name: string, text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  console.error(`--${name} 要写正整数，例如 --${name} 200；“${text}”不行。`);
  process.exit(2);
}

const sizes = values.units ? [positive("units", values.units)] : [200, 3000, 300_000, 3_000_000];
const seed = positive("seed", values.seed);
const of = (units: number): Office => ({
  units,
  unitsPerJurisdiction: positive("per-jurisdiction", values["per-jurisdiction"]),
  // 80 a year.
  papersPerUnit: 80 / 12,
  reviewersPerJurisdiction: positive("reviewers", values.reviewers),
  minutesPerReview: positive("minutes", values.minutes),
  returnedByMachine: 0.15,
  returnedByReviewer: 0.05,
  // As `npm run cost` reckons them for Lambda.
  intakeSeconds: 0.2,
  examineSeconds: 0.3,
});

const quotas = values.elsewhere ? QUOTAS_ELSEWHERE : QUOTAS;
const began = performance.now();
const months = sizes.map((units) => simulate(of(units), seed, quotas));
const whole = (value: number) => Math.round(value).toLocaleString("en");
const short = (value: number) => (value >= 100 ? whole(value) : value.toFixed(1));
const beyond = (value: number, quota: number) => `${whole(value)}${value > quota ? " ✗" : ""}`;

const ROWS: readonly (readonly [string, (month: Month) => string])[] = [
  ["当月报送，份", ({ filed }) => whole(filed)],
  ["到第 40 天办结，份", ({ closed }) => whole(closed)],
  ["最忙一分钟，份/秒", ({ peakPerSecond }) => short(peakPerSecond)],
  ["收件队列最久，分钟", ({ queueMinutes }) => whole(queueMinutes)],
  ["等待审查最久，分钟", ({ examineMinutes }) => whole(examineMinutes)],
  [
    `消息索引的一个键，写单位/秒（限 ${quotas.partitionWrites.value}）`,
    ({ peakMessageUnits }) => beyond(peakMessageUnits, quotas.partitionWrites.value),
  ],
  [
    `接口请求，次/秒（网关限 ${quotas.gatewayRequests.value}）`,
    ({ peakRequests }) => beyond(peakRequests, quotas.gatewayRequests.value),
  ],
  [
    `状态转换，次/秒（限 ${whole(quotas.transitionsPerSecond.value)}）`,
    ({ peakTransitions }) => beyond(peakTransitions, quotas.transitionsPerSecond.value),
  ],
  ["全表写入，单位/秒", ({ peakWriteUnits }) => whole(peakWriteUnits)],
  [
    `未办结（即未结束的流程，限 ${whole(quotas.openExecutions.value)}）`,
    ({ peakOpen }) => beyond(peakOpen, quotas.openExecutions.value),
  ],
  ["每个辖区待审核最多，份", ({ peakQueueOfJurisdiction }) => whole(peakQueueOfJurisdiction)],
  ["审核等待：中位数，小时", ({ medianReviewHours }) => short(medianReviewHours)],
  ["审核等待：95%，小时", ({ p95ReviewHours }) => short(p95ReviewHours)],
  ["审核等待：最久，小时", ({ longestReviewHours }) => short(longestReviewHours)],
  [
    "清扫看不完的时间，小时",
    ({ sweepsCutShort }) => `${whole(sweepsCutShort / 60)}${sweepsCutShort ? " ✗" : ""}`,
  ],
];

const wide = (text: string) =>
  [...text].reduce((sum, one) => sum + (/[\u2e80-\uffef]/u.test(one) ? 2 : 1), 0);
const pad = (text: string, columns: number) => text + " ".repeat(Math.max(1, columns - wide(text)));
const right = (text: string) => text.padStart(14);
console.log(`一个月的报送：半数在最后三个工作日，三成在此前五个工作日；每 ${values["per-jurisdiction"]} 个单位一个辖区，
每辖区 ${values.reviewers} 名审核员，每份 ${values.minutes} 分钟，工作日 8:30—11:30、14:00—17:30；15% 由机器、5% 由审核员退回一次。
随机种子 ${seed}；✗ 为超出默认限额（${values.elsewhere ? "中国等其他区域" : "us-east-1"}）。\n`);
console.log(pad("单位数", 48) + sizes.map((units) => right(units.toLocaleString("en"))).join(""));
for (const [name, of] of ROWS) console.log(pad(name, 48) + months.map((month) => right(of(month))).join(""));
console.log(`\n用时 ${((performance.now() - began) / 1000).toFixed(1)} 秒。`);
