/**
 * Content on disk: immutable files named by random ids, never by a key. A blob is written aside, synced, renamed into
 * place, and stays *pending* until the row that points at it is committed.
 *
 *   write: temp/ID -> fsync -> blobs/xx/ID -> fsync(dir)     commit: row -> settle(ID)     crash between: sweep removes it
 */
import { randomUUID } from "node:crypto";
import { mkdirSync, openSync, readdirSync, rmSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type BodyClaims, type ReceivedBody, receiveBody } from "./body.ts";

export interface StoredBlob extends ReceivedBody {
  readonly id: string;
}

export interface Blobs {
  /** Stores the body if every claim about it holds; otherwise throws and leaves nothing. The blob is pending. */
  write(claims: BodyClaims): Promise<StoredBlob>;
  /** The row is committed: the blob is no longer pending. */
  settle(id: string): void;
  /** Removes blobs that no row points at any more. Readers that have one open keep it. */
  remove(ids: readonly string[]): void;
  /** Opens a blob for reading; the caller closes it. */
  open(id: string): number;
  /** Removes every file that is neither `known` nor pending; answers how many. */
  sweep(known: ReadonlySet<string>): number;
}

/** Where a blob lies inside the store's folder. */
export const blobPath = (id: string): string => `blobs/${id.slice(0, 2)}/${id}`;

/** `durable`: content survives a power cut, not only the death of the process. */
export function openBlobs(folder: string, durable: boolean): Blobs {
  const temp = join(folder, "temp");
  const shelves = join(folder, "blobs");
  mkdirSync(temp, { recursive: true, mode: 0o700 });
  mkdirSync(shelves, { recursive: true, mode: 0o700 });
  const place = (id: string) => join(folder, blobPath(id));
  const shelf = (id: string) => dirname(place(id));
  const pending = new Set<string>();
  const knownShelves = new Set<string>();

  const syncFolder = async (path: string) => {
    // Windows cannot open a folder; its journal keeps renames in order.
    if (!durable || process.platform === "win32") return;
    const handle = await open(path, "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  };
  const ensureShelf = async (id: string) => {
    const path = shelf(id);
    if (knownShelves.has(path)) return;
    if (mkdirSync(path, { recursive: true, mode: 0o700 })) await syncFolder(shelves);
    knownShelves.add(path);
  };

  return {
    async write(claims) {
      const id = randomUUID();
      const aside = join(temp, id);
      pending.add(id);
      try {
        const file = await open(aside, "wx", 0o600);
        let received: ReceivedBody;
        try {
          received = await receiveBody(claims, async (chunk) => {
            for (let offset = 0; offset < chunk.length; ) {
              offset += (await file.write(chunk, offset)).bytesWritten;
            }
          });
          if (durable) await file.datasync();
        } finally {
          await file.close();
        }
        await ensureShelf(id);
        await rename(aside, place(id));
        await syncFolder(shelf(id));
        return { ...received, id };
      } catch (error) {
        pending.delete(id);
        await rm(aside, { force: true });
        throw error;
      }
    },
    settle: (id) => void pending.delete(id),
    remove(ids) {
      for (const id of ids) {
        pending.delete(id);
        rmSync(place(id), { force: true });
      }
    },
    open: (id) => openSync(place(id), "r"),
    sweep(known) {
      let removed = 0;
      const clear = (path: string, keep: (name: string) => boolean) => {
        for (const name of readdirSync(path)) {
          if (keep(name)) continue;
          rmSync(join(path, name), { force: true, recursive: true });
          removed++;
        }
      };
      clear(temp, (name) => pending.has(name));
      for (const name of readdirSync(shelves)) {
        clear(join(shelves, name), (id) => known.has(id) || pending.has(id));
      }
      return removed;
    },
  };
}
