/**
 * The rules of an office that has imported none: the built-in ones with a folder (`QIYOU_RULEBOOK`) laid over them.
 *
 *   start ──▶ folder good ──▶ in force ──▶ folder changed ──┬─ good ──▶ in force from now on
 *     └─ folder broken ──▶ refused, nothing is examined     └─ broken ─▶ told of; the last good one stays in force
 */

import { existsSync } from "node:fs";
import type { RuleFiles } from "../../../core/rulebook/own-rules.ts";
import { faultLines, RulebookRefused } from "../../../core/rulebook/refused.ts";
import { isRulebook, type Rulebook } from "../../../core/rulebook/rulebook.ts";
import { environment } from "../environment.ts";
import { log } from "../log.ts";

/** How long a look at the folder holds. */
const LOOK_MS = 2000;

interface Known {
  readonly folder: string | undefined;
  readonly files: RuleFiles;
  readonly rulebook: Rulebook;
  /** Of the folder's files as they were seen last, good or not: what has been told of is not told again. */
  readonly seen: string;
  readonly lookedAt: number;
}

let known: Promise<Known> | undefined;

/** What reads the rules is loaded with them, at the first question: many a function's life ends without one. */
export async function defaultRules(): Promise<Pick<Known, "files" | "rulebook">> {
  const folder = environment().QIYOU_RULEBOOK;
  const before = known;
  known = before ? before.then((one) => again(one, folder)).catch(() => start(folder)) : start(folder);
  return known;
}

/** Refuses a folder with errors: whoever starts the service reads them before anything is examined by other rules. */
async function start(folder: string | undefined): Promise<Known> {
  const { readRuleFiles, rulebookOf, seenIn } = await import("./folder.ts");
  if (folder !== undefined && !existsSync(folder))
    throw new RulebookRefused(`规则文件夹 ${folder} 不存在，请核对 QIYOU_RULEBOOK。`);
  const seen = folder === undefined ? "" : seenIn(folder);
  const files = folder === undefined ? {} : readRuleFiles(folder);
  const answer = rulebookOf(files);
  if (isRulebook(answer)) return { folder, files, rulebook: answer, seen, lookedAt: performance.now() };
  throw new RulebookRefused(
    `规则库有 ${answer.errors.length} 处错误，请改正后再启动：\n${faultLines(answer.errors)}`,
  );
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
      return { folder, files, rulebook: answer, seen, lookedAt: now };
    }
    log.warn({ code: "rulebook_refused", message: `${answer.message}\n${faultLines(answer.errors)}` });
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
