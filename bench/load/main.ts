/**
 * `npm run bench:load`: whether one unit's many files delay another's one, and what a full folder costs a start and memory.
 * Machines differ and are busy with other things: alone and among many are measured in one run, and so are empty and full.
 * `--quick` runs everything small, to see that it works. `--only fairness` and `--only size` run one half.
 */
import { availableParallelism, cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { periodOf } from "../../core/calendar/period.ts";
import { dayOf } from "../../core/calendar/workday.ts";
import { type FairnessOptions, type FairnessRound, measureFairness } from "./fairness.ts";
import { median } from "./figures.ts";
import { PaperMill } from "./papers.ts";
import { admit, allInReview, each, post } from "./sending.ts";
import { createUnits, newFolder, openService } from "./service.ts";
import { fill, measureSize, type Size, type SizeOptions } from "./size.ts";

const AIMS = { ratio: 1.5, startSeconds: 5, megabytes: 600 };
const FULL = {
  fairness: { rounds: 3, many: 500, alone: 7 },
  size: { units: 200, waiting: 120, times: 25, pages: 200, passing: 500 },
} as const;
const QUICK = {
  fairness: { rounds: 1, many: 30, alone: 3 },
  size: { units: 5, waiting: 3, times: 4, pages: 10, passing: 10 },
} as const;
/** Filed before the clock starts. */
const WARM_UP = 30;

const { values } = parseArgs({
  options: { quick: { type: "boolean", default: false }, only: { type: "string" } },
});
const options: { readonly fairness: FairnessOptions; readonly size: SizeOptions } = values.quick
  ? QUICK
  : FULL;
const today = dayOf(new Date());

console.log(
  `${cpus()[0]?.model ?? "?"}, ${availableParallelism()} 核，Node ${process.versions.node}，开始时负载 ${loadavg()[0]?.toFixed(1)}\n`,
);
if (values.only !== "size") printFairness(await fairness());
if (values.only !== "fairness") printSize(await sizes());
console.log(`\n结束时负载 ${loadavg()[0]?.toFixed(1)}`);

async function fairness(): Promise<FairnessRound[]> {
  const folder = newFolder();
  const service = await openService(folder);
  try {
    // Another one for each round: no link may send more than a thousand files at a time.
    const [own, ...others] = await createUnits(service, options.fairness.rounds + 1, periodOf(today));
    if (!own) throw new Error("no unit");
    const mill = new PaperMill(today);
    await each(await mill.series(0, WARM_UP), 8, async (paper) =>
      post(await admit(service.sender, own.link, paper)),
    );
    await allInReview(service, WARM_UP);
    return await measureFairness(service, own, others, mill, options.fairness);
  } finally {
    await service.close();
    folder.remove();
  }
}

async function sizes(): Promise<Size> {
  const full = newFolder();
  const empty = newFolder();
  try {
    await (await openService(empty)).close();
    const mill = new PaperMill(today);
    const units = await fill(full, mill, periodOf(today), options.size);
    return await measureSize(empty, full, units, mill, options.size);
  } finally {
    full.remove();
    empty.remove();
  }
}

function printFairness(rounds: readonly FairnessRound[]): void {
  const { many, alone } = options.fairness;
  console.log(`公平：一个单位的 1 份单独报送，与另一单位的 ${many} 份刚刚报送之后报送，从上传到 in_review
  方法：整套服务在单独进程中（应答前均已落盘）；凭证事先取好；每轮先单独报送 ${alone} 份取中位数，再由 24 路上传另一单位的 ${many} 份，
  全部收到后立即上传这 1 份，计时到它的留痕中请求审核的时刻；比值取各轮中位数。`);
  for (const { alone: own, among, ahead, others } of rounds)
    line(
      `${(among / own).toFixed(2)} 倍`,
      `单独 ${own.toFixed(0)} ms，同时 ${among.toFixed(0)} ms；当时前面还有 ${ahead} 份，全部办完 ${others.toFixed(1)} 秒`,
    );
  const ratio = median(rounds.map((round) => round.among / round.alone));
  line(`${ratio.toFixed(2)} 倍`, `中位数；目标 ≤ ${AIMS.ratio}（${verdict(ratio <= AIMS.ratio)}）`);
}

function printSize(size: Size): void {
  const { units, waiting, times, pages, passing } = options.size;
  const papers = units * times;
  console.log(`\n规模：${papers} 份材料，其中 ${waiting * times} 份在等审核
  方法：${units} 个单位各经上传链接报送 1 份，${units - waiting} 份审核通过并办结；服务停止后，每份的数据行、文件和流程按新编号再复制 ${times - 1} 份。
  从进程启动到就绪，空目录与满目录交替各 ${size.emptyStarts.length} 次；内存为服务进程的常驻内存（阅读子进程另计），每 0.1 秒看一次峰值。`);
  const [empty, full] = [median(size.emptyStarts), median(size.fullStarts)].map((ms) => ms / 1000);
  const more = (full ?? 0) - (empty ?? 0);
  line(`${empty?.toFixed(2)} 秒`, "空目录启动，中位数");
  line(
    `${full?.toFixed(2)} 秒`,
    `满目录启动，多 ${more.toFixed(2)} 秒；目标 < ${AIMS.startSeconds}（${verdict(more < AIMS.startSeconds)}）`,
  );
  line(`${size.atReady.toFixed(0)} MB`, "就绪时");
  line(
    `${size.afterPages.toFixed(0)} MB`,
    `看过 ${pages} 次单位页和审核队列后，峰值 ${size.peakOfPages.toFixed(0)} MB；队列最长 ${size.longestQueue.toFixed(0)} ms`,
  );
  line(
    `${size.afterPassing.toFixed(0)} MB`,
    `再办 ${passing} 份后，峰值 ${size.peakOfPassing.toFixed(0)} MB`,
  );
  const peak = Math.max(size.peakOfPages, size.peakOfPassing);
  line(`${peak.toFixed(0)} MB`, `最高；目标 < ${AIMS.megabytes}（${verdict(peak < AIMS.megabytes)}）`);
}

function verdict(reached: boolean): string {
  return reached ? "达到" : "未达到";
}

function line(figure: string, note: string): void {
  console.log(`  ${figure.padStart(10)}   ${note}`);
}
