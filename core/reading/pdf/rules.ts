/** The ruled lines of a page, from its drawing operators; they tell which words share a cell. */
import type { Matrix } from "./boxes.ts";
import { turnPoint } from "./boxes.ts";

/** A straight line along one axis: at `at` (x of an upright, y of a level one) from `from` to `to`, points. */
export type Rule = { at: number; from: number; to: number };
export type Rules = { level: Rule[]; upright: Rule[] };

/** The numbers pdf.js gives its operators, as far as they draw lines or pictures. */
export type OperatorCodes = {
  save: number;
  restore: number;
  transform: number;
  constructPath: number;
  paintFormXObjectBegin: number;
  paintFormXObjectEnd: number;
  endPath: number;
  fill: number;
  eoFill: number;
  setTextRenderingMode: number;
  pictures: number[];
};

/** Steps inside a path, in pdf.js's packed form, with the count of numbers that follow each. */
const MOVE = 0;
const LINE = 1;
const operands = [2, 2, 6, 4, 0];

const identity: Matrix = [1, 0, 0, 1, 0, 0];
/** A rectangle thinner than this is a line that was filled instead of stroked. */
const THIN = 3;
const NEAR = 2;
const DRAWING = 10_000;

export type Operators = { fnArray: number[]; argsArray: unknown[] };

/** The operators that draw something, each with the matrix in force. */
function* drawn(operators: Operators, codes: OperatorCodes): Generator<[number, unknown, Matrix]> {
  const stack: Matrix[] = [];
  let matrix: Matrix = identity;
  for (const [index, code] of operators.fnArray.entries()) {
    const args = operators.argsArray[index];
    if (code === codes.save) stack.push(matrix);
    else if (code === codes.restore || code === codes.paintFormXObjectEnd) matrix = stack.pop() ?? identity;
    else if (code === codes.transform) matrix = multiply(matrix, numbers(args));
    else if (code === codes.paintFormXObjectBegin) {
      stack.push(matrix);
      if (Array.isArray(args)) matrix = multiply(matrix, numbers(args[0]));
    } else yield [code, args, matrix];
  }
}

/** The room that the pictures of a page take, in square points; each fills the unit square. Scanners cut pages into strips. */
export function pictureArea(operators: Operators, codes: OperatorCodes): number {
  let area = 0;
  for (const [code, , [a = 1, b = 0, c = 0, d = 1]] of drawn(operators, codes)) {
    if (codes.pictures.includes(code)) area += Math.abs(a * d - b * c);
  }
  return area;
}

/** Where the pictures of a page lie, as it is looked at: points, y downwards. */
export function picturePlaces(
  operators: Operators,
  codes: OperatorCodes,
  viewport: Matrix,
): { left: number; top: number; right: number; bottom: number }[] {
  const places = [];
  for (const [code, , matrix] of drawn(operators, codes)) {
    if (!codes.pictures.includes(code)) continue;
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = multiply(viewport, matrix);
    const xs = [e, e + a, e + c, e + a + c];
    const ys = [f, f + b, f + d, f + b + d];
    places.push({
      left: Math.min(...xs),
      top: Math.min(...ys),
      right: Math.max(...xs),
      bottom: Math.max(...ys),
    });
    if (places.length >= DRAWING) break;
  }
  return places;
}

const INVISIBLE = 3;

/** Whether text is drawn that nobody sees: the layer a scanning program lays over its picture. */
export function hidesText({ fnArray, argsArray }: Operators, codes: OperatorCodes): boolean {
  return fnArray.some((code, index) => {
    const args = argsArray[index];
    return code === codes.setTextRenderingMode && Array.isArray(args) && args[0] === INVISIBLE;
  });
}

