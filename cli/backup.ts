/** `qiyou backup` and `qiyou restore`: the whole of a data folder as one file, and back. */
import { statSync } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "commander";
import { backUp } from "../local/backup/backup.ts";
import { BackupRefused } from "../local/backup/refused.ts";
import { restore } from "../local/backup/restore.ts";
import { asRefusal, FolderRefused } from "../local/folder/refusal.ts";

export function registerBackup(program: Command): void {
  program
    .command("backup")
    .description("把数据目录备份成一个文件；服务不必停止")
    .argument("<file>", "备份文件，如 七有-2026-11-29.zip；已经存在的不会覆盖")
    .option("--folder <path>", "数据目录", ".qiyou")
    .addHelpText("after", CODES)
    .action((file: string, { folder }: { folder: string }) =>
      told(file, async () => {
        const began = performance.now();
        const { files } = await backUp(resolve(folder), resolve(file));
        const megabytes = (statSync(file).size / 1024 / 1024).toFixed(1);
        const seconds = ((performance.now() - began) / 1000).toFixed(1);
        return [
          `已备份到 ${file}：${files} 个文件，${megabytes} MB，用时 ${seconds} 秒。`,
          "备份含有全部材料、账号和密钥，请妥善保管；定期用 qiyou restore 恢复到别处演练。",
        ];
      }),
    );
  program
    .command("restore")
    .description("把备份恢复成一个新的数据目录；不改动已有的目录")
    .argument("<file>", "qiyou backup 做的备份文件")
    .argument("<folder>", "恢复到哪里：不存在的或空的目录")
    .addHelpText("after", CODES)
    .action((file: string, folder: string) =>
      told(folder, async () => {
        const { takenAt, program: version } = await restore(resolve(file), resolve(folder));
        return [
          `已恢复到 ${folder}：数据截至 ${new Date(takenAt).toLocaleString("zh-CN")}，由 ${version} 版备份。`,
          `现在可以启动：npm start -- --folder ${folder}`,
        ];
      }),
    );
}

const CODES = "\n退出码：0 完成；1 没有做成，原因已说明；2 用法有误。";

async function told(place: string, work: () => Promise<readonly string[]>): Promise<void> {
  try {
    for (const line of await work()) console.log(line);
  } catch (fault) {
    const error = asRefusal(fault, place);
    if (!(error instanceof FolderRefused || error instanceof BackupRefused)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
