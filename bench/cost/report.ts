/** The tables that `npm run cost` prints. */
import { type Bill, billOf } from "./bill.ts";
import { CITY, type Measured, openPapers, yearOf } from "./city.ts";
import type { ColdStart } from "./cold-start.ts";
import { ROUND_TRIP_MS } from "./compute.ts";
import type { OfficeFigures } from "./office.ts";
import type { Fate } from "./papers.ts";
import { ALARM_DOLLARS, METRIC_DOLLARS, PRICES_OF, prices } from "./prices.ts";
import { plus, type Tally, times } from "./tally.ts";

/** Papers of one fate, and what one of them used. */
export interface Group {
  readonly fate: Fate;
  readonly count: number;
  readonly paper: Tally;
}

const FATES: Readonly<Record<Fate, string>> = {
  accepted: "一次通过",
  machine: "由机器退回一次后通过",
  reviewer: "由审核员退回一次后通过",
};

export interface Report {
  readonly count: number;
  readonly units: number;
  readonly averageBytes: number;
  readonly before: OfficeFigures;
  readonly after: OfficeFigures;
  readonly groups: readonly Group[];
  readonly notice: Tally;
  readonly measured: Measured;
  readonly colds: readonly ColdStart[];
}

const AIM_DOLLARS = 0.25;
/** What is filed through a year lies half a year on average until its end. */
const MONTHS_OF_A_YEARS_FILING = 6.5;

export function report(found: Report): void {
  const { count, units, averageBytes, measured } = found;
  console.log(`每千份材料的费用（${PRICES_OF.region} 目录价，${PRICES_OF.date}，不计免费额度）

测量：${count} 份会议记录（.docx、.pdf、.txt 按 6∶3∶1，平均 ${(averageBytes / 1000).toFixed(0)} KB，15% 由机器退回、5% 由审核员退回后重报），
  逐份经本机云走完：打开链接、申请凭证、上传、形式审查、查看结果、领取、看文、审核、办结。请求在线路上计数。`);
  const thousand = billOf(times(measured.paper, 1000), 1);
  printBill(thousand, 1000);
  const verdict = thousand.dollars <= AIM_DOLLARS ? "达到" : "超出";
  console.log(`  目标 ≤ $${AIM_DOLLARS}：${verdict}（DynamoDB 写单位中二级索引占 ${indexShare(found)}%）`);
  for (const { fate, count: size, paper } of found.groups)
    console.log(
      `  其中${FATES[fate]} ${size} 份：每份 ${paper.stateTransitions.toFixed(1)} 次转换，每千份 $${billOf(times(paper, 1000), 1).dollars.toFixed(4)}`,
    );
  printCold(found);
  printFunctions(found);
  console.log(`\n季度通报（${units} 个单位）：$${billOf(found.notice, 1).dollars.toFixed(5)} 一期`);
  printCity(measured);
  printAssumptions();
}

function printBill(bill: Bill, papers: number): void {
  console.log(`\n  ${cell("项目", 28)}${"每份".padStart(8)}${"单价".padStart(14)}${"每千份".padStart(19)}`);
  for (const { price, amount, dollars } of bill.lines) {
    if (amount === 0) continue;
    const each = `${figure(amount / papers)} ${price.unit}`;
    const asked = `$${price.dollars} ${price.perLabel}`;
    console.log(`  ${cell(price.name, 28)}${left(each, 20)}${left(asked, 32)}$${dollars.toFixed(4)}`);
  }
  console.log(`  ${cell("合计", 80)}$${bill.dollars.toFixed(4)}`);
}

function indexShare({ before, after }: Report): string {
  const all = after.tally.tableWriteUnits - before.tally.tableWriteUnits;
  return (((after.indexWriteUnits - before.indexWriteUnits) / all) * 100).toFixed(0);
}

function printCold({ colds }: Report): void {
  const gigabytes = colds.reduce((sum, cold) => sum + cold.gigabyteSeconds, 0);
  const dollars = gigabytes * 1000 * prices.lambdaGigabyteSeconds.dollars;
  const each = colds.map(({ name, cpuMs }) => `${name} ${cpuMs.toFixed(0)} ms`).join("、");
  console.log(
    `  冷启动另计：如每份材料的五个函数各冷启动一次，每千份再加至多 $${dollars.toFixed(4)}（由源码加载的 CPU 时间：${each}）`,
  );
}

