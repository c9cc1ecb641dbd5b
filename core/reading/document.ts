/**
 * What reading yields: text whose every character can be pointed at, or a refusal that says what to do.
 * Types only, and the two questions everyone asks of them.
 */
import type { Format } from "./format.ts";

/** Which part of the page a stretch of text stands in. */
export type Part = "body" | "header" | "footer" | "note";

/** A cell of a table, counted from 0 in the order of the document; a nested table has a number of its own. */
export type Cell = { table: number; row: number; column: number };

/**
 * Where a stretch of text comes from. `start` and `end` are UTF-16 offsets into the text; paragraphs and cells
 * count from 0, pages from 1. Places stand in order, never overlap, and leave out only the tab or line end
 * between two of them.
 */
export type TextLocation = {
  start: number;
  end: number;
  paragraph?: number;
  page?: number;
  cell?: Cell;
  part?: Part;
  /** 0–1, only where the text was recognised from a picture: how sure its least sure line is. */
  confidence?: number;
};

export type ReadText = {
  outcome: "text";
  format: Format;
  /** One paragraph a line; the cells of a table row joined by tabs. Line ends are "\n". */
  text: string;
  places: TextLocation[];
  pages?: number;
  /** Scanned pages and pictures beside words that were not read. Left out when there are none. */
  unreadPages?: number[];
  /** Objects of other programs that stand in the document and were not read, by what people call them. */
  unreadObjects?: string[];
  /** Cells whose formula has no stored result and is not simple enough to calculate, by their addresses. */
  unreadFormulas?: string[];
  /** Of an archive: every file in it, in order. */
  members?: Member[];
};

/**
 * One file of an archive, with its own reading: each is a paper by itself. A member that was read stands in the
 * text of the archive too, under a line with its name.
 */
export type Member = { name: string; result: ReadText | Refusal };

/** Why a file was not read; the codes of the `qiyou read` contract. */
export type RefusalReason =
  | "empty"
  | "truncated"
  | "encrypted"
  | "macro"
  | "bomb"
  | "wrong_type"
  | "malformed"
  | "too_deep"
  | "too_large"
  | "unsafe_path"
  | "unsupported"
  | "timeout"
  | "unread";

export type Refusal = {
  outcome: "refused";
  reason: RefusalReason;
  format: Format | "unknown";
  /** One Chinese sentence: what is wrong and what to do. */
  message: string;
  /** How many scanned pages a recogniser would read; left out where recognition would not help. */
  recognisable?: number;
};

/** The stretches of a text that were recognised from pictures. */
export function recognisedIn(
  places: readonly TextLocation[],
): { start: number; end: number; confidence: number }[] {
  return places.flatMap(({ start, end, confidence }) =>
    confidence === undefined ? [] : [{ start, end, confidence }],
  );
}

/**
 * The place an offset belongs to: the one it stands in, or, for a tab or line end, the one before it.
 * `undefined` only for an offset before the first place.
 */
export function locationAt(places: readonly TextLocation[], offset: number): TextLocation | undefined {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const place = places[middle];
    if (place !== undefined && place.start <= offset) low = middle + 1;
    else high = middle;
  }
  return places[low - 1];
}
