/** `qiyou trail verify`: anybody can prove that an exported trail is whole, without the system that wrote it. */
import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { z } from "zod";
import { replayed } from "../core/subject/change.ts";
import { type TrailEntry, type TrailFault, verify } from "../core/subject/trail.ts";
import { submissionKind } from "../core/submissions/kind.ts";
import type { Submission } from "../core/submissions/submission.ts";
import { fileFault } from "./fault.ts";

const FAULTS: Readonly<Record<TrailFault["fault"], string>> = {
  hash: "内容与其哈希不符，被改动过",
  link: "与上一条不相接，中间有改动、删除或调换",
  gap: "序号不连续，缺少条目或次序颠倒",
  subject: "混入了其他对象的条目",
  tail: "末条与系统所记不符，缺少其后的条目或被改写",
};

const NO_TRAIL = "不是留痕文件，请使用系统导出的 .jsonl 文件";

/** Enough to be called an entry; whether it is the true one, its hash tells. */
const entry = z.looseObject({
  subject: z.string(),
  sequence: z.number(),
  previous: z.string(),
  at: z.string(),
  by: z.string(),
  event: z.looseObject({ type: z.string() }),
  hash: z.string(),
});

const STATES: Readonly<Record<Submission["state"], string>> = {
  received: "已收到",
  examining: "审查中",
  returned: "已退回",
  resubmitted: "更正已收到",
  in_review: "待审核",
  closed: "已办结",
  rejected: "不予接收",
  withdrawn: "已撤回",
};

export function registerTrail(program: Command): void {
  const trail = program.command("trail").description("核验留痕");
  trail
    .command("verify")
    .description("核验导出的留痕文件（.jsonl，每行一条），逐条重算哈希链")
    .argument("<file...>", "留痕文件")
    .option("--json", "每个文件输出一行 JSON")
    .action((files: string[], options: { json?: boolean }) => {
      for (const file of files) report(file, options.json ?? false);
    });
}

function report(file: string, json: boolean): void {
  const entries = load(file);
  if (typeof entries === "string") {
    process.exitCode = 1;
    console.log(json ? JSON.stringify({ file, whole: false, error: entries }) : `✗ ${file}：${entries}`);
    return;
  }
  const faults = verify(entries);
  if (faults.length > 0) process.exitCode = 1;
  const head = entries.at(-1);
  if (json) {
    console.log(
      JSON.stringify({ file, whole: faults.length === 0, entries: entries.length, head: head?.hash, faults }),
    );
    return;
  }
  if (faults.length === 0) {
    console.log(`✓ ${file}：${entries.length} 条，完整${stateOf(entries)}；末条哈希 ${head?.hash}`);
    return;
  }
  console.log(`✗ ${file}：${entries.length} 条，发现 ${faults.length} 处问题`);
  for (const { sequence, fault } of faults) console.log(`  第 ${sequence} 条：${FAULTS[fault]}`);
}

/** Entries of a file, or a sentence that says why there are none. */
function load(file: string): TrailEntry[] | string {
  try {
    const lines = readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line.trim() !== "");
    if (lines.length === 0) return "文件中没有任何留痕";
    const entries = z.array(entry).safeParse(lines.map((line) => JSON.parse(line)));
    return entries.success ? entries.data : NO_TRAIL;
  } catch (error) {
    return error instanceof SyntaxError ? NO_TRAIL : `文件打不开（${fileFault(error)}）`;
  }
}

/** Of a submission: the state its history leads to. */
function stateOf(entries: readonly TrailEntry[]): string {
  const subject = entries[0]?.subject ?? "";
  if (!subject.startsWith(`${submissionKind.prefix}_`)) return "";
  const state = replayed(submissionKind, subject, entries)?.state;
  return state ? `，状态：${STATES[state]}` : "";
}
