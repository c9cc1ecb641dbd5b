/** A data folder looked at from outside, whether or not a service has it just now. Nothing in it is changed. */
import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type Figures, figuresOf } from "../figures.ts";
import { checkFormat, FOLDER_FORMAT, readMarker } from "../folder/format.ts";
import { freeMegabytes } from "../folder/free-space.ts";
import { DATABASES, hasNoDatabase, inspect } from "../folder/inspection.ts";
import { takeFolder } from "../folder/lock.ts";
import { isOpen } from "../folder/privacy.ts";
import { asRefusal, damaged, FolderRefused } from "../folder/refusal.ts";
import { age, type Checked } from "./checked.ts";

const NAMES = Object.values(DATABASES);
const HOUR_MS = 3_600_000;
/** A clock may be put right by so much while something is written. */
const CLOCK_SLACK_MS = 60_000;

/** @param floor in megabytes, as the service is started with it */
export function checkFolder(folder: string, floor: number, now: number): Checked[] {
  const space = freeSpace(folder, floor);
  if (!existsSync(folder) || hasNoDatabase(folder))
    return [
      {
        code: "folder",
        label: "数据目录",
        state: "notice",
        message: `${folder} 里还没有数据，首次启动时会建立；如果应当有数据，请核对路径。`,
      },
      space,
    ];
  const state = stateOf(folder);
  if (state.state === "bad") return [state, space];
  return [state, privacy(folder), space, clock(folder, now), ...progress(figuresOf(folder), now)];
}

function stateOf(folder: string): Checked {
  const checked = { code: "folder", label: "数据目录" };
  try {
    const inUse = lookedThrough(folder);
    const format = readMarker(folder)?.format ?? 0;
    return {
      ...checked,
      state: "good",
      message: `${folder} 完好，数据格式 ${format}，${inUse ? "服务正在使用" : "没有服务在使用"}`,
      figures: { format, programFormat: FOLDER_FORMAT, inUse: inUse ? 1 : 0 },
    };
  } catch (fault) {
    const refusal = asRefusal(fault, folder);
    if (!(refusal instanceof FolderRefused)) throw refusal;
    return { ...checked, state: "bad", message: refusal.message };
  }
}

/** Whether a service has it. @throws {FolderRefused} as a start would */
function lookedThrough(folder: string): boolean {
  let lock: ReturnType<typeof takeFolder>;
  try {
    lock = takeFolder(folder);
  } catch (error) {
    if (!(error instanceof FolderRefused && error.fault === "in_use")) throw error;
    for (const name of NAMES) readThrough(folder, name);
    return true;
  }
  try {
    const marker = readMarker(folder);
    checkFormat(folder, marker ?? { format: 0 });
    inspect(folder, marker?.complete ?? true);
    return false;
  } finally {
    lock.release();
  }
}

function readThrough(folder: string, name: string): void {
  const database = new DatabaseSync(join(folder, name), { readOnly: true });
  try {
    const found = database.prepare("PRAGMA quick_check(1)").get();
    if (found?.quick_check !== "ok") throw damaged(folder, name, found?.quick_check);
  } catch (error) {
    throw asRefusal(error, folder, name);
  } finally {
    database.close();
  }
}

function privacy(folder: string): Checked {
  const open = [...NAMES, "credentials.json"].filter(
    (name) => existsSync(join(folder, name)) && isOpen(join(folder, name)),
  );
  const checked = { code: "privacy", label: "文件权限" };
  return open.length === 0
    ? { ...checked, state: "good", message: "数据文件只有属主能读" }
    : {
        ...checked,
        state: "notice",
        message: `其他用户能读 ${open.join("、")}，请运行 chmod 600，或以属主重新启动一次`,
      };
}

function freeSpace(folder: string, floor: number): Checked {
  // Of a folder that is still to be made, its place.
  let place = folder;
  while (!existsSync(place)) place = dirname(place);
  const free = Math.floor(freeMegabytes(place));
  const checked = { code: "free_space", label: "磁盘空间", figures: { megabytes: free, floor } };
  if (free < floor)
    return {
      ...checked,
      state: "bad",
      message: `只剩 ${free} MB，低于底线 ${floor} MB，不接收新文件；请清理磁盘`,
    };
  if (free < 4 * floor)
    return { ...checked, state: "notice", message: `还剩 ${free} MB，接近底线 ${floor} MB，请准备清理` };
  return { ...checked, state: "good", message: `还剩 ${free} MB（底线 ${floor} MB）` };
}

/** What was written last cannot lie ahead: deadlines, signatures and the trail all go by this clock. */
function clock(folder: string, now: number): Checked {
  const newest = Math.max(
    ...NAMES.flatMap((name) => [name, `${name}-wal`])
      .map((name) => join(folder, name))
      .filter((path) => existsSync(path))
      .map((path) => statSync(path).mtimeMs),
  );
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const told = new Date(now).toLocaleString("zh-CN", { timeZone: "Asia/Shanghai" });
  const checked = { code: "clock", label: "系统时间", figures: { now: new Date(now).toISOString(), zone } };
  return newest > now + CLOCK_SLACK_MS
    ? {
        ...checked,
        state: "bad",
        message: `北京时间 ${told}，比数据最后的改动还早 ${age(newest - now)}；请校准系统时间，并打开自动对时`,
      }
    : { ...checked, state: "good", message: `北京时间 ${told}` };
}

function progress(figures: Figures, now: number): Checked[] {
  const { running, oldest, arriving, arrivingSince, deadLetters } = figures;
  const waited = arrivingSince === undefined ? 0 : now - arrivingSince;
  return [
    {
      code: "oldest_wait",
      label: "进行中的流程",
      state: "good",
      message: oldest ? `${running} 个，最早的已 ${age(now - oldest.since)}（${oldest.name}）` : "没有",
      figures: { running, ...(oldest && { oldest: oldest.name, seconds: seconds(now - oldest.since) }) },
    },
    {
      code: "arriving",
      label: "待登记的文件",
      state: waited > HOUR_MS ? "notice" : "good",
      message:
        arriving === 0
          ? "没有"
          : `${arriving} 个，最早的已等 ${age(waited)}${waited > HOUR_MS ? "；服务是否在运行？原因见日志" : ""}`,
      figures: { arriving, seconds: seconds(waited) },
    },
    {
      code: "dead_letters",
      label: "未能处理的事项",
      state: deadLetters > 0 ? "notice" : "good",
      message: deadLetters > 0 ? `${deadLetters} 件，请在“管理—未能处理的事项”查看原因并重试` : "没有",
      figures: { deadLetters },
    },
  ];
}

const seconds = (milliseconds: number): number => Math.max(0, Math.round(milliseconds / 1000));
