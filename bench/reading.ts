/**
 * `npm run bench:reading`: how true the readings of the sample files are, by format, with mammoth, pdfjs-dist and
 * officeparser on the same files beside it where they take the format. Each reader runs in a process of its own;
 * only ratios of times of one run mean something. `--files` lists every file.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { characterErrorRate, type Sample, type SampleKind, samples } from "../test/fixtures/samples.ts";

/** What the readings of each kind are held to (asserted in functions/reading/ocr/samples.test.ts and core/reading/samples.test.ts). */
const LIMITS: Record<SampleKind, number> = { digital: 0.005, scan: 0.02, sealed: 0.08 };

/** The others, and the endings of the files they say they read. */
const OTHERS: Record<string, RegExp> = {
  mammoth: /\.docx$/,
  "pdfjs-dist": /\.pdf$/,
  officeparser: /\.(docx|pdf|odt|ods|rtf|xlsx|csv|html)$/,
};

type Reading = { sample: Sample; rate: number; read: boolean; milliseconds: number };
const answer = z.object({ text: z.string().nullable(), milliseconds: z.number() });

const { values } = parseArgs({ options: { files: { type: "boolean", default: false } } });
const all = [...samples("reading"), ...samples("scans")];
const ours = await readWith("qiyou", all);
const theirs = new Map<string, Reading[]>();
for (const [engine, endings] of Object.entries(OTHERS)) {
  theirs.set(
    engine,
    await readWith(
      engine,
      all.filter(({ name }) => endings.test(name)),
    ),
  );
}

console.log(
  "字符错误率（空白不计）：平均 / 最差；时间为同一次运行中各自单独进程的毫秒数，括号内为与七有之比",
);
for (const [group, readings] of Map.groupBy(ours, groupOf)) {
  console.log(`\n${group}`);
  row("七有", readings, readings);
  for (const [engine, others] of theirs) {
    const same = others.filter((reading) => groupOf(reading) === group);
    if (same.length > 0) row(engine, same, readings);
  }
  if (values.files)
    for (const { sample, rate } of readings) console.log(`    ${percent(rate)}  ${sample.name}`);
}
console.log();
for (const kind of ["digital", "scan", "sealed"] as const) {
  const rates = ours.filter(({ sample }) => sample.kind === kind).map(({ rate }) => rate);
  const worst = Math.max(...rates);
  const name = { digital: "电子文件", scan: "扫描件和图片", sealed: "盖章的扫描件" }[kind];
  const verdict = worst <= LIMITS[kind] ? "达到" : "未达到";
  console.log(
    `${name}：${rates.length} 份，平均 ${percent(mean(rates))}，最差 ${percent(worst)}，${verdict}上限 ${percent(LIMITS[kind])}`,
  );
}

/** Has one reader read the files, one by one. */
async function readWith(engine: string, files: readonly Sample[]): Promise<Reading[]> {
  const child = fork(join(import.meta.dirname, "reading.child.ts"), [engine], {
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  try {
    await once(child, "message");
    const readings: Reading[] = [];
    for (const sample of files) {
      const { text, milliseconds } = await ask(child, sample);
      const rate = text === null ? 1 : characterErrorRate(text, sample.truth);
      readings.push({ sample, rate, read: text !== null, milliseconds });
    }
    return readings;
  } finally {
    child.kill();
  }
}

async function ask(child: ChildProcess, { path }: Sample): Promise<z.infer<typeof answer>> {
  const told = once(child, "message");
  child.send(path.href);
  const [message] = await told;
  return answer.parse(message);
}

/** By ending; of a name with two, such as sign-in.html.xls, both say something. */
function groupOf({ sample: { name, kind } }: Reading): string {
  const ending = name.slice(name.indexOf("."));
  return kind === "digital" ? ending : `${ending}（${kind === "scan" ? "扫描" : "扫描，盖章"}）`;
}

function row(engine: string, readings: readonly Reading[], ofOurs: readonly Reading[]): void {
  const rates = readings.map(({ rate }) => rate);
  const names = new Set(readings.map(({ sample }) => sample.name));
  const time = mean(readings.map(({ milliseconds }) => milliseconds));
  const own = mean(
    ofOurs.filter(({ sample }) => names.has(sample.name)).map(({ milliseconds }) => milliseconds),
  );
  const read = readings.filter((reading) => reading.read).length;
  const ratio = readings === ofOurs ? "" : `（${(time / own).toFixed(1)} 倍）`;
  console.log(
    `  ${engine.padEnd(14)} 读出 ${read}/${readings.length}  ${percent(mean(rates))} / ${percent(Math.max(...rates))}  ${time.toFixed(1).padStart(7)} ms${ratio}`,
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function percent(rate: number): string {
  return `${(rate * 100).toFixed(2)} %`.padStart(8);
}
