// The shape of normalised text: what rules read, and the way back to the characters people wrote.

/** A half-open range of characters. */
export type Span = { start: number; end: number };

export const EMPTY_SPAN: Span = { start: 0, end: 0 };

/** Text made uniform for matching (domain.md §4.1) that can always point back to the original characters. */
export type Normalized = {
  /** What the rules match against: NFKC, simplified script, noise dropped. Lines are divided by "\n". */
  text: string;
  /** The text as read; every piece of evidence is cut from it. */
  original: string;
  /** The original range that a range of `text` came from. An empty range stays empty. */
  toOriginal(start: number, end: number): Span;
};

/** Characters under way: each has a code and the original range it stands for. */
export class Strip {
  readonly codes: number[] = [];
  readonly starts: number[] = [];
  readonly ends: number[] = [];

  push(code: number, start: number, end: number): void {
    this.codes.push(code);
    this.starts.push(start);
    this.ends.push(end);
  }

  get length(): number {
    return this.codes.length;
  }

  /** Copies the character at `index` of another strip, as `code` where it changes. */
  copy(from: Strip, index: number, code = from.codes[index]): void {
    const start = from.starts[index];
    const end = from.ends[index];
    if (code === undefined || start === undefined || end === undefined) return;
    this.push(code, start, end);
  }
}

/** Closes a strip into normalised text. */
export function toNormalized(strip: Strip, original: string): Normalized {
  const pieces: string[] = [];
  const CHUNK = 8192;
  for (let at = 0; at < strip.length; at += CHUNK)
    pieces.push(String.fromCharCode(...strip.codes.slice(at, at + CHUNK)));
  const starts = Int32Array.from(strip.starts);
  const ends = Int32Array.from(strip.ends);
  return {
    text: pieces.join(""),
    original,
    toOriginal(start, end) {
      if (end <= start) {
        const at = starts[start] ?? original.length;
        return { start: at, end: at };
      }
      return { start: starts[start] ?? original.length, end: ends[end - 1] ?? original.length };
    },
  };
}
