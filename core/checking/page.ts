// One normalised document laid out for the rules: lines, sentences, title, tail, and a masked copy for prose rules.

import type { Lexicon } from "../rulebook/rulebook.ts";
import { hits } from "../text/matching.ts";
import { normalize } from "../text/normalize.ts";
import type { Normalized, Span } from "../text/normalized.ts";

export type Page = {
  source: Normalized;
  text: string;
  /** Same length as `text`; what stands inside book marks and quotation marks is □, so that its verbs do not count. */
  masked: string;
  /** Lines with at least one character, trimmed. */
  lines: Span[];
  /** Bounded pieces of lines, cut at full stops: a pattern never meets more than MAX_LENGTH characters. */
  sentences: Span[];
  /** Short first lines that name the document. */
  title: Span[];
  head: Span[];
  tail: Span[];
};

const MAX_LENGTH = 400;
const TITLE_LINES = 4;
const TITLE_LENGTH = 60;
const HEAD_LINES = 8;
const TAIL_LINES = 8;

/** Lays out a text. Linear in its length, whatever it holds. */
export function layOut(original: string, lexicon: Lexicon): Page {
  const source = normalize(original);
  const { text } = source;
  const masked = mask(text);
  const lines = splitLines(text);
  return {
    source,
    text,
    masked,
    lines,
    sentences: lines.flatMap((line) => splitSentences(masked, line)),
    title: titleLines(text, lines, lexicon),
    head: lines
      .slice(0, HEAD_LINES)
      .map((line) => ({ start: line.start, end: Math.min(line.end, line.start + MAX_LENGTH) })),
    tail: lines
      .slice(-TAIL_LINES)
      .map((line) => ({ start: Math.max(line.start, line.end - MAX_LENGTH), end: line.end })),
  };
}

function splitLines(text: string): Span[] {
  const lines: Span[] = [];
  for (let from = 0; from <= text.length; ) {
    const found = text.indexOf("\n", from);
    const to = found < 0 ? text.length : found;
    let start = from;
    let end = to;
    while (start < end && text.charCodeAt(start) === 32) start++;
    while (end > start && (text.charCodeAt(end - 1) === 32 || text.charCodeAt(end - 1) === 9)) end--;
    if (end > start) lines.push({ start, end });
    from = to + 1;
  }
  return lines;
}

const STOPS = new Set(["。", "!", "?", ";"]);
const CLOSERS = new Set(["”", ")", "》"]);

function splitSentences(masked: string, line: Span): Span[] {
  const pieces: Span[] = [];
  let start = line.start;
  for (let at = line.start; at < line.end; at++) {
    const stop = STOPS.has(masked.charAt(at));
    if (!stop && at - start < MAX_LENGTH) continue;
    let end = at + 1;
    while (stop && end < line.end && CLOSERS.has(masked.charAt(end))) end++;
    pieces.push({ start, end });
    start = end;
    at = end - 1;
  }
  if (start < line.end) pieces.push({ start, end: line.end });
  return pieces;
}

const PAIRS: Record<string, string> = { "《": "》", "“": "”" };
const MAX_QUOTE = 300;

/** Puts □ for every character between book marks or quotation marks; an unclosed mark masks nothing. */
function mask(text: string): string {
  const pieces: string[] = [];
  let copied = 0;
  for (let at = 0; at < text.length; at++) {
    const closer = PAIRS[text.charAt(at)];
    if (!closer) continue;
    const end = closing(text, at, closer);
    if (end < 0) continue;
    pieces.push(text.slice(copied, at + 1), "□".repeat(end - at - 1));
    copied = end;
    at = end;
  }
  pieces.push(text.slice(copied));
  return pieces.join("");
}

function closing(text: string, open: number, closer: string): number {
  const opener = text.charAt(open);
  let depth = 0;
  for (let at = open; at < text.length && at - open <= MAX_QUOTE; at++) {
    const character = text.charAt(at);
    if (character === "\n") return -1;
    if (character === opener) depth++;
    else if (character === closer && --depth === 0) return at;
  }
  return -1;
}

function titleLines(text: string, lines: Span[], lexicon: Lexicon): Span[] {
  const title: Span[] = [];
  for (const line of lines.slice(0, TITLE_LINES)) {
    const words = text.slice(line.start, line.end);
    if (hits(lexicon.furniture, words)) continue;
    const titleLike =
      words.length <= TITLE_LENGTH &&
      !/[。;!?]|^[^,]{1,10}:|,[^,]*,/.test(words.replace(/:$/, "")) &&
      !/:$/.test(words);
    if (!titleLike) {
      if (/:$/.test(words) && title.length === 0) continue;
      break;
    }
    title.push(line);
  }
  return title;
}