function printFunctions({ before, after, count }: Report): void {
  console.log(
    `\n  ${cell("函数", 16)}${left("每份调用", 12)}${left("本机CPU毫秒", 12)}${left("折算毫秒", 12)}每千份 GB·秒`,
  );
  for (const [name, usage] of Object.entries(after.usage)) {
    const earlier = before.usage[name];
    const invocations = usage.invocations - (earlier?.invocations ?? 0);
    if (invocations === 0) continue;
    const mean = (now: number, then = 0) => ((now - then) / invocations).toFixed(1);
    const gigabytes = ((usage.gigabyteSeconds - (earlier?.gigabyteSeconds ?? 0)) / count) * 1000;
    console.log(
      `  ${cell(name, 16)}${left((invocations / count).toFixed(2), 12)}${left(mean(usage.cpuMs, earlier?.cpuMs), 12)}${left(mean(usage.billedMs, earlier?.billedMs), 12)}${gigabytes.toFixed(1)}`,
    );
  }
}

function printCity(measured: Measured): void {
  const { units, papersPerUnit, reviewers, deskHours, waitDays, alarms } = CITY;
  const year = yearOf(CITY, measured);
  const rows: readonly (readonly [string, Tally])[] = [
    [`报送到办结 ${(units * papersPerUnit).toLocaleString("en")} 份`, year.papers],
    ["季度通报 4 期", year.notices],
    [`清扫（每 5 分钟，常开 ${openPapers(CITY).toFixed(0)} 份）`, year.sweeps],
    [`审核队列常开（${reviewers} 人，每日 ${deskHours} 小时）`, year.desks],
    ["无人报送时也有：队列轮询、定时、提醒", year.idle],
  ];
  console.log(`\n一个市 ${units} 个单位一年（每单位 ${papersPerUnit} 份，平均办理 ${waitDays} 个工作日）`);
  for (const [name, tally] of rows)
    console.log(`  ${cell(name, 44)}$${billOf(tally, MONTHS_OF_A_YEARS_FILING).dollars.toFixed(2)}`);
  // The age of the oldest task is the product's own metric.
  const watching = (alarms * ALARM_DOLLARS + METRIC_DOLLARS) * 12;
  console.log(`  ${cell(`告警 ${alarms} 个，自有指标 1 个`, 44)}$${watching.toFixed(2)}`);
  const all = billOf(plus(...rows.map(([, tally]) => tally)), MONTHS_OF_A_YEARS_FILING).dollars + watching;
  console.log(`  ${cell("合计", 44)}$${all.toFixed(2)}`);
}

function printAssumptions(): void {
  const { table, bucket, states } = ROUND_TRIP_MS;
  const unchecked = Object.values(prices).filter(({ checked }) => !checked);
  console.log(`
说明：Lambda 时间 = 本机 CPU 时间（含本机云自身）× max(1, 1769 MB ÷ 内存) + 每次调用的往返（DynamoDB ${table} ms、S3 ${bucket} ms、Step Functions ${states} ms，估计值）；
  日志 = 函数输出 + 每次调用 350 字节；DynamoDB 按条目大小，事务中表内部分加倍，索引不加倍；S3 存储按一个月计；
  未计：域名、CloudFront、免费额度；扫描件识别另计。凭记忆未核对的单价：${unchecked.map(({ name }) => name).join("、")}。`);
}

/** Chinese characters take two columns. */
const wide = (text: string): number =>
  [...text].reduce((sum, character) => sum + (/[\u2e80-\uffef]/u.test(character) ? 2 : 1), 0);
const cell = (text: string, columns: number): string => text + " ".repeat(Math.max(1, columns - wide(text)));
const left = cell;

function figure(amount: number): string {
  if (amount >= 100) return amount.toFixed(0);
  return amount >= 0.01 ? amount.toFixed(2) : amount.toExponential(1);
}
