/** `qiyou check`: files in, what their examination says out (contract in design §7). */
import { readFile, stat } from "node:fs/promises";
import type { Command } from "commander";
import { z } from "zod";
import type { Examination } from "../core/checking/examination.ts";
import { examine } from "../core/checking/examine.ts";
import { type ReadText, type Refusal, recognisedIn } from "../core/reading/document.ts";
import { defaultLimits } from "../core/reading/limits.ts";
import { refuse } from "../core/reading/refusal.ts";
import { unreadParts } from "../core/reading/unread.ts";
import { isRulebook, type Rulebook } from "../core/rulebook/rulebook.ts";
import { rulebookFrom } from "../functions/adapters/rulebook/folder.ts";
import { WorkerPool } from "../functions/reading/pool.ts";
import { closeRecognition, readInWorker } from "../functions/reading/read.ts";
import { fileFault, manifestLines } from "./fault.ts";
import { report } from "./report.ts";
import { write } from "./stream.ts";

type Options = {
  type?: string;
  asOf?: string;
  against?: string[];
  json?: boolean;
  batch?: string;
  rulebook?: string;
};
export type CheckArguments = Options & { files: string[] };

/** Nothing wrong; a finding of severity error, or a refused file; the command was not understood. */
const exitCodes = { ok: 0, wrong: 1, usage: 2 } as const;
const PARALLEL = 2;

const day = z.iso.date("日期要写成 YYYY-MM-DD");
const task = z.object({
  file: z.string().min(1),
  type: z.string().optional(),
  asOf: day.optional(),
  against: z.array(z.string()).default([]),
});
type Task = z.infer<typeof task>;
type CheckedFile = { task: Task; result: { text: string; examination: Examination } | Refusal };

/** Adds `check` to the command line. The exit status is left in `process.exitCode`. */
export function registerCheck(program: Command): void {
  program
    .command("check")
    .description("形式审查：列出材料缺什么、凭什么这样说")
    .argument("[files...]", "要检查的文件")
    .option("--type <id>", "申报的材料类型，如 minutes_record")
    .option("--as-of <date>", "以哪一天为准（YYYY-MM-DD），默认今天")
    .option(
      "--against <file>",
      "本单位先前报送的文件，用于查重，可写多次",
      (file: string, all: string[] = []) => [...all, file],
    )
    .option(
      "--batch <manifest>",
      '清单文件，每行一个 JSON，如 {"file":"…","type":"…"}；逐行作答后退出状态为 0',
    )
    .option("--rulebook <folder>", "辖区自己的规则文件夹，叠加在通用规则之上")
    .option("--json", "每个文件输出一行 JSON")
    .action(async (files: string[], options: Options) => {
      process.exitCode = await checkCommand({ files, ...options });
    });
}

/** Examines every file and answers in the order asked; one that cannot be read never stops the others. */
export async function checkCommand(given: CheckArguments): Promise<number> {
  const rulebook = loadRules(given.rulebook ?? process.env.QIYOU_RULEBOOK);
  const tasks = typeof rulebook === "string" ? rulebook : await tasksOf(given, rulebook);
  if (typeof rulebook === "string" || typeof tasks === "string") {
    await write(process.stderr, `${typeof rulebook === "string" ? rulebook : tasks}\n`);
    return exitCodes.usage;
  }
  const pool = new WorkerPool({ size: Math.min(PARALLEL, tasks.length) });
  let wrong = false;
  try {
    for await (const answer of answersInOrder(tasks, pool, rulebook)) {
      wrong ||= isWrong(answer);
      await write(
        process.stdout,
        given.json === true ? jsonLine(answer, rulebook) : report(answer.task.file, answer.result, rulebook),
      );
    }
  } finally {
    await Promise.all([pool.close(), closeRecognition()]);
  }
  // A batch is told line by line what is wrong where; its status says only that every line was answered.
  return wrong && given.batch === undefined ? exitCodes.wrong : exitCodes.ok;
}

