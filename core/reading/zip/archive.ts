/**
 * A zip archive that is distrusted: everything its directory claims is checked before a byte is inflated, and
 * what is inflated is counted against the same limits, because the directory may lie (parts.md §5, §6).
 */
import {
  configure,
  ERR_EOCDR_NOT_FOUND,
  ERR_INVALID_UNCOMPRESSED_SIZE,
  type FileEntry,
  Uint8ArrayReader,
  ZipReader,
} from "@zip.js/zip.js";
import type { Limits } from "../limits.ts";
import { ReadingRefused } from "../refusal.ts";
import { type Claim, checkEntries } from "./entries.ts";

// Reading runs in a process of its own already, in a browser on a thread. The packaged inflater starts four times as
// fast as the platform's on the many small parts of an office file (4.7 against 11.8 ms for a file of 30 KB).
// A small piece of packed bytes swells a thousandfold at most, so that what a lying size hides comes out in
// pieces of a few megabytes and is stopped after the first.
configure({ useWebWorkers: false, useCompressionStream: false, chunkSize: 8 * 1024 });

/** Bytes that may still be inflated; archives within an archive draw on the same. */
export type Budget = { left: number };

export type Archive = {
  /** Names of the members as stored, with "/" between folders. */
  names: string[];
  /** Whether a name begins at the root of a disk: some office programs write the parts of a document so, nobody papers. */
  absolute: boolean;
  /** Inflates a member piece by piece; `false` when there is no such member. */
  stream(name: string, take: (chunk: Uint8Array) => void, cap?: number): Promise<boolean>;
  /** Inflates a member whole. */
  bytes(name: string, cap?: number): Promise<Uint8Array | undefined>;
  budget: Budget;
};

type Member = { name: string; file: FileEntry };

/**
 * Opens an archive and checks its directory.
 * Throws {@link ReadingRefused}: `truncated` (no directory), `malformed` (doubled names, several directories,
 * foreign bytes before or behind), `encrypted`, `unsafe_path`, `bomb`.
 */
export async function openArchive(
  bytes: Uint8Array,
  limits: Limits,
  budget: Budget = { left: limits.zipInflatedBytes },
): Promise<Archive> {
  const members = (await listFiles(bytes)).map((file): Member => ({ name: nameOf(file), file }));
  checkEntries(
    members.map(({ name, file }) => claimOf(name, file)),
    limits,
  );
  const byName = new Map(members.map(({ name, file }) => [normalName(name), file]));
  // Office opens the parts of a package without regard to case
  const byAnyCase = new Map([...byName].map(([name, file]) => [name.toLowerCase(), file]));
  const find = (name: string) => byName.get(name) ?? byAnyCase.get(name.toLowerCase());

  async function stream(name: string, take: (chunk: Uint8Array) => void, cap = limits.zipInflatedBytes) {
    const file = find(name);
    if (file === undefined) return false;
    await inflate(file, take, cap, budget);
    return true;
  }
  return {
    names: [...byName.keys()],
    absolute: members.some(({ name }) => /^[\\/]/.test(name)),
    stream,
    async bytes(name, cap) {
      const chunks: Uint8Array[] = [];
      return (await stream(name, (chunk) => void chunks.push(chunk), cap)) ? join(chunks) : undefined;
    },
    budget,
  };
}

async function listFiles(bytes: Uint8Array): Promise<FileEntry[]> {
  try {
    const reader = new ZipReader(new Uint8ArrayReader(bytes));
    const entries = await reader.getEntries({
      strictness: "strict",
      // names are judged in entries.ts, where a doubtful one gets its own reason
      filenameValidation: "tolerant",
      // mail gateways and upload forms add a line end; an appended archive is longer
      maxAppendedDataSize: 16,
    });
    return entries.filter((entry) => !entry.directory);
  } catch (error) {
    const lost = error instanceof Error && error.message === ERR_EOCDR_NOT_FOUND;
    throw new ReadingRefused(lost ? "truncated" : "malformed", undefined, error);
  }
}

/**
 * The name of a member. Chinese Windows writes GBK and does not say so; macOS writes UTF-8 and does not say so
 * either. What is valid UTF-8 is taken for it.
 */
function nameOf({ filename, filenameUTF8, rawFilename }: FileEntry): string {
  if (filenameUTF8) return filename;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(rawFilename);
  } catch {
    return new TextDecoder("gb18030").decode(rawFilename);
  }
}

function claimOf(name: string, file: FileEntry): Claim {
  const { offset, compressedSize, uncompressedSize, encrypted, symlink } = file;
  return { filename: name, offset, compressedSize, uncompressedSize, encrypted, symlink };
}

/** Inflates one member; the sizes that count are those that come out. */
async function inflate(
  file: FileEntry,
  take: (chunk: Uint8Array) => void,
  cap: number,
  budget: { left: number },
): Promise<void> {
  let size = 0;
  /** What stopped us: the library reports the end of its own pipeline instead. */
  let stopped: unknown;
  const sink = new WritableStream<Uint8Array>({
    write(chunk) {
      size += chunk.length;
      budget.left -= chunk.length;
      try {
        if (size > cap || budget.left < 0 || size > file.uncompressedSize) throw new ReadingRefused("bomb");
        take(chunk);
      } catch (error) {
        stopped = error;
        throw error;
      }
    },
  });
  try {
    await file.getData(sink, { checkCrc32: true, useWebWorkers: false });
  } catch (error) {
    const lied = error instanceof Error && error.message === ERR_INVALID_UNCOMPRESSED_SIZE;
    throw stopped ?? new ReadingRefused(lied ? "bomb" : "malformed", undefined, error);
  }
}

function normalName(name: string): string {
  return name.replaceAll("\\", "/").replace(/^\//, "");
}

function join(chunks: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}
