/** Formulas of a sheet as a tree: numbers, words, cells, ranges, operators and functions (ECMA-376 §18.17). */

/** A cell named by a formula, counted from 0; `sheet` where another is meant. Shared formulas move what is not fixed. */
export type CellPlace = { row: number; column: number; fixedRow: boolean; fixedColumn: boolean };
export type Formula =
  | { kind: "value"; value: number | string | boolean }
  | { kind: "range"; sheet: string | undefined; from: CellPlace; to: CellPlace }
  | { kind: "call"; name: string; inputs: Formula[] }
  | { kind: "operation"; operator: string; left: Formula; right: Formula }
  | { kind: "sign"; operator: "-" | "+" | "%"; of: Formula };

/** Thrown for a formula that is not simple; whoever asked says so to the person who sent the file. */
export class NotSimple extends Error {}

const MAX_DEPTH = 64;
const MAX_LENGTH = 1000;
/** Rows and columns of a sheet: what a range of whole columns or rows covers. */
const ROWS = 1_048_576;
const COLUMNS = 16_384;

const token =
  /\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)|"((?:[^"]|"")*)"|((?:'(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!)?(\$?[A-Za-z]{1,3}\$?\d{1,7}(?::\$?[A-Za-z]{1,3}\$?\d{1,7})?|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}|\$?\d{1,7}:\$?\d{1,7})(?![\p{L}\p{N}_.(])|([A-Za-z_][\w.]*)\s*(\()?|(<>|<=|>=|[-+*/^&=<>(),%]))/uy;

type Token = {
  kind: "number" | "text" | "range" | "function" | "name" | "sign" | "end";
  text: string;
  sheet?: string;
};

/** Operators by how tightly they bind, the loosest first. */
const levels = [["=", "<>", "<", ">", "<=", ">="], ["&"], ["+", "-"], ["*", "/"], ["^"]];

/** Reads the formula; throws {@link NotSimple} for what is beyond sums, counts, dates and words. */
export function parseFormula(text: string): Formula {
  const reader = new FormulaReader(tokensOf(text));
  return reader.whole();
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(token);
  const source = text.trim().replace(/^=/, "");
  if (source.length > MAX_LENGTH) throw new NotSimple();
  while (pattern.lastIndex < source.length) {
    const match = pattern.exec(source);
    if (match === null) throw new NotSimple();
    const [, number, words, sheet, range, name, opened, sign] = match;
    if (number !== undefined) tokens.push({ kind: "number", text: number });
    else if (words !== undefined) tokens.push({ kind: "text", text: words.replaceAll('""', '"') });
    else if (range !== undefined)
      tokens.push({ kind: "range", text: range, ...(sheet && { sheet: sheetName(sheet) }) });
    else if (name !== undefined)
      tokens.push({ kind: opened === undefined ? "name" : "function", text: name });
    else tokens.push({ kind: "sign", text: sign ?? "" });
  }
  return tokens;
}

function sheetName(written: string): string {
  const name = written.slice(0, -1);
  return name.startsWith("'") ? name.slice(1, -1).replaceAll("''", "'") : name;
}

class FormulaReader {
  readonly #tokens: Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: Token[]) {
    this.#tokens = tokens;
  }

  whole(): Formula {
    const formula = this.#level(0);
    if (this.#at < this.#tokens.length) throw new NotSimple();
    return formula;
  }

  #next(): Token {
    return this.#tokens[this.#at] ?? { kind: "end", text: "" };
  }

  #takes(sign: string): boolean {
    const { kind, text } = this.#next();
    if (kind !== "sign" || text !== sign) return false;
    this.#at++;
    return true;
  }

  #level(level: number): Formula {
    const operators = levels[level];
    if (operators === undefined) return this.#signed();
    let left = this.#level(level + 1);
    for (;;) {
      const operator = operators.find((candidate) => this.#takes(candidate));
      if (operator === undefined) return left;
      left = { kind: "operation", operator, left, right: this.#level(level + 1) };
    }
  }

  #signed(): Formula {
    if (++this.#depth > MAX_DEPTH) throw new NotSimple();
    let formula: Formula;
    if (this.#takes("-")) formula = { kind: "sign", operator: "-", of: this.#signed() };
    else if (this.#takes("+")) formula = this.#signed();
    else formula = this.#operand();
    while (this.#takes("%")) formula = { kind: "sign", operator: "%", of: formula };
    this.#depth--;
    return formula;
  }

  #operand(): Formula {
    if (this.#takes("(")) {
      const inner = this.#level(0);
      if (!this.#takes(")")) throw new NotSimple();
      return inner;
    }
    const { kind, text, sheet } = this.#next();
    this.#at++;
    if (kind === "number") return { kind: "value", value: Number(text) };
    if (kind === "text") return { kind: "value", value: text };
    if (kind === "range") return rangeOf(text, sheet);
    if (kind === "name" && /^(true|false)$/i.test(text))
      return { kind: "value", value: /^true$/i.test(text) };
    if (kind === "function") return { kind: "call", name: plainName(text), inputs: this.#inputs() };
    throw new NotSimple();
  }

  #inputs(): Formula[] {
    const inputs: Formula[] = [];
    if (this.#takes(")")) return inputs;
    for (;;) {
      const left = this.#next();
      // an input may be left out: IF(A1,,"x")
      const omitted = left.kind === "sign" && (left.text === "," || left.text === ")");
      inputs.push(omitted ? { kind: "value", value: "" } : this.#level(0));
      if (this.#takes(")")) return inputs;
      if (!this.#takes(",")) throw new NotSimple();
    }
  }
}

/** Newer functions stand in files behind a prefix. */
function plainName(name: string): string {
  return name.toUpperCase().replace(/^(_XLFN\.|_XLWS\.)+/, "");
}

function rangeOf(text: string, sheet: string | undefined): Formula {
  const [from, to] = text.split(":").map(placeOf);
  if (from === undefined) throw new NotSimple();
  const end = to ?? from;
  return {
    kind: "range",
    sheet,
    from: { ...from, row: Math.max(0, from.row), column: Math.max(0, from.column) },
    to: { ...end, row: end.row < 0 ? ROWS - 1 : end.row, column: end.column < 0 ? COLUMNS - 1 : end.column },
  };
}

/** A1, A of whole columns or 1 of whole rows; what is not named is -1. */
function placeOf(text: string): CellPlace {
  const [, fixedColumn, letters = "", fixedRow, digits = ""] =
    /^(\$?)([A-Za-z]*)(\$?)(\d*)$/.exec(text) ?? [];
  const column =
    Array.from(letters.toUpperCase()).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return {
    row: digits === "" ? -1 : Number(digits) - 1,
    column,
    fixedRow: fixedRow === "$" || digits === "",
    fixedColumn: fixedColumn === "$" || letters === "",
  };
}
