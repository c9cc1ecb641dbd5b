/** Small JSON files beside the databases: written whole or not at all, read through a schema. */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import type { z } from "zod";

/**
 * Writes aside, syncs, renames: whoever dies or runs out of disk on the way leaves the old file as it was.
 *
 *   FILE.new -> fsync -> rename to FILE -> fsync(folder)
 */
export function writeSmallFile(file: string, content: unknown): void {
  const aside = `${file}.new`;
  const descriptor = openSync(aside, "w", 0o600);
  try {
    writeSync(descriptor, `${JSON.stringify(content, null, 2)}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(aside, file);
  syncFolder(dirname(file));
}

function syncFolder(folder: string): void {
  // Windows cannot open a folder; its journal keeps renames in order.
  if (process.platform === "win32") return;
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * What the file holds; undefined when there is none.
 * @throws {Error} `refuse()` when it is torn, empty, or something else
 */
export function readSmallFile<S extends z.ZodType>(
  file: string,
  schema: S,
  refuse: () => Error,
): z.output<S> | undefined {
  if (!existsSync(file)) return undefined;
  const parsed = schema.safeParse(jsonOf(readFileSync(file, "utf8")));
  if (!parsed.success) throw refuse();
  return parsed.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
