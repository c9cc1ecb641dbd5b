/**
 * A data folder as one file, taken while the service goes on: the databases as they stood at one instant, every blob
 * they point at, and the small files beside them. It is a ZIP, so that any office computer can look into it.
 */
import {
  copyFileSync,
  createWriteStream,
  existsSync,
  linkSync,
  mkdirSync,
  openAsBlob,
  rmSync,
} from "node:fs";
import { open, readdir, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { backup, type DatabaseSync } from "node:sqlite";
import { Writable } from "node:stream";
import { BlobReader, TextReader, ZipWriter } from "@zip.js/zip.js";
import { checkNotNewer, readMarker } from "../folder/format.ts";
import { DATABASES, hasNoDatabase } from "../folder/inspection.ts";
import { FolderRefused, incomplete } from "../folder/refusal.ts";
import { programVersion } from "../program.ts";
import { blobPath } from "../s3/blobs.ts";
import { type Cut, takeCut } from "./cut.ts";
import { MANIFEST, type Manifest } from "./manifest.ts";
import { BackupRefused } from "./refused.ts";

export interface Taken extends Manifest {
  /** Of the finished file. */
  readonly bytes: number;
}

/** A file of the backup: where it stands in the folder, and where its content lies. */
interface Part {
  readonly name: string;
  readonly path: string;
  /** Worth squeezing; papers are squeezed already. */
  readonly plain: boolean;
}

/** Tries for a cut of which every blob is still there. */
const MAX_CUTS = 10;

/**
 * Nothing is left of one that fails.
 * @throws {FolderRefused | BackupRefused}
 */
export async function backUp(folder: string, file: string): Promise<Taken> {
  if (existsSync(file)) throw new BackupRefused(`${file} 已经存在，没有覆盖；请换一个文件名。`);
  checkFolder(folder);
  // Here a link of a blob is no copy, and a start that finds what a killed backup has left throws it away.
  const aside = join(folder, "s3/temp", `backup-${process.pid}`);
  const unfinished = `${file}.new`;
  try {
    mkdirSync(join(aside, "s3"), { recursive: true, mode: 0o700 });
    const takenAt = new Date().toISOString();
    const parts = await gathered(folder, aside);
    const described: Manifest = {
      program: programVersion(),
      format: readMarker(folder)?.format ?? 0,
      takenAt,
      files: parts.length,
    };
    await write(unfinished, described, parts);
    await rename(unfinished, file);
    return { ...described, bytes: (await openAsBlob(file)).size };
  } finally {
    rmSync(aside, { recursive: true, force: true });
    rmSync(unfinished, { force: true });
  }
}

function checkFolder(folder: string): void {
  if (!existsSync(folder) || hasNoDatabase(folder))
    throw new FolderRefused("incomplete", `${folder} 里没有七有的数据，请核对数据目录。`);
  checkNotNewer(folder, readMarker(folder)?.format ?? 0);
  for (const name of Object.values(DATABASES))
    if (!existsSync(join(folder, name))) throw incomplete(folder, name);
}

async function gathered(folder: string, aside: string): Promise<Part[]> {
  for (let cuts = 1; ; cuts++) {
    const cut = await takeCut(folder);
    try {
      const blobs = linked(folder, aside, cut.databases[DATABASES.files]);
      if (blobs) return [...(await smallFiles(folder)), ...(await copied(cut, aside)), ...blobs];
    } finally {
      cut[Symbol.dispose]();
    }
    if (cuts === MAX_CUTS)
      throw new BackupRefused("原件在备份时不断变动或有缺失，没有做成备份；请运行 qiyou doctor 查看。");
  }
}

/** The blobs of the cut, held by a name of their own; undefined when one has been thrown away since. */
function linked(folder: string, aside: string, files: DatabaseSync): Part[] | undefined {
  const held = join(aside, "blobs");
  rmSync(held, { recursive: true, force: true });
  mkdirSync(held, { mode: 0o700 });
  const parts: Part[] = [];
  for (const { blob } of files
    .prepare("SELECT DISTINCT blob FROM version WHERE blob IS NOT NULL")
    .iterate()) {
    const id = String(blob);
    const name = `s3/${blobPath(id)}`;
    const path = join(held, id);
    if (!hold(join(folder, name), path)) return undefined;
    parts.push({ name, path, plain: false });
  }
  return parts;
}

function hold(blob: string, path: string): boolean {
  try {
    linkSync(blob, path);
    return true;
  } catch {
    // It is gone, or this file system has no links.
    if (!existsSync(blob)) return false;
    copyFileSync(blob, path);
    return true;
  }
}

async function copied(cut: Cut, aside: string): Promise<Part[]> {
  const parts: Part[] = [];
  for (const name of Object.values(DATABASES)) {
    const path = join(aside, name);
    await backup(cut.databases[name], path);
    parts.push({ name, path, plain: true });
  }
  return parts;
}

/** Marker, keys, what is told at the start: whatever lies beside the databases but the lock and what is being written. */
async function smallFiles(folder: string): Promise<Part[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !/\.sqlite(-wal|-shm)?$|\.new$/.test(entry.name))
    .map(({ name }) => ({ name, path: join(folder, name), plain: true }));
}

async function write(file: string, described: Manifest, parts: readonly Part[]): Promise<void> {
  const archive = new ZipWriter(Writable.toWeb(createWriteStream(file, { flags: "wx", mode: 0o600 })), {
    useWebWorkers: false,
  });
  await archive.add(MANIFEST, new TextReader(`${JSON.stringify(described, null, 2)}\n`));
  for (const { name, path, plain } of parts)
    await archive.add(name, new BlobReader(await contentOf(path)), { level: plain ? 6 : 0 });
  await archive.close();
  const written = await open(file, "r+");
  try {
    await written.sync();
  } finally {
    await written.close();
  }
}

/** A small file is replaced by renaming while we look; a large one is ours alone. */
async function contentOf(path: string): Promise<Blob> {
  return path.endsWith(".json") ? new Blob([await readFile(path)]) : openAsBlob(path);
}
