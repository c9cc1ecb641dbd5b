/** An office's own rules, compiled with the built-in ones below them: once in a process, however often they are asked for. */
import { hashOfRules, type OwnRules, type RuleFiles } from "../../../core/rulebook/own-rules.ts";
import { faultLines, RulebookRefused } from "../../../core/rulebook/refused.ts";
import { isRulebook, type Rulebook } from "../../../core/rulebook/rulebook.ts";

/** As many offices, or editions of one, as a process deals with at a time; the oldest is let go first. */
const MAX_KEPT = 16;
const kept = new Map<string, Promise<Rulebook>>();
/** The same files are asked for again and again. */
const hashes = new WeakMap<RuleFiles, string>();

/** Rejects with RulebookRefused when they fit no more: what was good once may not be for a later product. */
export function compiledRules(own: OwnRules): Promise<Rulebook> {
  const hash = hashes.get(own.files) ?? hashOfRules(own.files);
  hashes.set(own.files, hash);
  const key = `${hash} ${own.edition ?? ""}`;
  const known = kept.get(key) ?? compile(own);
  kept.delete(key);
  kept.set(key, known);
  const oldest = kept.keys().next().value;
  if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
  return known;
}

async function compile({ files, edition }: OwnRules): Promise<Rulebook> {
  const { rulebookOf } = await import("./folder.ts");
  const answer = rulebookOf(files, edition);
  if (isRulebook(answer)) return answer;
  throw new RulebookRefused(
    `本办公室的规则${edition === undefined ? "" : `（第${edition}版）`}有 ${answer.errors.length} 处与现在的系统不合，材料暂不能检查。请管理员在“管理—规则”里改正后重新导入，或者恢复别的版次：\n${faultLines(answer.errors)}`,
  );
}
