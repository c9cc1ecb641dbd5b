/**
 * `qiyou rules`: `test` runs every sample of the rulebook, says which rules nothing covers and what marked papers teach; `export` and `import` move
 * an office's own rules; `overruled` asks which rules are wrong most often.
 */
import type { Command } from "commander";
import { tryPapers } from "../core/checking/paper-trial.ts";
import { type PaperTrial, papersTold } from "../core/checking/papers-told.ts";
import { runSamples, type SampleReport } from "../core/checking/samples.ts";
import { isRulebook } from "../core/rulebook/rulebook.ts";
import { rulebookFrom } from "../functions/adapters/rulebook/folder.ts";
import { fileFault } from "./fault.ts";
import { listOverruled, type OverruledOptions } from "./overruled-rules.ts";
import { registerOwnRules } from "./own-rules.ts";
import { failedSamples, uncoveredRules } from "./samples-told.ts";
import { write } from "./stream.ts";

const exitCodes = { ok: 0, failed: 1, usage: 2 } as const;

/** Adds `rules` to the command line. The exit status is left in `process.exitCode`. */
export function registerRules(program: Command): void {
  const rules = program.command("rules").description("规则库的维护");
  rules
    .command("test")
    .description("逐条试验规则自带的正反例，逐份试认标好的材料")
    .option("--rulebook <folder>", "辖区自己的规则文件夹，叠加在通用规则之上")
    .option("--json", "输出 JSON")
    .action(async (options: { rulebook?: string; json?: boolean }) => {
      process.exitCode = await testRules(options);
    });
  registerOwnRules(rules);
  rules
    .command("overruled")
    .description("列出审核员认定过误判的规则，误判多的在前")
    .requiredOption("--url <address>", "系统的网址")
    .requiredOption("--login <login>", "管理员或审核员的账号；密码放在环境变量 QIYOU_PASSWORD 中")
    .option("--since <day>", "从哪一天起统计 YYYY-MM-DD，不写则近一个季度")
    .option("--csv", "输出每一次认定的表格（CSV）")
    .option("--as-training", "输出认定过误判的材料，按训练材料的标注格式，姓名和单位名已换成代称")
    .option("--json", "输出 JSON")
    .action(async (options: OverruledOptions) => {
      process.exitCode = await listOverruled(options);
    });
}

/** Tests the built-in rules, with a jurisdiction's folder over them where one is given. */
export async function testRules({
  rulebook: folder,
  json,
}: {
  rulebook?: string;
  json?: boolean;
}): Promise<number> {
  const loaded = load(folder ?? process.env.QIYOU_RULEBOOK);
  if (typeof loaded === "string") {
    await write(process.stderr, loaded);
    return exitCodes.usage;
  }
  if (!isRulebook(loaded)) {
    const lines = loaded.errors.map(({ file, line, message }) => `${file} 第${line}行：${message}\n`);
    await write(
      json === true ? process.stdout : process.stderr,
      json === true ? `${JSON.stringify(loaded)}\n` : `${loaded.message}\n${lines.join("")}`,
    );
    return exitCodes.failed;
  }
  const report = { ...runSamples(loaded), papers: tryPapers(loaded) };
  await write(
    process.stdout,
    json === true
      ? `${JSON.stringify({ rulebook: loaded.version, ...report })}\n`
      : readable(report, loaded.version),
  );
  return report.failures.length > 0 ? exitCodes.failed : exitCodes.ok;
}

function load(folder: string | undefined): ReturnType<typeof rulebookFrom> | string {
  try {
    return rulebookFrom(folder);
  } catch (error) {
    return `规则文件夹无法读取：${folder}（${fileFault(error)}）\n`;
  }
}

function readable(
  { rules, samples, failures, uncovered, papers }: SampleReport & { papers: PaperTrial },
  version: string,
): string {
  const outcome = failures.length === 0 ? "全部通过" : `${failures.length} 个不符`;
  return [
    `规则库 ${version}：${rules} 条规则，${samples} 个样例，${outcome}`,
    ...failedSamples(failures),
    ...uncoveredRules(uncovered),
    ...papersTold(papers),
    "",
  ].join("\n");
}
