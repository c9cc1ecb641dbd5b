// Character classes and the one-character replacements of domain.md §4.1.
import { simplified } from "./data/traditional.ts";

const NEWLINE = 10;

/** Characters that NFKC leaves apart although people type them for one another. */
const SAME: Record<string, string> = {
  "﹕": ":",
  "︰": ":",
  "꞉": ":",
  "∶": ":",
  "「": "“",
  "『": "“",
  "」": "”",
  "』": "”",
  "〝": "“",
  "〞": "”",
  "＂": '"',
  "〈": "《",
  "〉": "》",
  "﹝": "〔",
  "﹞": "〕",
  "–": "—",
  "―": "—",
  "─": "—",
  "━": "—",
  "﹣": "-",
  "−": "-",
  "‐": "-",
  "‑": "-",
  "○": "〇",
  "◯": "〇",
  "＿": "_",
  "﹏": "_",
  "…": "…",
  "•": "·",
  "・": "·",
  "‧": "·",
  "∙": "·",
  "▪": "·",
  "▫": "·",
  "◦": "·",
  "➢": "·",
  "►": "·",
  "▶": "·",
  "❖": "·",
  "\r": "\n",
  "\f": "\n",
  "\v": "\n",
  "\u2028": "\n",
  "\u2029": "\n",
  "\u0085": "\n",
  "\t": "\t",
};

/** Frames that are drawn with characters: their uprights part cells, the rest is drawing. */
const UPRIGHT = /^[│┃┆┇┊┋║]$/;
const FRAME = /^[\u2504-\u257f]$/;

/** Zero-width marks, soft hyphens, variation selectors. */
const DROPPED = /^(?:[\u200b-\u200f]|[\ufe00-\ufe0f]|\u2060|\ufeff|\u00ad)$/;
const MAX = 6;
const cache = new Map<string, string>();

/** The uniform form of one code point: NFKC, simplified, never longer than six characters; "" drops it. */
export function uniform(character: string): string {
  const known = cache.get(character);
  if (known !== undefined) return known;
  const form = compute(character);
  if (cache.size < 50_000) cache.set(character, form);
  return form;
}

/** Uniform forms of one character by its code; 0: not looked up yet, or not one character for one. */
const singles = new Uint16Array(0x10000);
const MANY = 0xffff;

/** The code of the uniform form where one character stands for one; 0 where it does not, and for line ends. */
export function uniformCode(code: number): number {
  const known = singles[code];
  if (known) return known === MANY ? 0 : known;
  const surrogate = code >= 0xd800 && code <= 0xdfff;
  const form = surrogate || code === 13 ? "" : uniform(String.fromCharCode(code));
  singles[code] = form.length === 1 ? form.charCodeAt(0) : MANY;
  return form.length === 1 ? form.charCodeAt(0) : 0;
}

function compute(character: string): string {
  const same = SAME[character];
  if (same !== undefined) return same;
  if (UPRIGHT.test(character)) return "|";
  if (FRAME.test(character)) return " ";
  if (DROPPED.test(character)) return "";
  if (/\s/.test(character) && character !== "\n") return " ";
  const folded = character.normalize("NFKC");
  const kept = folded.length > MAX ? character : folded;
  return Array.from(kept, simplified).join("");
}

/** A Chinese ideograph (common planes), also 〇 and the noise-free private forms OCR leaves alone. */
export const isIdeograph = (code: number | undefined): boolean =>
  code !== undefined &&
  ((code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf) || code === 0x3007);

export const isDigit = (code: number | undefined): boolean => code !== undefined && code >= 48 && code <= 57;
export const isSpace = (code: number | undefined): boolean => code === 32 || code === 9;
export const isNewline = (code: number | undefined): boolean => code === NEWLINE;

/** Lower-case Latin letters with the tone marks of pinyin. */
export const isPinyin = (code: number): boolean =>
  (code >= 97 && code <= 122) ||
  (code >= 0xe0 && code <= 0x1dc) ||
  (code >= 0x300 && code <= 0x36f) ||
  code === 0x261;
