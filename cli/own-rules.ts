/** `qiyou rules export` and `import`: an office's own rules between the table and a folder of YAML and marked papers. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { papersTold } from "../core/checking/papers-told.ts";
import { accept, type Result, refuse } from "../core/outcome.ts";
import type { Change } from "../core/rulebook/changes.ts";
import { isRuleFile, type RuleFiles } from "../core/rulebook/own-rules.ts";
import { faultLines } from "../core/rulebook/refused.ts";
import { UnreadableRow } from "../core/subject/stored.ts";
import { readRuleFiles } from "../functions/adapters/rulebook/folder.ts";
import type { Trial } from "../functions/app/rules/trial.ts";
import { fileFault } from "./fault.ts";
import { type PlaceOptions, placeOf, type RulesPlace } from "./rules-place.ts";
import { failedSamples, uncoveredRules } from "./samples-told.ts";
import { write } from "./stream.ts";

interface ExportOptions extends PlaceOptions {
  readonly edition?: number;
}
interface ImportOptions extends PlaceOptions {
  readonly dryRun?: boolean;
  readonly note?: string;
}

export function registerOwnRules(rules: Command): void {
  const located = (command: Command) =>
    command
      .option("--url <address>", "运行中的系统的网址")
      .option("--login <login>", "与 --url 同用：管理员的账号；密码放在环境变量 QIYOU_PASSWORD 中")
      .option("--folder <path>", "已停止的系统的数据目录")
      .option("--office <id>", "与 --folder 同用：目录里有几个办公室时，写明是哪一个");
  located(rules.command("export").argument("<folder>", "放规则的文件夹，须是空的"))
    .description("把本办公室的规则存成一个文件夹")
    .option("--edition <number>", "第几版，不写则现行的；0 为没有导入过时的", editionOf)
    .action(async (folder: string, options: ExportOptions) => {
      process.exitCode = await at(options, (place) => exportTo(folder, place, options.edition));
    });
  located(rules.command("import").argument("<folder>", "规则文件夹"))
    .description("把文件夹里的规则导入为本办公室的新一版")
    .option("--dry-run", "只比对、试验，不导入")
    .option("--note <text>", "说明改了什么，记在版次里")
    .action(async (folder: string, options: ImportOptions) => {
      process.exitCode = await at(options, (place) => importFrom(folder, place, options));
    });
}

function editionOf(written: string): number {
  if (!/^\d{1,6}$/.test(written)) throw new InvalidArgumentError("");
  return Number(written);
}

/** Says what came of it; the exit status is 0 or 1. */
async function at(
  options: PlaceOptions,
  perform: (place: RulesPlace) => Promise<Result<string>>,
): Promise<number> {
  const place = await placeOf(options);
  const done = place.ok ? await perform(place.value).catch(unreadable).finally(place.value.close) : place;
  await write(done.ok ? process.stdout : process.stderr, `${done.ok ? done.value : done.refusal.message}\n`);
  return done.ok ? 0 : 1;
}

/** Its own words say which row it is and what to do. */
function unreadable(error: unknown): Result<never> {
  if (error instanceof UnreadableRow) return refuse("conflict", `row_${error.fault}`, error.message);
  throw error;
}

async function exportTo(
  folder: string,
  place: RulesPlace,
  asked: number | undefined,
): Promise<Result<string>> {
  const standing = rulesIn(folder, true);
  if (!standing.ok) return standing;
  if (Object.keys(standing.value).length > 0)
    return refuse("conflict", "folder_in_use", `${folder} 里已有规则文件，没有覆盖，请换一个空文件夹。`);
  const found = await place.exported(asked);
  if (!found.ok) return found;
  const { edition } = found.value;
  if (Object.keys(found.value.files).length === 0)
    return accept(`${editionTold(edition)}：全部用内置规则，没有文件可存。`);
  // A name is a path below the folder, whoever has answered.
  const files = Object.entries(found.value.files).filter(([name]) => isRuleFile(name));
  try {
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of files) {
      const file = join(folder, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  } catch (error) {
    return refuse("input", "not_written", `${folder} 写不进去（${fileFault(error)}）。`);
  }
  return accept(`${editionTold(edition)}：${files.length} 个文件，已存到 ${folder}`);
}

/** Edition 0 is what an office goes by before it has imported anything: the folder that the process was given, if any. */
const editionTold = (edition: number): string =>
  edition === 0 ? "本办公室没有导入过规则时所用的" : `本办公室规则第${edition}版`;

async function importFrom(
  folder: string,
  place: RulesPlace,
  { dryRun, note = "" }: ImportOptions,
): Promise<Result<string>> {
  const read = rulesIn(folder);
  if (!read.ok) return read;
  const files = read.value;
  if (Object.keys(files).length === 0)
    return refuse(
      "input",
      "no_rules",
      `${folder} 里没有规则文件（.yaml、papers 里的 .txt），请核对路径。要改回没有导入过规则时的样子，请在“管理—规则”里恢复。`,
    );
  const tried = await place.tried(files);
  if (!tried.ok) return tried;
  const { base, trial } = tried.value;
  const told = trialTold(base, trial);
  if (trial.faults.length > 0 || trial.failures.length > 0) return refuse("input", "rules_refused", told);
  if (dryRun) return accept(`${told}\n只是比对，没有导入。`);
  const made = await place.imported(files, note, base);
  return made.ok ? accept(`${told}\n已导入为第${made.value.edition}版，现在起按它检查。`) : made;
}

/** @param mayBeAbsent a folder that is not there yet holds nothing */
function rulesIn(folder: string, mayBeAbsent = false): Result<RuleFiles> {
  try {
    return accept(readRuleFiles(folder));
  } catch (error) {
    if (mayBeAbsent && error instanceof Error && "code" in error && error.code === "ENOENT")
      return accept({});
    return refuse("input", "not_read", `规则文件夹无法读取：${folder}（${fileFault(error)}）`);
  }
}

const CHANGES: Readonly<Record<Change["change"], string>> = {
  added: "新增",
  removed: "去掉",
  changed: "改动",
};

function trialTold(base: number, { faults, failures, uncovered, samples, papers, changes }: Trial): string {
  if (faults.length > 0) return `规则有 ${faults.length} 处错误，没有导入：\n${faultLines(faults)}`;
  const listed = (what: string, list: readonly Change[]) =>
    list.map(({ id, name, change }) => `  ${CHANGES[change]}${what}：${name}（${id}）`);
  const lines = changes && [
    ...listed("材料类型", changes.types),
    ...listed("规则", changes.rules),
    ...changes.settings.map((name) => `  改动：${name}`),
  ];
  return [
    `与现行${base === 0 ? "规则" : `第${base}版`}相比：`,
    ...(lines?.length ? lines : [lines ? "  没有不同" : "  现行规则已不能用，无从比对"]),
    `试了 ${samples} 个例子，${failures.length === 0 ? "全部通过" : `${failures.length} 个不符，没有导入：`}`,
    ...failedSamples(failures),
    ...uncoveredRules(uncovered),
    ...papersTold(papers),
  ].join("\n");
}