/** Collects the lines of a page, turned as its text is. */
export function pageRules(
  operators: Operators,
  codes: OperatorCodes,
  viewport: Matrix,
  turns: number,
): Rules {
  const rules: Rules = { level: [], upright: [] };
  for (const [code, args, matrix] of drawn(operators, codes)) {
    if (code === codes.constructPath && Array.isArray(args) && args[0] !== codes.endPath) {
      const filled = args[0] === codes.fill || args[0] === codes.eoFill;
      const device = multiply(viewport, matrix);
      for (const shape of shapes(args[1])) addShape(rules, shape, filled, device, turns);
    }
  }
  // so many lines are a drawing or a pattern, not a table
  if (rules.level.length + rules.upright.length > DRAWING) return { level: [], upright: [] };
  return { level: joined(rules.level), upright: joined(rules.upright) };
}

type Point = { x: number; y: number };

/** The runs of straight strokes in a packed path; a curve ends one. */
function shapes(packed: unknown): Point[][] {
  const data = Array.isArray(packed) ? packed[0] : undefined;
  if (!(data instanceof Float32Array)) return [];
  const found: Point[][] = [];
  for (let at = 0; at < data.length; ) {
    const step = data[at] ?? 0;
    const point = { x: data[at + 1] ?? 0, y: data[at + 2] ?? 0 };
    if (step === MOVE) found.push([point]);
    else if (step === LINE) found.at(-1)?.push(point);
    else if (operands[step] !== 0) found.push([]);
    else {
      const start = found.at(-1)?.[0];
      if (start !== undefined) found.at(-1)?.push(start);
    }
    at += 1 + (operands[step] ?? 0);
  }
  return found;
}

function addShape(
  rules: Rules,
  shape: readonly Point[],
  filled: boolean,
  device: Matrix,
  turns: number,
): void {
  const points = shape.map(({ x, y }) => {
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = device;
    return turnPoint(a * x + c * y + e, b * x + d * y + f, turns);
  });
  if (filled) {
    addFilled(rules, points);
    return;
  }
  for (const [index, end] of points.entries()) {
    const start = points[index - 1];
    if (start !== undefined) addStroke(rules, start, end);
  }
}

function addFilled(rules: Rules, points: readonly Point[]): void {
  if (points.length < 2) return;
  const left = Math.min(...points.map(({ x }) => x));
  const right = Math.max(...points.map(({ x }) => x));
  const top = Math.min(...points.map(({ y }) => y));
  const bottom = Math.max(...points.map(({ y }) => y));
  if (bottom - top <= THIN && right - left > THIN)
    rules.level.push({ at: (top + bottom) / 2, from: left, to: right });
  if (right - left <= THIN && bottom - top > THIN)
    rules.upright.push({ at: (left + right) / 2, from: top, to: bottom });
}

function addStroke(rules: Rules, start: Point, end: Point): void {
  const sideways = Math.abs(end.x - start.x);
  const down = Math.abs(end.y - start.y);
  if (down < 1 && sideways > THIN) {
    rules.level.push({ at: start.y, from: Math.min(start.x, end.x), to: Math.max(start.x, end.x) });
  } else if (sideways < 1 && down > THIN) {
    rules.upright.push({ at: start.x, from: Math.min(start.y, end.y), to: Math.max(start.y, end.y) });
  }
}

/** Borders are drawn cell by cell: pieces on one line that touch are one rule. */
export function joined(pieces: readonly Rule[]): Rule[] {
  const found: Rule[] = [];
  for (const piece of pieces.toSorted((a, b) => a.at - b.at || a.from - b.from)) {
    const same = found.findLast(
      (rule) =>
        Math.abs(rule.at - piece.at) < NEAR && piece.from <= rule.to + THIN && piece.to >= rule.from - THIN,
    );
    if (same === undefined) found.push({ ...piece });
    else {
      same.from = Math.min(same.from, piece.from);
      same.to = Math.max(same.to, piece.to);
    }
  }
  return found;
}

function numbers(value: unknown): number[] {
  if (value instanceof Float32Array) return [...value];
  return Array.isArray(value) && value.length === 6 ? value.map(Number) : [...identity];
}

function multiply(m: Matrix, n: Matrix): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = m;
  const [p = 1, q = 0, r = 0, s = 1, x = 0, y = 0] = n;
  return [a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * x + c * y + e, b * x + d * y + f];
}
