/**
 * Formulas whose result the file does not hold: programs that write sheets leave it to Excel, which calculates when
 * it opens them. Simple ones are calculated here; the others are counted, so that somebody can say so.
 */
import { type CellPlace, type Formula, NotSimple, parseFormula } from "./formula.ts";
import { functions, type Input, number, one, operate, truth, type Value } from "./functions.ts";

/** A cell without a stored result. `from` is the cell that its formula was written for, another one when shared. */
export type OpenFormula = {
  row: number;
  column: number;
  text: string;
  from: { row: number; column: number };
};
/** What a sheet gives to formulas: its filled cells, hidden ones too, by {@link keyOf}. */
export type Cells = { name: string; values: Map<number, Value>; formulas: Map<number, OpenFormula> };

const COLUMNS = 16_384;
/** Cells looked at for all formulas together; a list of a thousand people asks for some thousands. */
const MAX_LOOKS = 2_000_000;
const MAX_CHAIN = 100;

export const keyOf = (row: number, column: number): number => row * COLUMNS + column;

export class Calculation {
  readonly #sheets: readonly Cells[];
  readonly #done = new Map<OpenFormula, { value: Value; isDate: boolean } | "unknown">();
  #looks = 0;
  #chain = 0;

  constructor(sheets: readonly Cells[]) {
    this.#sheets = sheets;
  }

  /** The result of a formula, or undefined when it is not simple. `isDate` when a function makes it a day. */
  result(sheet: Cells, formula: OpenFormula): { value: Value; isDate: boolean } | undefined {
    const known = this.#done.get(formula);
    if (known !== undefined) return known === "unknown" ? undefined : known;
    // whoever comes back to a formula that is being calculated has gone in a circle
    this.#done.set(formula, "unknown");
    this.#chain++;
    try {
      if (this.#chain > MAX_CHAIN) throw new NotSimple();
      const tree = parseFormula(formula.text);
      const value = one(this.#input(tree, { sheet, formula })) ?? 0;
      const found = { value, isDate: tree.kind === "call" && tree.name === "DATE" };
      this.#done.set(formula, found);
      return found;
    } catch (error) {
      if (error instanceof NotSimple) return undefined;
      throw error;
    } finally {
      this.#chain--;
    }
  }

  #input(tree: Formula, at: At): Input {
    if (tree.kind === "range") return this.#range(tree.sheet, moved(tree.from, at), moved(tree.to, at), at);
    const value = this.#value(tree, at);
    return { values: [value], size: 1, isRange: false };
  }

  #value(tree: Exclude<Formula, { kind: "range" }>, at: At): Value {
    if (tree.kind === "value") return tree.value;
    const single = (part: Formula) => one(this.#input(part, at));
    if (tree.kind === "operation") return operate(tree.operator, single(tree.left), single(tree.right));
    if (tree.kind === "sign")
      return tree.operator === "%" ? number(single(tree.of)) / 100 : -number(single(tree.of));
    if (tree.name === "IF") {
      const [condition, then, otherwise] = tree.inputs;
      if (condition === undefined || then === undefined) throw new NotSimple();
      if (truth(single(condition))) return single(then);
      return otherwise === undefined ? false : single(otherwise);
    }
    const called = functions[tree.name];
    if (called === undefined) throw new NotSimple();
    const { row, column } = at.formula;
    const inputs = tree.inputs.map((input) => this.#input(input, at));
    const own = inputs.length === 0 ? [{ values: [], size: 1, isRange: false, row, column }] : inputs;
    const value = called(tree.name === "ROW" || tree.name === "COLUMN" ? own : inputs);
    if (typeof value === "number" && !Number.isFinite(value)) throw new NotSimple();
    return value;
  }

  /** The filled cells of a range; of one that is larger than its sheet, those that the sheet has. */
  #range(name: string | undefined, from: Point, to: Point, at: At): Input {
    const sheet =
      name === undefined ? at.sheet : this.#sheets.find((candidate) => sameName(candidate.name, name));
    if (sheet === undefined) throw new NotSimple();
    const size = (to.row - from.row + 1) * (to.column - from.column + 1);
    const filled = sheet.values.size + sheet.formulas.size;
    if (from.row < 0 || from.column < 0 || size < 1) throw new NotSimple();
    this.#looks += Math.min(size, filled);
    if (this.#looks > MAX_LOOKS) throw new NotSimple();
    const values = (size <= filled ? keysWithin(from, to) : keysAmong(sheet, from, to)).flatMap((key) => {
      const value = this.#cell(sheet, key);
      return value === undefined ? [] : [value];
    });
    return { values, size, isRange: true, ...from };
  }

  #cell(sheet: Cells, key: number): Value {
    const formula = sheet.formulas.get(key);
    if (formula === undefined) return sheet.values.get(key);
    const found = this.result(sheet, formula);
    if (found === undefined) throw new NotSimple();
    return found.value;
  }
}

type Point = { row: number; column: number };
type At = { sheet: Cells; formula: OpenFormula };

const sameName = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** Where a place stands for a cell that shares the formula of another. */
function moved(place: CellPlace, { formula: { row, column, from } }: At): Point {
  return {
    row: place.fixedRow ? place.row : place.row + row - from.row,
    column: place.fixedColumn ? place.column : place.column + column - from.column,
  };
}

function keysWithin(from: Point, to: Point): number[] {
  const keys: number[] = [];
  for (let row = from.row; row <= to.row; row++) {
    for (let column = from.column; column <= to.column; column++) keys.push(keyOf(row, column));
  }
  return keys;
}

function keysAmong({ values, formulas }: Cells, from: Point, to: Point): number[] {
  return [...values.keys(), ...formulas.keys()].filter((key) => {
    const row = Math.floor(key / COLUMNS);
    const column = key % COLUMNS;
    return row >= from.row && row <= to.row && column >= from.column && column <= to.column;
  });
}
