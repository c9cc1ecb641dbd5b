/**
 * Comma-separated values as sign-in programs export them (RFC 4180), or with tabs or semicolons for commas, as
 * sheets save them. A .csv is plain text without a signature: it is told from prose by rows that agree in their
 * number of fields and hold no sentences.
 */
import type { ReadText } from "../document.ts";
import { Lines } from "../lines.ts";
import { decodeText } from "../plain/encoding.ts";
import type { ReaderContext } from "../reader.ts";
import { ReadingRefused } from "../refusal.ts";
import { cellText, writeSheets } from "./grid.ts";

const SAMPLE_ROWS = 200;
const SAMPLE_LENGTH = 64 * 1024;

/**
 * What may stand between two fields. A field is in quotation marks, behind a sign of equality where a sheet must not
 * take it for a number (="007"), or plain up to what ends it; a plain one may hold quotation marks, not begin with one.
 */
const fields = {
  ",": /(?:=?"([^"]*(?:""[^"]*)*)"[ \t]*|((?![="]*")[^,\r\n]*))(,|\r\n|\r|\n|$)/y,
  "\t": /(?:=?"([^"]*(?:""[^"]*)*)" *|((?![="]*")[^\t\r\n]*))(\t|\r\n|\r|\n|$)/y,
  ";": /(?:=?"([^"]*(?:""[^"]*)*)"[ \t]*|((?![="]*")[^;\r\n]*))(;|\r\n|\r|\n|$)/y,
  "|": /(?:=?"([^"]*(?:""[^"]*)*)"[ \t]*|((?![="]*")[^|\r\n]*))(\||\r\n|\r|\n|$)/y,
} as const;
type Delimiter = keyof typeof fields;
const delimiters: readonly Delimiter[] = [",", "\t", ";"];

/** A word kept from being taken for a number, put into quotation marks as a whole. */
const keptWord = /^="([^"]*)"$/;

/** The line by which Excel is told what stands between the fields; it is no row. */
const told = /^(?:\ufeff)?"?sep=([,;|\t])"?[ \t]*(?:\r\n|\r|\n)/i;

/** Whether decoded text is a table of separated values; judged by its beginning. */
export function isCsv(text: string): boolean {
  return delimiterOf(text) !== undefined;
}

function delimiterOf(text: string): Delimiter | undefined {
  const said = told.exec(text)?.[1];
  const named = said === undefined ? undefined : [...delimiters, "|" as const].find((one) => one === said);
  if (named !== undefined) return named;
  const sample = text.slice(0, SAMPLE_LENGTH);
  return delimiters.find((delimiter) => sample.includes(delimiter) && isDivided(sample, delimiter));
}

/** The longest field of two by two that is told from a sentence by nothing else. */
const SHORT = 12;

function isDivided(sample: string, delimiter: Delimiter): boolean {
  const parsed =
    parseCsv(sample, delimiter, SAMPLE_ROWS) ?? parseCsv(wholeLines(sample), delimiter, SAMPLE_ROWS);
  const rows = parsed?.filter(isFilledRow);
  if (rows !== undefined && isAllQuoted(rows, sample, delimiter)) return true;
  if (rows === undefined || rows.length < 2) return false;
  const divided = rows.filter((row) => row.length > 1);
  // what holds a comma or a line end stood in quotation marks, and nobody writes prose so
  const quoted =
    rows.every((row) => row.length === rows[0]?.length) &&
    rows.flat().some((field) => field.includes(delimiter) || /[\r\n]/.test(field));
  if (divided.length < rows.length * 0.8 || (!quoted && divided.some(isProse))) return false;
  const wide = rows.some((row, index) => row.length >= 3 && rows[index + 1]?.length === row.length);
  if (wide || quoted) return true;
  return rows.every((row) => row.length === 2) && (rows.length >= 3 || rows.flat().every(isLabel));
}

/** Programs that put every field in quotation marks write what nobody writes by hand, whatever the fields say. */
function isAllQuoted(rows: readonly string[][], sample: string, delimiter: Delimiter): boolean {
  const quoted = rows.map((row) => row.map((field) => `"${field.replaceAll('"', '""')}"`).join(delimiter));
  const lines = (text: string) => text.replace(/[\r\n]+/g, "\n").trim();
  return rows.every((row) => row.length > 1) && lines(quoted.join("\n")) === lines(sample);
}

/** A sample that ends within a field in quotation marks is judged without its last lines. */
function wholeLines(sample: string): string {
  if (sample.length < SAMPLE_LENGTH) return sample;
  const quotes = sample.split('"').length - 1;
  const end = quotes % 2 === 0 ? sample.length : sample.lastIndexOf('"');
  return sample.slice(0, sample.lastIndexOf("\n", end) + 1);
}

/** A name, a date, a word: no sentence and no label before what it labels. */
function isLabel(field: string): boolean {
  return field.length <= SHORT && field === field.trim() && !/[，。：:；！？]/.test(field);
}

/** A sentence that happens to hold ASCII commas: they are followed by a blank, or it ends like a sentence. */
function isProse(row: readonly string[]): boolean {
  return (
    row.slice(1).every((field) => field.startsWith(" ")) ||
    /[。！？；]$/.test(row.at(-1) ?? "") ||
    row.some((field) => field.length > 400)
  );
}

function isFilledRow(row: readonly string[]): boolean {
  return row.some((field) => field.trim() !== "");
}

/** Rows of fields; undefined when a quotation never ends or goes on after its end. */
export function parseCsv(
  text: string,
  delimiter: Delimiter = ",",
  maxRows = Number.POSITIVE_INFINITY,
): string[][] | undefined {
  const rows: string[][] = [];
  const field = new RegExp(fields[delimiter]);
  let row: string[] = [];
  while (field.lastIndex < text.length || row.length > 0) {
    const match = field.exec(text);
    if (match === null) return undefined;
    const [, quoted, plain = "", end] = match;
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === delimiter) continue;
    rows.push(row);
    row = [];
    if (end === "" || rows.length >= maxRows) break;
  }
  return rows;
}

/** Reads a .csv in any Chinese encoding, one line a row, fields joined by tabs. Refuses `too_large`. */
export async function readCsv(bytes: Uint8Array, { limits }: ReaderContext): Promise<ReadText> {
  if (bytes.length > limits.textLength * 4) throw new ReadingRefused("too_large");
  const decoded = decodeText(bytes)?.trimEnd() ?? "";
  const text = decoded.replace(told, "");
  const rows = parseCsv(text, delimiterOf(decoded));
  if (rows === undefined) throw new ReadingRefused("malformed");
  const count = rows.reduce((sum, row) => sum + row.length, 0);
  if (count > limits.sheetCells) throw new ReadingRefused("too_large");
  const lines = new Lines(limits.textLength);
  writeSheets(lines, [
    {
      name: "",
      rows: rows.map((values, row) => ({
        row,
        cells: values.map((text, column) => ({ column, text: cellText(text.replace(keptWord, "$1")) })),
      })),
      merged: [],
      headers: [],
      footers: [],
    },
  ]);
  return { outcome: "text", format: "csv", ...lines.finish() };
}
