/**
 * In which format a data folder is. The marker `folder.json` says so, and is looked at before anything is opened: older
 * code must not write into newer data, nor newer code into what still has to be migrated.
 */
import { join } from "node:path";
import { z } from "zod";
import { FolderRefused } from "./refusal.ts";
import { readSmallFile, writeSmallFile } from "./small-file.ts";

/**
 * The format this code reads and writes. Raise it by one when a folder of before must go through `qiyou migrate`, or must
 * not be opened by older code any more. 0 is the format of rows without a number, 1 that of rows with one.
 */
export const FOLDER_FORMAT = 1;

const NAME = "folder.json";

const marker = z.object({
  format: z.int().min(0),
  /** Everything that belongs into the folder was made: a file that is not there any more was lost. */
  complete: z.boolean(),
  /** A migration has begun to write and has not come to its end. */
  migrating: z.boolean().optional(),
});
export type Marker = Readonly<z.output<typeof marker>>;

/** What the marker says; undefined where there is none: in a new folder, and in one of commit 0d605bf and before. */
export function readMarker(folder: string): Marker | undefined {
  return readSmallFile(
    join(folder, NAME),
    marker,
    () =>
      new FolderRefused(
        "damaged",
        `数据目录 ${folder} 中的 ${NAME} 内容不完整，无法判断数据的版本，没有启动；请从备份恢复它。`,
      ),
  );
}

export function writeMarker(folder: string, written: Marker): void {
  writeSmallFile(join(folder, NAME), written);
}

/** Refuses a folder that this code must not open as it is. */
export function checkFormat(
  folder: string,
  { format, migrating }: Pick<Marker, "format" | "migrating">,
): void {
  checkNotNewer(folder, format);
  if (format < FOLDER_FORMAT)
    throw new FolderRefused(
      "older",
      `数据目录 ${folder} 还是旧版本的格式（数据格式 ${format}，本程序为 ${FOLDER_FORMAT}），请先备份，再运行 npx qiyou migrate ${folder} --apply，然后启动。`,
    );
  if (migrating)
    throw new FolderRefused(
      "older",
      `数据目录 ${folder} 的迁移没有做完，请再运行一次 npx qiyou migrate ${folder} --apply，然后启动；已经改写的不会重复改写。`,
    );
}

/** Refuses a folder that no older code may touch, not even to migrate it. */
export function checkNotNewer(folder: string, format: number): void {
  if (format > FOLDER_FORMAT)
    throw new FolderRefused(
      "newer",
      `数据目录 ${folder} 由更新版本的七有写成（数据格式 ${format}，本程序为 ${FOLDER_FORMAT}），请用新版本的程序打开。`,
    );
}
