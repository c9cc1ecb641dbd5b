/** `qiyou channel-secret`: what opens a channel of messages is kept in the data folder's credentials, never in its table. */

import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import type { Command } from "commander";
import { keepChannelSecret } from "../local/folder/credentials.ts";
import { hasNoDatabase } from "../local/folder/inspection.ts";
import { FolderRefused } from "../local/folder/refusal.ts";

export function registerChannelSecret(program: Command): void {
  program
    .command("channel-secret")
    .description("保存消息渠道的密钥；值从标准输入读取，不出现在命令行里")
    .argument("<folder>", "数据目录")
    .argument("<channel>", "渠道的密钥名称，“管理—消息渠道”里写着，如 office/smtp")
    .argument("<name>", "密钥的哪一项：password、url、secret 或 authorization")
    .action(keep);
}

const NAMES = new Set(["password", "url", "secret", "authorization"]);

async function keep(given: string, channel: string, name: string): Promise<void> {
  const folder = resolve(given);
  if (hasNoDatabase(folder)) return fail(`${folder} 里没有七有的数据，请核对数据目录。`);
  if (!/^[^/\s]+\/[a-z]+(-\d+)?$/u.test(channel))
    return fail(`“${channel}”不是渠道的密钥名称，请照“管理—消息渠道”里写的抄，如 office/smtp。`);
  if (!NAMES.has(name)) return fail(`没有“${name}”这一项，可以写 ${[...NAMES].join("、")}。`);
  const value = (await text(process.stdin)).trim();
  if (value === "") return fail("没有读到密钥：请用 < 文件 或管道送入。");
  try {
    keepChannelSecret(folder, channel, name, value);
  } catch (error) {
    if (error instanceof FolderRefused) return fail(error.message);
    throw error;
  }
  console.log(`已保存 ${channel} 的 ${name}，重新启动服务后生效。`);
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
