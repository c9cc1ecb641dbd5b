// Makes text uniform for the rules (domain.md §4.1) without losing the way back. One pass per item, each linear.
import { joinBrokenLines } from "./broken-lines.ts";
import { isDigit, isIdeograph, isNewline, isPinyin, isSpace, uniform, uniformCode } from "./characters.ts";
import { type Normalized, Strip, toNormalized } from "./normalized.ts";

/**
 * Normalises any text in linear time: NFKC and simplified script, one kind of colon, bracket and dash, markup and
 * pinyin noise dropped, blanks inside sentences dropped, hard line breaks of a fixed page width joined.
 * Blanks that may divide cells or names stay. Nothing is refused.
 */
export function normalize(original: string): Normalized {
  return toNormalized(
    mendCharacters(joinBrokenLines(dropBlanks(dropPinyin(fold(original))), original)),
    original,
  );
}

/** Item 1 and 4, and the tags of item 6. */
function fold(original: string): Strip {
  const out = new Strip();
  for (let at = 0; at < original.length; ) {
    const code = original.charCodeAt(at);
    const single = uniformCode(code);
    if (single > 0 && code !== LESS) {
      out.push(single, at, ++at);
      continue;
    }
    const tag = tagAt(original, at);
    if (tag) {
      if (tag.breaks) out.push(10, at, at + tag.length);
      at += tag.length;
      continue;
    }
    const character = String.fromCodePoint(original.codePointAt(at) ?? 0);
    const end = at + character.length;
    const returns = character === "\r" && original.charAt(end) === "\n";
    if (!returns) for (const unit of uniform(character).split("")) out.push(unit.charCodeAt(0), at, end);
    at = end;
  }
  return out;
}

const LESS = 60;
const MAX_TAG = 200;

/** An HTML tag that begins here, if it ends within a bounded distance. */
function tagAt(text: string, at: number): { length: number; breaks: boolean } | undefined {
  if (text.charAt(at) !== "<") return undefined;
  const head = /^<\/?([a-zA-Z][a-zA-Z0-9]{0,10})(?=[\s>/])/.exec(text.slice(at, at + 14));
  if (!head) return undefined;
  const close = text.slice(at, at + MAX_TAG).indexOf(">");
  if (close < 0) return undefined;
  return { length: close + 1, breaks: /^(p|br|div|tr|li|h\d)$/i.test(head[1] ?? "") };
}

/** Item 5: `学(xué)` becomes `学`. A single plain letter, as in `(a)`, is a list mark and stays. */
function dropPinyin(strip: Strip): Strip {
  const out = new Strip();
  for (let at = 0; at < strip.length; at++) {
    if (strip.codes[at] === 40 && isIdeograph(out.codes.at(-1))) {
      let end = at + 1;
      while (end < at + 9 && isPinyin(strip.codes[end] ?? 0)) end++;
      const letters = end - at - 1;
      const toned = strip.codes.slice(at + 1, end).some((code) => code > 122);
      if (strip.codes[end] === 41 && (letters >= 2 || (letters === 1 && toned))) {
        at = end;
        continue;
      }
    }
    out.copy(strip, at);
  }
  return out;
}

const CLINGING = new Set(Array.from(",:;()。、《》“”!?〔〕<>", (c) => c.charCodeAt(0)));
const CELL = new Set([9, 124]);
const RUNNING_LINE = 30;

/** Item 2: a blank inside a sentence goes; one that may divide cells or names stays (a wide one as two). */
function dropBlanks(strip: Strip): Strip {
  const out = new Strip();
  for (let from = 0; from < strip.length; ) {
    let to = from;
    let stops = 0;
    while (to < strip.length && !isNewline(strip.codes[to])) {
      const code = strip.codes[to];
      if (code === 0x3002) stops += 2;
      else if (code === 44) stops += 1;
      to++;
    }
    copyLine(strip, from, to, out, to - from >= RUNNING_LINE && stops >= 2);
    if (to < strip.length) out.copy(strip, to);
    from = to + 1;
  }
  return out;
}

function copyLine(strip: Strip, from: number, to: number, out: Strip, running: boolean): void {
  let begun = false;
  for (let at = from; at < to; ) {
    if (!isSpace(strip.codes[at])) {
      out.copy(strip, at++);
      begun = true;
      continue;
    }
    let end = at;
    let tab = false;
    while (end < to && isSpace(strip.codes[end])) tab = strip.codes[end++] === 9 || tab;
    const before = out.codes.at(-1) ?? 0;
    const after = strip.codes[end] ?? 0;
    if (tab) {
      // Every tab is a cell border, also of an empty cell.
      for (let one = at; one < end; one++) if (strip.codes[one] === 9) out.copy(strip, one);
    } else if (begun && end < to) {
      if (end - at > 1 && !CELL.has(before) && !CELL.has(after)) {
        out.copy(strip, at, 32);
        out.copy(strip, at + 1, 32);
      } else if (labelAt(strip, end, to)) {
        out.copy(strip, at, 32);
        out.copy(strip, at, 32);
      } else if (!CLINGING.has(before) && !CLINGING.has(after) && !(running && glued(before, after)))
        out.copy(strip, at, 32);
    }
    at = end;
  }
}

/** A short word and a colon: `作者:` amid a line of page furniture begins a cell of its own. */
function labelAt(strip: Strip, from: number, to: number): boolean {
  let at = from;
  while (at < to && at < from + 6 && isIdeograph(strip.codes[at])) at++;
  return at - from >= 2 && strip.codes[at] === 58;
}

/** Both sides carry on one word or phrase: an ideograph on one side, an ideograph, digit or letter on the other. */
const glued = (before: number, after: number): boolean =>
  (isIdeograph(before) && isWord(after)) || (isIdeograph(after) && isWord(before));

const isWord = (code: number): boolean =>
  isIdeograph(code) || isDigit(code) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);

/** 計畫 is 计划: the one common word where the character table alone goes wrong. */
function mendCharacters(strip: Strip): Strip {
  for (let at = 0; at + 1 < strip.length; at++)
    if (strip.codes[at] === 0x8ba1 && strip.codes[at + 1] === 0x753b) strip.codes[at + 1] = 0x5212;
  return strip;
}
