/** Which properties apply to a byte of the text: pages of 512 bytes with runs, found by offset ([MS-DOC] §2.9.94, §2.9.33). */
import type { Binary } from "../ole/binary.ts";
import { ReadingRefused } from "../refusal.ts";
import { plc, type Word97File } from "./file.ts";

const PAGE = 512;

/** A stretch of bytes [start, end) and its changes; for a paragraph also its style. */
export type Run = { start: number; end: number; style: number; changes: Binary };

/** Reads all runs of one kind, in the order of the file. */
function readRuns(document: Binary, table: Binary, kind: "character" | "paragraph"): Run[] {
  const { records } = plc(table, 4);
  // each page is named once; more names than pages make a small file grow without end
  if (records.length > document.length / PAGE) throw new ReadingRefused("malformed");
  const runs = records.flatMap((record) => {
    const page = document.slice((record.u32(0) & 0x3fffff) * PAGE, PAGE);
    const count = page.u8(PAGE - 1);
    const step = kind === "character" ? 1 : 13;
    return Array.from({ length: count }, (_, i): Run => {
      const at = page.u8((count + 1) * 4 + i * step) * 2;
      const start = page.u32(i * 4);
      const end = page.u32(i * 4 + 4);
      if (at === 0) return { start, end, style: 0, changes: page.slice(0, 0) };
      return {
        start,
        end,
        ...(kind === "character" ? characterChanges(page, at) : paragraphChanges(page, at)),
      };
    });
  });
  return runs.toSorted((a, b) => a.start - b.start);
}

function characterChanges(page: Binary, at: number): { style: number; changes: Binary } {
  return { style: 0, changes: page.slice(at + 1, page.u8(at)) };
}

function paragraphChanges(page: Binary, at: number): { style: number; changes: Binary } {
  const half = page.u8(at);
  const start = half === 0 ? at + 2 : at + 1;
  const size = half === 0 ? page.u8(at + 1) * 2 : half * 2 - 1;
  if (size < 2) return { style: 0, changes: page.slice(0, 0) };
  return { style: page.u16(start), changes: page.slice(start + 2, size - 2) };
}

/** The run that holds a byte. */
export function runAt(runs: readonly Run[], offset: number): Run | undefined {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const run = runs[low - 1];
  return run !== undefined && offset < run.end ? run : undefined;
}

/** All runs of one kind of a file. */
export function runsOf(file: Word97File, kind: "character" | "paragraph"): Run[] {
  return readRuns(
    file.document,
    file.structure(kind === "character" ? "characterRuns" : "paragraphRuns"),
    kind,
  );
}
