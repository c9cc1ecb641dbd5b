/** `qiyou doctor`: whether this machine can serve, and how its data folder is. Changes nothing, running or not. */
import { createServer } from "node:net";
import { resolve } from "node:path";
import type { Command } from "commander";
import { z } from "zod";
import { environmentFaults } from "../functions/adapters/environment.ts";
import { loadFonts, officeFonts } from "../functions/adapters/typesetter/font.ts";
import { loadRecogniser } from "../functions/reading/ocr/recogniser.ts";
import type { Checked } from "../local/checkup/checked.ts";
import { checkFolder } from "../local/checkup/folder.ts";
import { DEFAULT_FLOOR_MB } from "../local/folder/free-space.ts";
import { programVersion } from "../local/program.ts";

interface Options {
  readonly json?: boolean;
  readonly port: string;
  readonly floor: string;
}

/** TypeScript runs as it is from here on. */
const MIN_NODE = 24;
const ASKED_MS = 5000;

export function registerDoctor(program: Command): void {
  program
    .command("doctor")
    .description(
      "检查本机和数据目录：版本、目录、空间、字体、识别模型、端口、时间、未处理的事项；不改动任何东西",
    )
    .argument("[folder]", "数据目录（默认 .qiyou）")
    .option("--json", "输出 JSON")
    .option("--port <number>", "服务的端口", "7070")
    .option("--floor <megabytes>", "磁盘剩余空间的底线（MB），与启动时相同", String(DEFAULT_FLOOR_MB))
    .addHelpText("after", "\n退出码：0 没有问题（可能有需留意的）；1 有问题；2 用法有误。")
    .action(doctor);
}

async function doctor(folder = ".qiyou", { json, port, floor }: Options): Promise<void> {
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535 || !(Number(floor) >= 0)) {
    console.error("--port 请写端口号，--floor 请写以 MB 计的数。");
    process.exitCode = 2;
    return;
  }
  const checks = [
    versions(),
    settings(),
    ...checkFolder(resolve(folder), Number(floor), Date.now()),
    await portOf(Number(port)),
    await fonts(),
    await models(),
  ];
  const bad = checks.filter(({ state }) => state === "bad").length;
  const noticed = checks.filter(({ state }) => state === "notice").length;
  if (json) console.log(JSON.stringify({ ok: bad === 0, checks }, null, 2));
  else {
    for (const { label, state, message } of checks) console.log(`${MARKS[state]} ${label}：${message}`);
    console.log(`\n${summary(bad, noticed)}`);
  }
  if (bad > 0) process.exitCode = 1;
}

const MARKS: Readonly<Record<Checked["state"], string>> = { good: "✓", notice: "!", bad: "✗" };

function summary(bad: number, noticed: number): string {
  const parts = [bad > 0 && `${bad} 项有问题`, noticed > 0 && `${noticed} 项需留意`].filter(Boolean);
  return parts.length > 0 ? `${parts.join("，")}。` : "一切正常。";
}

function versions(): Checked {
  const node = process.versions.node;
  const tooOld = Number.parseInt(node, 10) < MIN_NODE;
  const program = programVersion();
  return {
    code: "versions",
    label: "版本",
    state: tooOld ? "bad" : "good",
    message: `七有 ${program}，Node ${node}${tooOld ? `；需要 ${MIN_NODE} 以上，请运行 npm ci 后用 npx qiyou` : ""}`,
    figures: { program, node },
  };
}

function settings(): Checked {
  const { wrong, unknown } = environmentFaults();
  const checked = { code: "settings", label: "环境变量" };
  if (wrong.length > 0) return { ...checked, state: "bad", message: wrong.join("") };
  return unknown.length > 0
    ? { ...checked, state: "notice", message: unknown.join("") }
    : { ...checked, state: "good", message: "没有写错的" };
}

const health = z.object({ ok: z.boolean(), obstacles: z.array(z.object({ message: z.string() })) });

async function portOf(port: number): Promise<Checked> {
  const checked = { code: "port", label: "端口", figures: { port } };
  if (await isFree(port)) return { ...checked, state: "good", message: `${port} 空闲，没有服务在监听` };
  const answered = await fetch(`http://127.0.0.1:${port}/api/health`, {
    signal: AbortSignal.timeout(ASKED_MS),
  })
    .then((answer) => answer.json())
    .catch(() => undefined);
  const told = health.safeParse(answered);
  if (!told.success)
    return { ...checked, state: "bad", message: `${port} 被其他程序占用，请停止它，或启动时换一个 --port` };
  if (told.data.ok) return { ...checked, state: "good", message: `${port} 上的服务在运行，正常` };
  return {
    ...checked,
    state: "bad",
    message: `${port} 上的服务：${told.data.obstacles.map(({ message }) => message).join("")}`,
  };
}

function isFree(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const server = createServer();
    server.once("error", () => answer(false));
    server.listen(port, "127.0.0.1", () => server.close(() => answer(true)));
  });
}

async function fonts(): Promise<Checked> {
  const own = officeFonts();
  const checked = { code: "fonts", label: "字体" };
  try {
    const found = await loadFonts(own);
    return {
      ...checked,
      state: "good",
      message: own
        ? `${own} 中的字体和备用字体都能读`
        : "用自带的备用字体；本单位的仿宋、小标宋可用 QIYOU_FONTS 指定",
      figures: { files: found.length },
    };
  } catch (error) {
    return {
      ...checked,
      state: "bad",
      message: `读不到（${said(error)}）；请核对 QIYOU_FONTS，或重新运行 npm ci`,
    };
  }
}

/** As the first scan would: the engine and its models are loaded. */
async function models(): Promise<Checked> {
  const checked = { code: "models", label: "识别模型" };
  try {
    await loadRecogniser();
    return { ...checked, state: "good", message: "能载入，扫描件可以识别" };
  } catch (error) {
    return {
      ...checked,
      state: "notice",
      message: `不能载入（${said(error)}），扫描件将由人工阅读；请重新运行 npm ci`,
    };
  }
}

const said = (error: unknown): string => (error instanceof Error ? error.message : String(error));
