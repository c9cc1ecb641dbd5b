/**
 * The door of the reading room: bytes in, text with positions or a refusal out. Knows no format by name;
 * what a file is decides `sniff`, who reads it the table in `formats.ts`.
 */
import type { ReadText, Refusal, RefusalReason } from "./document.ts";
import { formats } from "./formats.ts";
import { defaultLimits, type Limits } from "./limits.ts";
import { protectionOf } from "./protection.ts";
import type { OnPage, Reader, ReaderAssets } from "./reader.ts";
import { ReadingRefused, refuse, refuseFormat } from "./refusal.ts";
import type { Recogniser } from "./scan/recogniser.ts";
import { sniff } from "./sniff.ts";
import { unwrapped } from "./wrapping.ts";
import type { Budget } from "./zip/archive.ts";

/** Without a `recogniser` scans and pictures are refused, and the refusal counts the pages one could read. */
export type ReadOptions = {
  limits?: Limits;
  assets?: ReaderAssets;
  recogniser?: Recogniser;
  onPage?: OnPage;
};

/**
 * Reads one file of any kind.
 *
 * @param bytes the whole file; its name is not asked for, because names lie
 * @returns the text with places, or why the file is refused; never throws for anything in the bytes.
 *   Time and memory are not bounded here: run it where it can be ended (functions/reading, a web worker).
 */
export async function read(bytes: Uint8Array, options: ReadOptions = {}): Promise<ReadText | Refusal> {
  return await readOne(bytes, options);
}

/** `budget` is given for a member of an archive, which may be no archive of files itself. */
async function readOne(
  sent: Uint8Array,
  options: ReadOptions,
  budget?: Budget,
  depth = 0,
): Promise<ReadText | Refusal> {
  const limits = options.limits ?? defaultLimits;
  if (sent.length === 0) return refuse("empty");
  if (sent.length > limits.fileBytes) return refuse("too_large");
  if (depth > limits.memberDepth) return refuse("too_deep");

  const bytes = unwrapped(sent);
  const locked = protectionOf(bytes);
  if (locked !== undefined) return refuse("encrypted", "unknown", locked);
  const sniffed = await sniff(bytes, limits, budget);
  if ("outcome" in sniffed) return sniffed;
  const { format, archive } = sniffed;
  if (format === "zip" && budget !== undefined) return refuse("too_deep", format);
  const row = formats[format];
  if ("reason" in row) return refuseFormat(format, row.reason, row.advice);
  const readMember = (member: Uint8Array) => readOne(member, options, archive?.budget ?? budget, depth + 1);
  try {
    const reader: Reader = await row.read();
    const { assets = {}, recogniser, onPage } = options;
    const read = await reader(bytes, { limits, assets, archive, recogniser, onPage, readMember });
    return read.text.trim() === "" ? refuse("empty", format) : read;
  } catch (error) {
    if (error instanceof ReadingRefused) {
      const { reason, sentence, recognisable } = error;
      return { ...refuse(reason, format, sentence), ...(recognisable > 0 && { recognisable }) };
    }
    return refuse(reasonOfFailure(error), format);
  }
}

/** A parser that breaks down says something about the file: too deep for the stack, too much for a string. */
function reasonOfFailure(error: unknown): RefusalReason {
  if (!(error instanceof RangeError)) return "malformed";
  return /call stack/i.test(error.message) ? "too_deep" : "bomb";
}
