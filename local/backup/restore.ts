/** A data folder from a backup, in a place where nothing is yet. It is looked through before it gets its name. */
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  openAsBlob,
  readdirSync,
  rmdirSync,
  rmSync,
} from "node:fs";
import { rename } from "node:fs/promises";
import { dirname, resolve, sep } from "node:path";
import { Writable } from "node:stream";
import { BlobReader, type FileEntry, TextWriter, ZipReader } from "@zip.js/zip.js";
import { checkNotNewer } from "../folder/format.ts";
import { inspect } from "../folder/inspection.ts";
import { FolderRefused } from "../folder/refusal.ts";
import { MANIFEST, type Manifest, manifest } from "./manifest.ts";
import { BackupRefused } from "./refused.ts";

/**
 * Makes the folder, or leaves nothing.
 * @throws {FolderRefused | BackupRefused}
 */
export async function restore(file: string, folder: string): Promise<Manifest> {
  if (!existsSync(file)) throw new BackupRefused(`没有备份文件 ${file}，请核对路径。`);
  checkFree(folder);
  const aside = `${resolve(folder)}.restoring`;
  if (existsSync(aside))
    throw new BackupRefused(`${aside} 已经存在，是上次没有做完的恢复；请先删除它，再运行一次。`);
  const reader = new ZipReader(new BlobReader(await openAsBlob(file)), { useWebWorkers: false });
  try {
    const entries = (await entriesOf(reader, file)).filter((entry) => !entry.directory);
    const described = await describedBy(entries, file);
    checkNotNewer(file, described.format);
    mkdirSync(aside, { recursive: true, mode: 0o700 });
    for (const entry of entries) if (entry.filename !== MANIFEST) await unpack(entry, aside, file);
    inspect(aside, true);
    if (existsSync(folder)) rmdirSync(folder);
    await rename(aside, folder);
    return described;
  } finally {
    await reader.close();
    rmSync(aside, { recursive: true, force: true });
  }
}

function checkFree(folder: string): void {
  if (!existsSync(folder)) return;
  let found: string[];
  try {
    found = readdirSync(folder);
  } catch (cause) {
    throw new FolderRefused("not_a_folder", `${folder} 不是可以写入的文件夹。`, { cause });
  }
  if (found.length > 0)
    throw new BackupRefused(`${folder} 里已有文件，没有恢复；请另写一个不存在的或空的目录。`);
}

async function entriesOf(reader: ZipReader<unknown>, file: string) {
  try {
    return await reader.getEntries();
  } catch (cause) {
    throw damaged(file, cause);
  }
}

async function describedBy(entries: readonly FileEntry[], file: string): Promise<Manifest> {
  const entry = entries.find(({ filename }) => filename === MANIFEST);
  const text = await entry?.getData(new TextWriter()).catch(() => undefined);
  const described = manifest.safeParse(json(text ?? ""));
  if (!described.success) throw new BackupRefused(`${file} 不是 qiyou backup 做的备份，请核对文件。`);
  if (entries.length - 1 !== described.data.files) throw damaged(file);
  return described.data;
}

async function unpack(entry: FileEntry, folder: string, file: string): Promise<void> {
  const path = resolve(folder, entry.filename);
  // A name that leads out of the folder was not written by us.
  if (!path.startsWith(folder + sep)) throw damaged(file);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const target = Writable.toWeb(createWriteStream(path, { flags: "wx", mode: 0o600 }));
  try {
    await entry.getData(target, { checkSignature: true });
  } catch (cause) {
    if (isOfZip(cause)) throw damaged(file, cause);
    throw cause;
  }
}

/** What the system says has a code, what the archive's reader says has none. */
const isOfZip = (error: unknown): boolean => error instanceof Error && !("code" in error);

function damaged(file: string, cause?: unknown): BackupRefused {
  return new BackupRefused(`备份文件 ${file} 不完整或已损坏，没有恢复；请重新复制它，或改用另一份备份。`, {
    cause,
  });
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
