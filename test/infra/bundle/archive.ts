/** The zip that SST uploads (`createZipAsset` of its function.ts): the build without source maps, and the copied files. */
import { createWriteStream, openAsBlob } from "node:fs";
import { mkdir, readdir, stat } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { Writable } from "node:stream";
import { BlobReader, configure, ZipReader, ZipWriter } from "@zip.js/zip.js";
import { type Build, ROOT } from "./build.ts";

configure({ useWebWorkers: false });

export interface Copied {
  /** From the repository's root. */
  readonly from: string;
  /** From the zip's root. */
  readonly to: string;
}

/** Every file of a folder; a file is itself. Throws when there is none of this name. */
async function filesOf(from: string): Promise<string[]> {
  if ((await stat(from)).isFile()) return [""];
  const entries = await readdir(from, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(from, join(parentPath, name)));
}

/** Writes the zip of a build. Throws when a file to copy is not there. */
export async function zip(
  { out, sourcemaps }: Build,
  copyFiles: readonly Copied[],
  path: string,
): Promise<void> {
  const sources = [
    { from: out, to: "" },
    ...copyFiles.map(({ from, to }) => ({ from: join(ROOT, from), to })),
  ];
  const found = await Promise.all(
    sources.map(async ({ from, to }) =>
      (await filesOf(from)).map((file) => ({ file: join(from, file), name: join(to, file) })),
    ),
  );
  const files = found.flat().filter(({ file }) => !sourcemaps.includes(file));
  const writer = new ZipWriter(Writable.toWeb(createWriteStream(path)), {
    lastModDate: new Date(1980, 0, 1),
  });
  for (const { file, name } of files.toSorted((a, b) => (a.name < b.name ? -1 : 1)))
    await writer.add(name, new BlobReader(await openAsBlob(file)));
  await writer.close();
}

/** Unpacks a zip into a folder; answers the bytes of its files. */
export async function unzip(path: string, folder: string): Promise<number> {
  const reader = new ZipReader(new BlobReader(await openAsBlob(path)));
  let bytes = 0;
  for (const entry of await reader.getEntries()) {
    if (entry.directory) continue;
    const file = join(folder, entry.filename);
    await mkdir(dirname(file), { recursive: true });
    await entry.getData(Writable.toWeb(createWriteStream(file)));
    bytes += entry.uncompressedSize;
  }
  await reader.close();
  return bytes;
}
