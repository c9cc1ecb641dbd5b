/** The folder that holds everything of one installation. One process at a time; its secrets are its own. */
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

export class FolderInUse extends Error {
  override readonly name = "FolderInUse";
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/**
 * Takes the folder for this process: a lock the system lets go of when the process dies, however it dies.
 * Throws FolderInUse when another process holds it.
 */
export function takeFolder(folder: string): { release(): void } {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = new DatabaseSync(join(folder, "lock.sqlite"));
  try {
    lock.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
  } catch (cause) {
    lock.close();
    throw new FolderInUse(folder, { cause });
  }
  return { release: () => lock.close() };
}

/** The key pair of this installation, made once: nobody outside can sign for its store. */
export function credentialsOf(folder: string): Credentials {
  const file = join(folder, "credentials.json");
  if (!existsSync(file)) {
    const made = {
      accessKeyId: `QIYOU${randomBytes(8).toString("hex").toUpperCase()}`,
      secretAccessKey: randomBytes(30).toString("base64url"),
    };
    writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  }
  const { accessKeyId, secretAccessKey } = JSON.parse(readFileSync(file, "utf8"));
  return { accessKeyId: String(accessKeyId), secretAccessKey: String(secretAccessKey) };
}
