/** Running processes as Linux tells of them. */
import { readFileSync } from "node:fs";

/** What `/proc` says in one of a process's files; nothing of one that is gone. */
export function told(pid: number, file: "maps" | "status" | `task/${number}/children`): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}

/** Whether there is such a process, and not only its remains. */
export const isAlive = (pid: number): boolean => /^State:\s+[^Z\s]/m.test(told(pid, "status"));

/** Those that its main thread has started. */
export const childrenOf = (pid: number): number[] =>
  told(pid, `task/${pid}/children`).split(" ").map(Number).filter(Boolean);

/** Megabytes that a process and its children hold for themselves, without the code they share: the largest, and all. */
export function megabytesOf(pid: number): { readonly largest: number; readonly together: number } {
  const each = [pid, ...childrenOf(pid)].map(
    (one) => Number(/^RssAnon:\s+(\d+)/m.exec(told(one, "status"))?.[1] ?? 0) / 1024,
  );
  return { largest: Math.max(...each), together: each.reduce((sum, one) => sum + one, 0) };
}
