/**
 * Equations of Word 97 (the EQ field): what stands where is told by switches. Nobody sets formulas with them any
 * more, but phonetic guides, combined characters, characters in rings and fractions in minutes are still kept so.
 */
import { numeral } from "./numerals.ts";

/** A part of an equation: its text, and whether it is set above or below the line. */
type Part = { text: string; raised: boolean };

/** Deeper than any formula; a hostile one would fill the stack. */
const MAX_DEPTH = 20;
const ring = /^[○□△◇〇◯]$/;
const switches = /^\s*\\\*\s*("[^"]*"|\S+)/;
const option = /^\\([a-zA-Z]{2})\s*(?:\\?([^\\()a-zA-Z\d\s])|\d*)\s*/;
/** What each operator makes of its arguments; those not named here show them one behind the other. */
const operators: Record<string, (parts: readonly Part[]) => string> = {
  o: overstruck,
  f: ([above, below]) => fraction(above?.text ?? "", below?.text ?? ""),
  r: (parts) => `√${grouped(parts.at(-1)?.text ?? "")}`,
  a: (parts) => parts.map(({ text }) => text).join(" "),
  l: (parts) => parts.map(({ text }) => text).join("，"),
  i: (parts) => `∫${joined(parts)}`,
  d: () => "",
};

/** The text of an equation's code, as its reader sees it; undefined for a field that is none. */
export function equation(code: string): string | undefined {
  const start = /^\s*EQ\b\s*/i.exec(code);
  if (start === null) return undefined;
  let rest = code.slice(start[0].length);
  for (let found = switches.exec(rest); found !== null; found = switches.exec(rest))
    rest = rest.slice(found[0].length);
  return joined(new Equation(rest.trim()).parts(0));
}

/** A fraction on one line; what is a sum stays together. */
export function fraction(above: string, below: string): string {
  return `${grouped(above)}/${grouped(below)}`;
}

function grouped(text: string): string {
  return /^.+[+\-−×÷＋－=].*$/.test(text) && !/^[(（].*[)）]$/.test(text) ? `(${text})` : text;
}

function joined(parts: readonly Part[]): string {
  return parts.map(({ text }) => text).join("");
}

/** Things laid over each other: a ring is decoration, and what is raised above a character is how to read it. */
function overstruck(parts: readonly Part[]): string {
  const plain = parts.filter(({ text, raised }) => !raised && !ring.test(text.trim()) && text.trim() !== "");
  if (plain.length === 0) return joined(parts.filter(({ text }) => !ring.test(text.trim())));
  const text = joined(plain).trim();
  const isRinged = parts.some((part) => ring.test(part.text.trim()));
  return isRinged && /^\d{1,2}$/.test(text) ? numeral(Number(text), "decimalEnclosedCircle") : text;
}

class Equation {
  readonly #code: string;
  #at = 0;

  constructor(code: string) {
    this.#code = code;
  }

  /** Parts up to the end of the argument: a separator or a bracket that closes it. */
  parts(depth: number): Part[] {
    const parts: Part[] = [];
    while (this.#at < this.#code.length) {
      const sign = this.#code.charAt(this.#at);
      if (depth > 0 && (sign === ")" || sign === "," || sign === ";" || sign === "，" || sign === "；"))
        break;
      if (sign === "\\") parts.push(this.#escaped(depth));
      else if (sign === "(") parts.push({ text: this.#bracketed(depth), raised: false });
      else {
        parts.push({ text: sign, raised: false });
        this.#at++;
      }
    }
    return parts;
  }

  #escaped(depth: number): Part {
    const operator = /^\\([a-zA-Z])(?![a-zA-Z])\s*/.exec(this.#code.slice(this.#at, this.#at + 20));
    if (operator?.[1] === undefined) {
      const text = this.#code.charAt(this.#at + 1);
      this.#at += 2;
      return { text, raised: false };
    }
    this.#at += operator[0].length;
    const name = operator[1].toLowerCase();
    const options = this.#options();
    const { parts, bracket } = this.#arguments(depth + 1);
    const text = operators[name]?.(parts) ?? joined(parts);
    if (name === "b") return { text: framed(text, options), raised: false };
    return {
      text,
      raised: name === "s" && bracket && options.some(({ name: of }) => of === "up" || of === "do"),
    };
  }

  #options(): { name: string; sign: string | undefined }[] {
    const options: { name: string; sign: string | undefined }[] = [];
    for (;;) {
      const found = option.exec(this.#code.slice(this.#at, this.#at + 40));
      if (found === null) return options;
      options.push({ name: (found[1] ?? "").toLowerCase(), sign: found[2] });
      this.#at += found[0].length;
    }
  }

  #arguments(depth: number): { parts: Part[]; bracket: boolean } {
    const parts: Part[] = [];
    if (this.#code.charAt(this.#at) !== "(" || depth > MAX_DEPTH) return { parts, bracket: false };
    do {
      this.#at++;
      const argument = this.parts(depth);
      const shown = argument.filter(({ text }) => text.trim() !== "");
      parts.push({
        text: joined(argument),
        raised: shown.length > 0 && shown.every(({ raised }) => raised),
      });
    } while (this.#at < this.#code.length && this.#code.charAt(this.#at) !== ")");
    this.#at++;
    return { parts, bracket: true };
  }

  /** Brackets that belong to the text: they hold its separators together. */
  #bracketed(depth: number): string {
    this.#at++;
    let text = "(";
    while (this.#at < this.#code.length && this.#code.charAt(this.#at) !== ")") {
      if (depth >= MAX_DEPTH) return text;
      text += joined(this.parts(depth + 1));
      const sign = this.#code.charAt(this.#at);
      if (sign === ")" || sign === "") break;
      text += sign;
      this.#at++;
    }
    this.#at++;
    return `${text})`;
  }
}

const closing: Record<string, string> = { "(": ")", "[": "]", "{": "}", "<": ">", "|": "|" };

/** An expression in brackets: round ones, unless others are named for both sides or for one. */
function framed(text: string, options: readonly { name: string; sign: string | undefined }[]): string {
  const named = (wanted: string) => options.find(({ name }) => name === wanted)?.sign;
  const both = named("bc");
  if (options.length === 0) return `(${text})`;
  const left = named("lc") ?? both ?? "";
  const right = named("rc") ?? (both === undefined ? "" : (closing[both] ?? both));
  return left + text + right;
}
