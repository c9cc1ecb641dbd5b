/** `qiyou serve` (`npm start`): the whole of Qiyou on this machine, with one command. */

import { resolve } from "node:path";
import type { Command } from "commander";
import { ROLE_NAMES } from "../core/organisation/role.ts";
import { RulebookRefused } from "../core/rulebook/refused.ts";
import { environmentFaults } from "../functions/adapters/environment.ts";
import { defaultRules } from "../functions/adapters/rulebook/default-rules.ts";
import { type Cloud, openCloud } from "../local/cloud.ts";
import { DEFAULT_FLOOR_MB } from "../local/folder/free-space.ts";
import { asRefusal, FolderRefused, otherFolderHelps } from "../local/folder/refusal.ts";
import { demonstrate } from "./demonstration.ts";
import {
  type FoundOffice,
  foundDemonstration,
  foundEmpty,
  knownOffice,
  rememberedOffice,
} from "./founding.ts";
import { lanAddress } from "./lan-address.ts";
import { ensureSite } from "./site.ts";

interface ServeOptions {
  readonly host: string;
  readonly port: string;
  readonly folder: string;
  readonly floor: string;
  readonly metricsPort?: string;
  readonly site?: string;
  readonly empty?: boolean;
  readonly office: string;
  readonly login: string;
}

const isPort = (given: string): boolean => /^\d{1,5}$/.test(given) && Number(given) <= 65_535;

const ANY = new Set(["0.0.0.0", "::"]);

export function registerServe(program: Command): void {
  program
    .command("serve")
    .description("在本机启动七有（即 npm start）")
    .option("--host <address>", "监听地址；写 0.0.0.0 供办公网内其他电脑使用", "127.0.0.1")
    .option("--port <number>", "端口；0 为任意空闲端口", "7070")
    .option("--folder <path>", "数据目录，全部数据都在其中", ".qiyou")
    .option(
      "--floor <megabytes>",
      "磁盘剩余空间的底线（MB），低于它就暂停接收新文件，其余照常",
      String(DEFAULT_FLOOR_MB),
    )
    .option("--metrics-port <number>", "在本机 127.0.0.1 的这个端口提供 Prometheus 指标；不写则不提供")
    .option("--site <url>", "他人访问本系统的网址，用于上传链接；默认由监听地址得出")
    .option("--empty", "不要演示数据，建立正式单位并生成首位管理员")
    .option("--office <name>", "与 --empty 同用：辖区名称，如 青槐县", "本辖区")
    .option("--login <name>", "与 --empty 同用：首位管理员的账号", "admin")
    .action(serve);
}

async function serve(options: ServeOptions): Promise<void> {
  for (const given of [options.port, options.metricsPort ?? "0"])
    if (!isPort(given)) return fail(`端口“${given}”无效，请写 0 至 65535 之间的数。`, 2);
  const port = Number(options.port);
  if (options.site && !URL.canParse(options.site))
    return fail(`网址“${options.site}”无效，请写成 http://… 或 https://… 的形式。`, 2);
  if (!(Number(options.floor) >= 0)) return fail(`磁盘底线“${options.floor}”无效，请写以 MB 计的数。`, 2);
  const { wrong, unknown } = environmentFaults();
  for (const sentence of unknown) console.error(sentence);
  if (wrong.length > 0) return fail(wrong.join("\n"));
  const folder = resolve(options.folder);
  const refused = await defaultRules().catch((error: unknown) => error);
  if (refused instanceof RulebookRefused) return fail(refused.message);
  const say = (step: string) => console.log(`· ${step}`);
  await ensureSite(say);
  const opened = await open(options, folder, port, say);
  if (!opened) return;
  const { cloud, known } = opened;
  const stop = stopOnSignal(cloud);
  const office = known ?? (await rememberedOffice(folder, say)) ?? (await found(options, folder));
  announce(cloud, options, office);
  if (office.demonstration)
    await demonstrate(cloud, office, folder, say).catch(
      (error) => stop.stopping || console.error("示例材料没有全部报送：", error),
    );
}