function loadRules(folder: string | undefined): Rulebook | string {
  try {
    const answer = rulebookFrom(folder);
    if (isRulebook(answer)) return answer;
    return [
      answer.message,
      ...answer.errors.map(({ file, line, message }) => `${file} 第${line}行：${message}`),
    ].join("\n");
  } catch (error) {
    return `规则文件夹无法读取：${folder}（${fileFault(error)}）`;
  }
}

/** What is to be done, or the sentence that says why the command cannot be followed. */
async function tasksOf(
  { files, type, asOf, against, batch }: CheckArguments,
  rulebook: Rulebook,
): Promise<Task[] | string> {
  if (asOf !== undefined && !day.safeParse(asOf).success)
    return `--as-of 要写成 YYYY-MM-DD，收到的是“${asOf}”`;
  if (type !== undefined && !rulebook.types.has(type))
    return `没有“${type}”这种材料类型。可用的类型：${[...rulebook.types.keys()].join("、")}`;
  const named = files.map((file): Task => ({ file, type, asOf, against: against ?? [] }));
  const listed = batch === undefined ? [] : await readManifest(batch);
  if (typeof listed === "string") return listed;
  const all = [
    ...named,
    ...listed.map((one) => ({ ...one, asOf: one.asOf ?? asOf, type: one.type ?? type })),
  ];
  if (all.length > 0 || batch !== undefined) return all;
  return "用法：qiyou check 文件… [--type 类型] [--as-of 日期] [--against 文件]… [--json]，或 qiyou check --batch 清单.jsonl --json";
}

async function readManifest(path: string): Promise<Task[] | string> {
  try {
    return manifestLines(await readFile(path, "utf8"), task);
  } catch (error) {
    return `清单无法读取：${path}（${fileFault(error)}）`;
  }
}

async function* answersInOrder(
  tasks: readonly Task[],
  pool: WorkerPool,
  rulebook: Rulebook,
): AsyncGenerator<CheckedFile> {
  const running: Promise<CheckedFile>[] = [];
  for (const one of tasks) {
    running.push(check(one, pool, rulebook));
    const first = running.length > PARALLEL ? running.shift() : undefined;
    if (first !== undefined) yield await first;
  }
  for (const answer of running) yield await answer;
}

async function check(one: Task, pool: WorkerPool, rulebook: Rulebook): Promise<CheckedFile> {
  const reading = await readPath(one.file, pool);
  if (reading.outcome === "refused") return { task: one, result: reading };
  const earlier = await Promise.all(
    one.against.map(async (file) => ({ id: file, reading: await readPath(file, pool) })),
  );
  const against = earlier.flatMap(({ id, reading: old }) =>
    old.outcome === "text" ? [{ id, text: old.text }] : [],
  );
  const asOf = one.asOf ?? new Date().toISOString().slice(0, 10);
  const { text, places } = reading;
  const recognised = recognisedIn(places);
  const unread = unreadParts(reading);
  const examination = examine({ text, declaredType: one.type, asOf, against, recognised, unread }, rulebook);
  return { task: one, result: { text: reading.text, examination } };
}

async function readPath(file: string, pool: WorkerPool): Promise<ReadText | Refusal> {
  try {
    const { size } = await stat(file);
    if (size > defaultLimits.fileBytes) return refuse("too_large");
    return await readInWorker(await readFile(file), { pool });
  } catch (error) {
    await write(process.stderr, `无法打开文件：${file}（${fileFault(error)}）\n`);
    return refuse("malformed", "unknown", "文件无法打开，请检查路径和权限后重试");
  }
}

const isWrong = ({ result }: CheckedFile): boolean =>
  "outcome" in result || result.examination.findings.some((finding) => finding.severity === "error");

/** One line a file, also for one that was refused: its only finding says why. */
function jsonLine({ task: { file, type }, result }: CheckedFile, rulebook: Rulebook): string {
  if (!("outcome" in result)) return `${JSON.stringify({ file, ...result.examination })}\n`;
  const { reason, message } = result;
  const finding = {
    code: "text_unreadable",
    severity: "error",
    element: "",
    evidence: "",
    message,
    rule: `reading.${reason}`,
  };
  return `${JSON.stringify({ file, type: type ?? "other", elements: {}, findings: [finding], refused: reason, rulebook: rulebook.version })}\n`;
}
