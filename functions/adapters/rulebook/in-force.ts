/**
 * The rulebook in force in this process: the built-in rules with an office's own folder (`QIYOU_RULEBOOK`) laid over them.
 *
 *   start ──▶ folder good ──▶ in force ──▶ folder changed ──┬─ good ──▶ in force from now on
 *     └─ folder broken ──▶ refused, nothing is examined     └─ broken ─▶ told of; the last good one stays in force
 *
 * Children that start later of a process whose folder has broken since are given its last good files.
 */

import { existsSync } from "node:fs";
import { getEnvironmentData, setEnvironmentData } from "node:worker_threads";
import * as z from "zod";
import { isRulebook, type Rulebook, type RulebookErrors } from "../../../core/rulebook/rulebook.ts";
import { environment } from "../environment.ts";
import { log } from "../log.ts";

/** How long a look at the folder holds. */
const LOOK_MS = 2000;
const LAST_GOOD = "qiyou.rulebook.last-good";

/** There are no rules to examine by; the message says in Chinese what is to be mended, and where. */
export class RulebookRefused extends Error {
  override readonly name = "RulebookRefused";
}

interface Known {
  readonly folder: string | undefined;
  readonly rulebook: Rulebook;
  /** Of the folder's files as they were seen last, good or not: what has been told of is not told again. */
  readonly seen: string;
  readonly lookedAt: number;
}

let known: Promise<Known> | undefined;

/** The files of the rules that were last good in this process, for its children. */
export const lastGoodRules = (): unknown => getEnvironmentData(LAST_GOOD);

/** Takes over what was last good in the parent. */
export function inheritRules(files: unknown): void {
  const kept = z.record(z.string(), z.string()).safeParse(files);
  if (kept.success) setEnvironmentData(LAST_GOOD, kept.data);
}

/** What reads the rules is loaded with them, at the first question: many a function's life ends without one. */
export async function rulebookInForce(): Promise<Rulebook> {
  const folder = environment().QIYOU_RULEBOOK;
  const before = known;
  known = before ? before.then((one) => again(one, folder)).catch(() => start(folder)) : start(folder);
  return (await known).rulebook;
}

/** Refuses a folder with errors: whoever starts the service reads them before anything is examined by other rules. */
async function start(folder: string | undefined): Promise<Known> {
  const { readRuleFiles, rulebookOf, seenIn } = await import("./folder.ts");
  if (folder !== undefined && !existsSync(folder))
    throw new RulebookRefused(`规则文件夹 ${folder} 不存在，请核对 QIYOU_RULEBOOK。`);
  const seen = folder === undefined ? "" : seenIn(folder);
  const files = folder === undefined ? {} : readRuleFiles(folder);
  const answer = rulebookOf(files);
  if (isRulebook(answer)) return keep({ folder, rulebook: answer, seen, lookedAt: performance.now() }, files);
  const kept = z.record(z.string(), z.string()).safeParse(getEnvironmentData(LAST_GOOD));
  const lastGood = kept.success ? rulebookOf(kept.data) : answer;
  if (!isRulebook(lastGood))
    throw new RulebookRefused(
      `规则库有 ${answer.errors.length} 处错误，请改正后再启动：\n${faultsOf(answer)}`,
    );
  return { folder, rulebook: lastGood, seen, lookedAt: performance.now() };
}

/** Looks at the folder now and then; what is good there comes into force. */
async function again(one: Known, folder: string | undefined): Promise<Known> {
  if (folder !== one.folder) return start(folder);
  const now = performance.now();
  if (folder === undefined || now - one.lookedAt < LOOK_MS) return one;
  const { readRuleFiles, rulebookOf, seenIn } = await import("./folder.ts");
  try {
    const seen = seenIn(folder);
    if (seen === one.seen) return { ...one, lookedAt: now };
    const files = readRuleFiles(folder);
    const answer = rulebookOf(files);
    if (isRulebook(answer)) {
      log.info({ code: "rulebook_updated", message: `规则库已更新：${answer.version}` });
      return keep({ folder, rulebook: answer, seen, lookedAt: now }, files);
    }
    log.warn({ code: "rulebook_refused", message: `${answer.message}\n${faultsOf(answer)}` });
    return { ...one, seen, lookedAt: now };
  } catch (error) {
    log.warn({
      code: "rulebook_unreadable",
      message: `规则文件夹 ${folder} 无法读取，现行规则库继续有效`,
      error,
    });
    return { ...one, lookedAt: now };
  }
}

function keep(one: Known, files: Record<string, string>): Known {
  setEnvironmentData(LAST_GOOD, files);
  return one;
}

/** All of them, as people read them. */
const faultsOf = ({ errors }: RulebookErrors): string =>
  errors.map(({ file, line, message }) => `  ${file} 第${line}行：${message}`).join("\n");
