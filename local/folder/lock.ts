/** One process at a time has a data folder. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { ownOnly } from "./privacy.ts";
import { asRefusal, FolderRefused, SQLITE_BUSY, sqliteCode } from "./refusal.ts";

const NAME = "lock.sqlite";

/**
 * Takes the folder (made if it is not there) for this process: a lock the system lets go of when the process dies,
 * however it dies. Throws FolderRefused when another process holds it or it cannot be written.
 */
export function takeFolder(folder: string): { release(): void } {
  let lock: DatabaseSync | undefined;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    ownOnly(join(folder, NAME));
    lock = new DatabaseSync(join(folder, NAME));
    lock.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
  } catch (cause) {
    lock?.close();
    throw refusalOf(folder, cause);
  }
  const held = lock;
  return { release: () => held.close() };
}

function refusalOf(folder: string, cause: unknown): unknown {
  if (sqliteCode(cause) === SQLITE_BUSY)
    return new FolderRefused("in_use", `数据目录 ${folder} 正被另一个七有进程使用，请先停止它。`, { cause });
  const refusal = asRefusal(cause, folder);
  if (!(refusal instanceof FolderRefused) || refusal.fault !== "damaged") return refusal;
  return new FolderRefused(
    "damaged",
    `数据目录 ${folder} 中的 ${NAME} 已损坏，它只用来防止重复启动、不含数据；请删除它后再启动。`,
    { cause },
  );
}
