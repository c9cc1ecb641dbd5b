/** `qiyou migrate`: brings the rows of a data folder to the format of this version. Without `--apply` it only looks. */
import { resolve } from "node:path";
import type { Command } from "commander";
import { UnreadableRow } from "../core/subject/stored.ts";
import { type Migration, migrate, migration } from "../functions/app/operations/migrate.ts";
import { type OldFolder, openOldFolder } from "../local/folder/folder.ts";
import { FOLDER_FORMAT } from "../local/folder/format.ts";
import { FolderRefused } from "../local/folder/refusal.ts";
import { openStores } from "../local/stores.ts";

interface Options {
  readonly apply?: boolean;
  readonly leaveDamaged?: boolean;
}

export function registerMigrate(program: Command): void {
  program
    .command("migrate")
    .description("把数据目录迁移到本版本的格式；先停止服务、备份。不加 --apply 只试运行，不改动数据")
    .argument("[folder]", "数据目录（默认 .qiyou）")
    .option("--apply", "改写数据；中途断开可以再运行，做过的不会重做")
    .option("--leave-damaged", "与 --apply 同用：损坏的数据原样留下，迁移其余的")
    .action(run);
}

/** A sentence that says why nothing, or no more, is done. */
class Stopped extends Error {}

async function run(path = ".qiyou", options: Options = {}): Promise<void> {
  const closing = new AsyncDisposableStack();
  try {
    const folder = openOldFolder(resolve(path));
    closing.defer(folder.release);
    await openStores(resolve(path), folder.credentials, closing);
    await (options.apply ? apply(folder, path, options) : tryOut(folder, path));
  } catch (error) {
    if (!(error instanceof FolderRefused || error instanceof UnreadableRow || error instanceof Stopped))
      throw error;
    console.error(error.message);
    process.exitCode = 1;
  } finally {
    await closing.disposeAsync();
  }
}

async function tryOut(folder: OldFolder, path: string): Promise<void> {
  const seen = await through(false);
  console.log(`数据目录 ${path}：数据格式 ${folder.format}，本程序为 ${FOLDER_FORMAT}\n`);
  console.log(
    tableOf(
      ["种类", "数量", "需要改写"],
      rowsOf(seen, ({ found, old }) => [found, old]),
    ),
  );
  tellFaults(seen);
  console.log(
    isDone(folder, seen)
      ? "\n已经是本版本的格式，没有需要改写的。"
      : `\n试运行，没有改动。请先停止服务并备份整个目录，再运行：npx qiyou migrate ${path} --apply`,
  );
  if (seen.unreadable > 0) process.exitCode = 1;
}

async function apply(folder: OldFolder, path: string, { leaveDamaged }: Options): Promise<void> {
  const before = await through(false);
  tellFaults(before);
  if (before.unreadable > 0 && !leaveDamaged)
    throw new Stopped(
      "没有改动。请从备份恢复损坏的数据；恢复不了的，可以加 --leave-damaged 原样留下它们，迁移其余的。",
    );
  if (isDone(folder, before)) return console.log("已经是本版本的格式，没有需要改写的。");
  folder.begin();
  const done = await through(true);
  const after = await through(false);
  console.log(
    tableOf(
      ["种类", "迁移前", "已改写", "迁移后"],
      rowsOf(after, ({ found }, label) => [
        before.counts[label]?.found ?? 0,
        done.counts[label]?.rewritten ?? 0,
        found,
      ]),
    ),
  );
  if (!isSame(before, after) || hasOld(after))
    throw new Stopped(
      `\n迁移前后不一致，数据目录 ${path} 暂不能启动。请从备份恢复整个目录，并把以上结果告诉开发者。`,
    );
  folder.finish();
  console.log(`\n迁移完成，前后数量相同。现在可以启动：npm start -- --folder ${path}`);
  if (after.unreadable > 0) process.exitCode = 1;
}

/** All of the table. */
async function through(apply: boolean): Promise<Migration> {
  let seen = migration.parse({ apply });
  do seen = await migrate(seen, Number.POSITIVE_INFINITY);
  while (seen.token !== undefined);
  return seen;
}

const hasOld = ({ counts }: Migration): boolean => Object.values(counts).some(({ old }) => old > 0);

const isDone = ({ format, unfinished }: OldFolder, seen: Migration): boolean =>
  format === FOLDER_FORMAT && !unfinished && !hasOld(seen);

/** Whether there is as much of everything as there was. */
function isSame(before: Migration, after: Migration): boolean {
  const labels = new Set([...Object.keys(before.counts), ...Object.keys(after.counts)]);
  return (
    before.unreadable === after.unreadable &&
    [...labels].every((label) => before.counts[label]?.found === after.counts[label]?.found)
  );
}

function tellFaults({ faults, unreadable }: Migration): void {
  if (unreadable === 0) return;
  console.error([`\n有 ${unreadable} 条数据读不出：`, ...faults.map((fault) => `  ${fault}`)].join("\n"));
}

function rowsOf(
  { counts }: Migration,
  figures: (count: Migration["counts"][string], label: string) => number[],
): string[][] {
  const rows = Object.entries(counts).map(([label, count]) => ({ label, of: figures(count, label) }));
  const sums = rows[0]?.of.map((_, column) => rows.reduce((sum, { of }) => sum + (of[column] ?? 0), 0)) ?? [];
  return [...rows, { label: "合计", of: sums }].map(({ label, of }) => [label, ...of.map(String)]);
}

/** Columns of figures under their heads; a Chinese character is as wide as two others. */
function tableOf(head: readonly string[], rows: readonly string[][]): string {
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) =>
        column === 0 ? cell.padEnd(10, "　") : " ".repeat(Math.max(0, 12 - wide(cell))) + cell,
      )
      .join("");
  return [head, ...rows].map(line).join("\n");
}

const wide = (text: string): number => [...text].reduce((sum, one) => sum + (one > "\u2e80" ? 2 : 1), 0);
