/** The `qiyou` command. Each room registers its own command; help and errors are for people who read Chinese. */
import { Command, CommanderError } from "commander";
import { registerCheck } from "./check.ts";
import { registerNotice } from "./notice.ts";
import { registerRead } from "./read.ts";
import { registerRules } from "./rules.ts";
import { registerServe } from "./serve.ts";
import { registerTrail } from "./trail.ts";

const USAGE = 2;

const program = new Command("qiyou")
  .description("七有：理论学习中心组学习材料的报送、形式审查、审核与通报")
  .helpOption("-h, --help", "显示帮助")
  .helpCommand("help [命令]", "显示某个命令的帮助")
  .configureHelp({ styleTitle: (title) => TITLES[title] ?? title })
  .exitOverride();

const TITLES: Readonly<Record<string, string>> = {
  "Usage:": "用法：",
  "Arguments:": "参数：",
  "Options:": "选项：",
  "Commands:": "命令：",
};

for (const register of [
  registerServe,
  registerCheck,
  registerRead,
  registerNotice,
  registerTrail,
  registerRules,
])
  register(program);
for (const command of program.commands) {
  command.exitOverride().helpOption("-h, --help", "显示帮助");
  for (const inner of command.commands) inner.exitOverride().helpOption("-h, --help", "显示帮助");
}

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : USAGE;
}
