/**
 * `npm run bench:checking`: how fast documents of 2,000 characters are examined on one core, and what it costs to look
 * for copies among 1,000, 10,000 and 100,000 filings. Filing the last takes minutes: `--quick` leaves it out.
 */
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { examine } from "../core/checking/examine.ts";
import { isRulebook } from "../core/rulebook/rulebook.ts";
import { rulebookFrom } from "../functions/adapters/rulebook/folder.ts";
import { record } from "./records.ts";
import { benchSimilarity } from "./similarity.ts";

const AIM = { perSecond: 300, p99: 20 };
const DOCUMENTS = 600;
const WARM_UP = 150;

const { values } = parseArgs({ options: { quick: { type: "boolean", default: false } } });
const rulebook = rulebookFrom();
if (!isRulebook(rulebook)) throw new Error(rulebook.message);

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
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
await benchSimilarity(values.quick ? [1_000, 10_000] : [1_000, 10_000, 100_000]);
// The functions' reading children stay warm for a next paper; here none comes.
process.exit();

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
