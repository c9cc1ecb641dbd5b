/**
 * `npm run bench`: documents per second through the whole stack, and the one-machine cloud's rates beside dynalite's in the
 * same run. Machines differ and are busy with other things: only ratios of one run and the aim mean something.
 * `--quick` runs everything small, to see that it works.
 */
import { availableParallelism, cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { benchDynamoDB, type Row } from "./cloud-dynamodb.ts";
import { benchFiling, type FilingOptions, type FilingResult } from "./filing.ts";
import { benchStates, type StatesResult } from "./states.ts";

const AIM_PER_SECOND = 25;

const FULL: FilingOptions = { rounds: 3, papers: 80, units: 20, concurrency: 12, warmUp: 60 };
const QUICK: FilingOptions = { rounds: 1, papers: 15, units: 5, concurrency: 4, warmUp: 5 };

const { values } = parseArgs({ options: { quick: { type: "boolean", default: false } } });
const options = values.quick ? QUICK : FULL;

console.log(
  `${cpus()[0]?.model ?? "?"}, ${availableParallelism()} 核，Node ${process.versions.node}，开始时负载 ${loadavg()[0]?.toFixed(1)}\n`,
);
printFiling(await benchFiling(options));
printStates(await benchStates(values.quick ? 1 : 5, values.quick ? 100 : 400));
if (!values.quick) printDynamoDB(await benchDynamoDB());

function printFiling(result: FilingResult): void {
  const { averageBytes, rates, median, p95, cpuMillisecondsEach, peakMegabytes } = result;
  const { rounds, papers, warmUp, units, concurrency } = options;
  const sorted = rates.toSorted((a, b) => a - b);
  console.log(`报送：.docx 会议记录（平均 ${(averageBytes / 1000).toFixed(1)} KB，各不相同），从上传到 in_review
  方法：整套服务在单独进程中（同 qiyou serve --empty，应答前均已落盘）；先报送 ${warmUp} 份预热，再 ${rounds} 轮，每轮 ${papers} 份；
  ${units} 个单位的上传链接，同时 ${concurrency} 路：申请凭证 → 预签名 POST → 事件 → 读取与审查 → 待审核；每轮计时到审核队列里全部出现。`);
  line(
    "每秒份数",
    (sorted[sorted.length >> 1] ?? 0).toFixed(1),
    `各轮 ${rates.map((rate) => rate.toFixed(1)).join("、")}；目标 ≥ ${AIM_PER_SECOND}（2 核空闲时）`,
  );
  line(
    "每份等待",
    `${median.toFixed(0)} ms`,
    `中位数；95% 在 ${p95.toFixed(0)} ms 内（${concurrency} 路同时报送，排队在内）`,
  );
  line("每份 CPU", `${cpuMillisecondsEach.toFixed(0)} ms`, "服务进程，全部线程");
  line("内存峰值", `${peakMegabytes.toFixed(0)} MB`, "服务进程");
}

function printStates({ started, ended }: StatesResult): void {
  console.log("\n流程：单独进程，HTTP 16 路，每次应答前落盘；各轮中位数");
  line("StartExecution", `${started.toFixed(0)} /s`, "");
  line("三步流程办结", `${ended.toFixed(0)} /s`, "Pass → Task → Succeed，从第一个开始到最后一个结束");
}

function printDynamoDB(rows: readonly Row[]): void {
  console.log(`
数据表：与 dynalite 4.0.0（磁盘）同一次运行，各在单独进程中，同样的请求轮流发送；各轮中位数，次/秒
  本机云每次提交都落盘（synchronous=FULL）；dynalite 从不落盘，所以另列与其承诺相当的 NORMAL。`);
  console.log(
    `  ${"".padEnd(40)}${["本机云", "NORMAL", "dynalite", "比值"].map((head) => head.padStart(9)).join("")}`,
  );
  for (const { name, ours, oursUnsynced, dynalite, ratio } of rows) {
    const cells = [ours, oursUnsynced, dynalite].map((rate) => rate?.toFixed(0) ?? "—");
    cells.push(ratio === undefined ? "—" : `×${ratio.toFixed(2)}`);
    console.log(`  ${name.padEnd(40)}${cells.map((cell) => cell.padStart(11)).join("")}`);
  }
}

function line(what: string, figure: string, note: string): void {
  console.log(`  ${what.padEnd(8, "　")}${figure.padStart(10)}   ${note}`);
}
