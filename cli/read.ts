/** `qiyou read`: files in, their text or the reason of refusal out (contract in design §7). */
import { readFile, stat } from "node:fs/promises";
import type { Command } from "commander";
import { z } from "zod";
import type { ReadText, Refusal } from "../core/reading/document.ts";
import { formatNames } from "../core/reading/format.ts";
import { defaultLimits } from "../core/reading/limits.ts";
import { refuse } from "../core/reading/refusal.ts";
import { unreadSentences } from "../core/reading/unread.ts";
import { WorkerPool } from "../functions/reading/pool.ts";
import { closeRecognition, readInWorker } from "../functions/reading/read.ts";
import { fileFault, manifestLines } from "./fault.ts";
import { write } from "./stream.ts";

export type ReadArguments = { files: string[]; batch?: string; json?: boolean };

/** Nothing wrong; a file was refused; the command was not understood. */
const exitCodes = { ok: 0, refused: 1, usage: 2 } as const;
const PARALLEL = 2;

type ReadFile = { file: string; result: ReadText | Refusal; seconds: number };

const manifestLine = z.object({ file: z.string().min(1) });

/** Adds `read` to the command line. The exit status is left in `process.exitCode`. */
export function registerRead(program: Command): void {
  program
    .command("read")
    .description("读取文件，输出其中的文字")
    .argument("[files...]", "要读取的文件")
    .option("--batch <manifest>", '清单文件，每行一个 JSON，如 {"file":"…"}')
    .option("--json", "每个文件输出一行 JSON")
    .action(async (files: string[], options: { batch?: string; json?: boolean }) => {
      process.exitCode = await readCommand({ files, ...options });
    });
}

/** Reads every file, two at a time, answers in the order asked; one that fails never stops the others. */
export async function readCommand({ files, batch, json }: ReadArguments): Promise<number> {
  const listed = batch === undefined ? [] : await readManifest(batch);
  if (listed === undefined) return exitCodes.usage;
  const all = [...files, ...listed];
  if (all.length === 0 && batch === undefined) {
    await write(process.stderr, "用法：qiyou read 文件… [--json]，或 qiyou read --batch 清单.jsonl --json\n");
    return exitCodes.usage;
  }
  const pool = new WorkerPool({ size: Math.min(PARALLEL, all.length) });
  let refused = false;
  try {
    for await (const answer of answersInOrder(all, pool)) {
      refused ||= answer.result.outcome === "refused";
      await write(process.stdout, json === true ? jsonLine(answer) : readable(answer));
    }
  } finally {
    await Promise.all([pool.close(), closeRecognition()]);
  }
  return refused ? exitCodes.refused : exitCodes.ok;
}

/** The files of a manifest; undefined, and a word to the person, when it cannot be used. */
async function readManifest(path: string): Promise<string[] | undefined> {
  try {
    return manifestLines(await readFile(path, "utf8"), manifestLine).map(({ file }) => file);
  } catch (error) {
    await write(process.stderr, `清单无法读取：${path}（${fileFault(error)}）\n`);
    return undefined;
  }
}

async function* answersInOrder(files: readonly string[], pool: WorkerPool): AsyncGenerator<ReadFile> {
  const running: Promise<ReadFile>[] = [];
  for (const file of files) {
    running.push(readOne(file, pool));
    const first = running.length > PARALLEL ? running.shift() : undefined;
    if (first !== undefined) yield await first;
  }
  for (const answer of running) yield await answer;
}

async function readOne(file: string, pool: WorkerPool): Promise<ReadFile> {
  const started = performance.now();
  const result = await readPath(file, pool);
  return { file, result, seconds: Math.round(performance.now() - started) / 1000 };
}

async function readPath(file: string, pool: WorkerPool): Promise<ReadText | Refusal> {
  const bytes = await openFile(file);
  return bytes instanceof Uint8Array ? await readInWorker(bytes, { pool }) : bytes;
}

async function openFile(file: string): Promise<Uint8Array | Refusal> {
  try {
    const { size } = await stat(file);
    return size > defaultLimits.fileBytes ? refuse("too_large") : await readFile(file);
  } catch (error) {
    await write(process.stderr, `无法打开文件：${file}（${fileFault(error)}）\n`);
    return refuse("malformed", "unknown", "文件无法打开，请检查路径和权限后重试");
  }
}

function jsonLine({ file, result, seconds }: ReadFile): string {
  const { outcome, format } = result;
  const line =
    result.outcome === "text"
      ? { file, outcome, format, pages: result.pages, text: result.text, ...unreadOf(result), seconds }
      : { file, outcome, reason: result.reason, message: result.message, format, seconds };
  return `${JSON.stringify(line)}\n`;
}

function readable({ file, result, seconds }: ReadFile): string {
  if (result.outcome === "refused") return `【拒收】${file}：${result.message}\n\n`;
  const pages = result.pages === undefined ? "" : `，${result.pages} 页`;
  const unread = unreadSentences(result).map((sentence) => `【未读】${sentence}\n`);
  return `【${formatNames[result.format]}${pages}，${seconds} 秒】${file}\n${result.text}\n${unread.join("")}\n`;
}

function unreadOf(result: ReadText): { unread?: string[] } {
  const unread = unreadSentences(result);
  return unread.length > 0 ? { unread } : {};
}
