/** What the system tells of a running process, in Linux' own files; undefined where there are none, or no such process. */
import { readFileSync } from "node:fs";

/** Ticks of processor time a second, as Linux tells them to programs on every machine Node runs on. */
const TICKS = 100;
/** Places of user and system time in `stat`, counted behind the name in brackets, which may hold anything. */
const USER_TIME = 11;
const SYSTEM_TIME = 12;

/** Milliseconds of processor time that a process has had with all its threads: none while it is stopped or starved. */
export function processorTimeOf(pid: number): number | undefined {
  const stat = told(pid, "stat");
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = Number(fields?.[USER_TIME]) + Number(fields?.[SYSTEM_TIME]);
  return Number.isFinite(ticks) ? (ticks / TICKS) * 1000 : undefined;
}

/** Megabytes that a process holds for itself: heap, buffers, and what native code took. */
export function megabytesOf(pid: number): number | undefined {
  const kilobytes = /^RssAnon:\s+(\d+) kB/m.exec(told(pid, "status") ?? "")?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}

function told(pid: number, file: "stat" | "status"): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return undefined;
  }
}
