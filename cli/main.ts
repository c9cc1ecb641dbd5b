/** The `qiyou` command. Each room registers its own command; help and errors are for people who read Chinese. */
import { Command, CommanderError } from "commander";
import { registerBackup } from "./backup.ts";
import { registerChannelSecret } from "./channel-secret.ts";
import { registerCheck } from "./check.ts";
import { registerDoctor } from "./doctor.ts";
import { registerFound } from "./found.ts";
import { registerMigrate } from "./migrate.ts";
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
  .configureHelp({
    styleTitle: (title) => TITLES[title] ?? title,
    styleUsage: (usage) => usage.replace("[options]", "[选项]").replace("[command]", "[命令]"),
    subcommandTerm: (command) =>
      [command.name(), ...command.registeredArguments.map((one) => `[${one.name()}]`)].join(" "),
    optionDescription: ({ description, defaultValue }) =>
      defaultValue === undefined ? description : `${description}（默认 ${defaultValue}）`,
  })
  // What is wrong is said in Chinese, below.
  .configureOutput({ outputError: () => undefined })
  .exitOverride();

const TITLES: Readonly<Record<string, string>> = {
  "Usage:": "用法：",
  "Arguments:": "参数：",
  "Options:": "选项：",
  "Commands:": "命令：",
};

const FAULTS: Readonly<Record<string, (name: string) => string>> = {
  "commander.unknownCommand": (name) => `没有“${name}”这个命令。`,
  "commander.unknownOption": (name) => `没有“${name}”这个选项。`,
  "commander.missingArgument": (name) => `缺少参数“${name}”。`,
  "commander.missingMandatoryOptionValue": (name) => `缺少选项“${name}”。`,
  "commander.optionMissingArgument": (name) => `选项“${name}”后面缺少内容。`,
  "commander.excessArguments": () => "参数太多。",
  "commander.invalidArgument": (name) => `“${name}”写得不对。`,
};

for (const register of [
  registerServe,
  registerFound,
  registerCheck,
  registerRead,
  registerNotice,
  registerTrail,
  registerMigrate,
  registerBackup,
  registerDoctor,
  registerRules,
  registerChannelSecret,
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
  const told = FAULTS[error.code];
  // The name that commander quotes is the person's own word.
  if (told) console.error(`${told(/'([^']+)'/.exec(error.message)?.[1] ?? "")}用 qiyou --help 查看用法。`);
}