async function open(
  options: ServeOptions,
  folder: string,
  port: number,
  say: (step: string) => void,
): Promise<{ cloud: Cloud; known: FoundOffice | undefined } | undefined> {
  const { host, site } = options;
  const reachable = ANY.has(host) ? lanAddress() : host;
  const name = reachable.includes(":") ? `[${reachable}]` : reachable;
  const floor = Number(options.floor);
  const metricsPort = options.metricsPort === undefined ? undefined : Number(options.metricsPort);
  const origin = (actual: number) => (site ? site.replace(/\/+$/, "") : `http://${name}:${actual}`);
  try {
    const known = knownOffice(folder);
    return {
      known,
      cloud: await openCloud({
        folder,
        host,
        port,
        site: origin,
        floor,
        metricsPort,
        logFiles: true,
        onProgress: say,
      }),
    };
  } catch (fault) {
    const error = asRefusal(fault, folder);
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (error instanceof FolderRefused)
      return void fail(
        otherFolderHelps(error) ? `${error.message}也可以用 --folder 另指定目录。` : error.message,
      );
    if (code === "EADDRINUSE" && error instanceof Error && "port" in error && error.port === metricsPort)
      return void fail(`指标端口 ${metricsPort} 已被占用，请用 --metrics-port 换一个端口。`);
    if (code === "EADDRINUSE")
      return void fail(
        `端口 ${port} 已被占用。请停止占用它的程序，或换一个端口：npm start -- --port ${port + 1}`,
      );
    const listening = error instanceof Error && "syscall" in error && error.syscall === "listen";
    if (code === "EACCES" && listening)
      return void fail(`没有权限使用端口 ${port}，请换一个 1024 以上的端口，如 --port 7070。`);
    if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
      return void fail(`本机没有地址 ${host}，请检查 --host。`);
    throw error;
  }
}

function fail(sentence: string, code = 1): void {
  console.error(sentence);
  process.exitCode = code;
}

function found(options: ServeOptions, folder: string): Promise<FoundOffice> {
  return options.empty
    ? foundEmpty(folder, { name: options.office, login: options.login })
    : foundDemonstration(folder);
}

function announce({ url, metricsUrl }: Cloud, options: ServeOptions, office: FoundOffice): void {
  const lines = ["", `七有已就绪：${url}`, `数据目录：${resolve(options.folder)}`];
  if (metricsUrl) lines.push(`指标（只在本机）：${metricsUrl}`);
  lines.push("");
  if (office.accounts.length > 0) {
    lines.push(
      office.demonstration ? "演示账号（密码相同）：" : "首位管理员（密码只显示这一次，登录后请立即修改）：",
    );
    for (const { role, login, password, name } of office.accounts)
      lines.push(
        `  ${ROLE_NAMES[role].padEnd(5, "　")} ${login.padEnd(12)} ${password}${name ? `  ${name}` : ""}`,
      );
    lines.push("");
  }
  for (const link of office.links)
    lines.push(`上传链接（${link.unitName}）：`, `  ${url}/u/${link.token}`, "");
  if (office.demonstration && options.host !== "127.0.0.1")
    lines.push("注意：演示账号的密码是公开的，正式使用请加 --empty 并另用数据目录。", "");
  lines.push("按 Ctrl-C 停止；再次启动时数据仍在。");
  console.log(lines.join("\n"));
  if (process.env.QIYOU_READY)
    console.log(
      `QIYOU_READY ${JSON.stringify({ url, accounts: office.accounts, links: office.links.map((link) => `${url}/u/${link.token}`) })}`,
    );
}

/** The first signal ends cleanly, a second one at once. */
function stopOnSignal(cloud: Cloud): { stopping: boolean } {
  const state = { stopping: false };
  const stop = () => {
    if (state.stopping) process.exit(1);
    state.stopping = true;
    console.log("\n正在停止……");
    cloud.close().then(
      () => {
        console.log("已停止，数据均已保存。");
        process.exit(0);
      },
      (error: unknown) => {
        console.error("停止时出错：", error);
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  return state;
}
