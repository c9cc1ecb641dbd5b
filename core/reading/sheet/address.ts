/** Addresses of cells as sheets write them: "B7", "$B$7", "A1:C3". */
import type { Range } from "./grid.ts";

/** "B7" → row 6, column 1. */
export function parseAddress(address: string): { row: number; column: number } | undefined {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(address);
  if (match?.[1] === undefined) return undefined;
  const column = Array.from(match[1]).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(match[2]) - 1, column };
}

export function parseRange(reference: string): Range | undefined {
  const [from, to] = reference.split(":").map(parseAddress);
  if (from === undefined) return undefined;
  return { top: from.row, left: from.column, bottom: (to ?? from).row, right: (to ?? from).column };
}

/** Row 6, column 1 → "B7". */
export function addressOf(row: number, column: number): string {
  let letters = "";
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26)) {
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  }
  return `${letters}${row + 1}`;
}
