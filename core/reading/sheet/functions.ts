/** The functions of a sheet that offices use in lists: sums, counts, dates, words. The others are not calculated. */
import { shownNumber } from "./display.ts";
import { NotSimple } from "./formula.ts";
import { dayOf, serialOfDay } from "./serial.ts";

/** What a cell holds; undefined when it is empty. */
export type Value = number | string | boolean | undefined;
/** An input of a function: one value, or the filled cells of a range and how many cells it has. */
export type Input = { values: Value[]; size: number; isRange: boolean; row?: number; column?: number };

type Called = (inputs: readonly Input[]) => Value;

/** By name, as written in capitals. */
export const functions: Record<string, Called> = {
  SUM: (inputs) => sum(numbers(inputs)),
  PRODUCT: (inputs) => numbers(inputs).reduce((product, number) => product * number, 1),
  AVERAGE: (inputs) => divided(sum(numbers(inputs)), numbers(inputs).length),
  MAX: (inputs) => numbers(inputs).reduce((a, b) => (b > a ? b : a), numbers(inputs)[0] ?? 0),
  MIN: (inputs) => numbers(inputs).reduce((a, b) => (b < a ? b : a), numbers(inputs)[0] ?? 0),
  COUNT: (inputs) => numbers(inputs).length,
  COUNTA: (inputs) => inputs.flatMap(({ values }) => values).filter((value) => value !== undefined).length,
  COUNTBLANK: ([range]) => need(range).size - need(range).values.filter((value) => value !== "").length,
  COUNTIF: ([range, criterion]) => {
    const { values, size } = need(range);
    const isMeant = meets(one(criterion));
    // empty cells are not among the values, and are other than every word
    return values.filter(isMeant).length + (isMeant(undefined) ? size - values.length : 0);
  },
  SUMIF: ([range, criterion, summed]) => {
    // what is added up elsewhere would have to be found place by place
    if (summed !== undefined) throw new NotSimple();
    return sum(
      need(range)
        .values.filter(meets(one(criterion)))
        .filter(isNumber),
    );
  },
  ROUND: ([value, digits]) => rounded(number(one(value)), number(one(digits))),
  INT: ([value]) => Math.floor(number(one(value))),
  ABS: ([value]) => Math.abs(number(one(value))),
  MOD: ([value, by]) => {
    const divisor = number(one(by));
    return number(one(value)) - divisor * Math.floor(divided(number(one(value)), divisor));
  },
  AND: (inputs) => inputs.every((input) => truth(one(input))),
  OR: (inputs) => inputs.some((input) => truth(one(input))),
  NOT: ([value]) => !truth(one(value)),
  DATE: ([year, month, day]) => serialOfDay(number(one(year)), number(one(month)), number(one(day))),
  YEAR: ([date]) => dayOf(number(one(date))).year,
  MONTH: ([date]) => dayOf(number(one(date))).month,
  DAY: ([date]) => dayOf(number(one(date))).day,
  CONCATENATE: (inputs) => joined(inputs),
  CONCAT: (inputs) => joined(inputs),
  TEXT: ([value, pattern]) => shownNumber(number(one(value)), words(one(pattern))),
  LEFT: ([text, length]) => words(one(text)).slice(0, length === undefined ? 1 : number(one(length))),
  RIGHT: ([text, length]) => {
    const whole = words(one(text));
    return whole.slice(Math.max(0, whole.length - (length === undefined ? 1 : number(one(length)))));
  },
  MID: ([text, from, length]) => {
    const start = number(one(from)) - 1;
    return words(one(text)).slice(start, start + number(one(length)));
  },
  LEN: ([text]) => words(one(text)).length,
  TRIM: ([text]) => words(one(text)).trim().replace(/ +/g, " "),
  VALUE: ([text]) => number(one(text)),
  ROW: ([place]) => (place?.row ?? Number.NaN) + 1,
  COLUMN: ([place]) => (place?.column ?? Number.NaN) + 1,
};

/** The operators between two values. */
export function operate(operator: string, left: Value, right: Value): Value {
  switch (operator) {
    case "&":
      return words(left) + words(right);
    case "+":
      return number(left) + number(right);
    case "-":
      return number(left) - number(right);
    case "*":
      return number(left) * number(right);
    case "/":
      return divided(number(left), number(right));
    case "^":
      return number(left) ** number(right);
    default:
      return compares(operator, left, right);
  }
}

function compares(operator: string, left: Value, right: Value): boolean {
  const order = ordered(left, right);
  if (operator === "=") return order === 0;
  if (operator === "<>") return order !== 0;
  if (operator === "<") return order < 0;
  if (operator === ">") return order > 0;
  return operator === "<=" ? order <= 0 : order >= 0;
}

/** Numbers before words before truth; words without regard to case; an empty cell is like either. */
function ordered(left: Value, right: Value): number {
  const a = left ?? (typeof right === "string" ? "" : 0);
  const b = right ?? (typeof left === "string" ? "" : 0);
  const rank = (value: Value) => ["number", "string", "boolean"].indexOf(typeof value);
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  if (typeof a === "string" && typeof b === "string") {
    const [x, y] = [a.toLowerCase(), b.toLowerCase()];
    return x === y ? 0 : x < y ? -1 : 1;
  }
  return Number(a) - Number(b);
}

/** So many signs for anything are a pattern made to be slow. */
const MAX_WILD = 3;

/** Whether a value meets a criterion such as "到", ">60", "*假" or 3. */
function meets(criterion: Value): (value: Value) => boolean {
  if (typeof criterion !== "string") return (value) => value === criterion;
  const [, operator = "=", written = ""] = /^(<>|<=|>=|=|<|>)?([\s\S]*)$/.exec(criterion) ?? [];
  const count = written.trim() === "" ? Number.NaN : Number(written);
  if (!Number.isNaN(count)) {
    return (value) => (isNumber(value) ? compares(operator, value, count) : operator === "<>");
  }
  if (operator !== "=" && operator !== "<>") {
    return (value) => typeof value === "string" && compares(operator, value, written);
  }
  if ((written.match(/[*?]/g)?.length ?? 0) > MAX_WILD) throw new NotSimple();
  const literal = written.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  const pattern = new RegExp(`^${literal.replaceAll("*", "[^]*").replaceAll("?", "[^]")}$`, "i");
  return (value = "") => (typeof value === "string" && pattern.test(value)) === (operator === "=");
}

/** What every function that wants one value does with an input. */
export function one(input: Input | undefined): Value {
  if (input === undefined || input.size !== 1) throw new NotSimple();
  return input.values[0];
}

function need(input: Input | undefined): Input {
  if (input === undefined) throw new NotSimple();
  return input;
}

export function number(value: Value): number {
  if (value === undefined) return 0;
  const found = typeof value === "string" ? Number(value.trim() === "" ? Number.NaN : value) : Number(value);
  if (!Number.isFinite(found)) throw new NotSimple();
  return found;
}

export function words(value: Value): string {
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  return typeof value === "number" ? shownNumber(value, "General") : (value ?? "");
}

export function truth(value: Value): boolean {
  if (typeof value === "string") throw new NotSimple();
  return Boolean(value);
}

function joined(inputs: readonly Input[]): string {
  return inputs.flatMap(({ values }) => values.map(words)).join("");
}

const isNumber = (value: Value): value is number => typeof value === "number";

/** Of a range only its numbers count; what is written as an input itself must be one. */
function numbers(inputs: readonly Input[]): number[] {
  return inputs.flatMap(({ values, isRange }) => (isRange ? values.filter(isNumber) : values.map(number)));
}

function sum(list: readonly number[]): number {
  // without the noise of binary fractions: 0.1 + 0.2 is shown as 0.3
  return Number(list.reduce((total, value) => total + value, 0).toPrecision(15));
}

function divided(value: number, by: number): number {
  if (by === 0) throw new NotSimple();
  return value / by;
}

function rounded(value: number, digits: number): number {
  const scale = 10 ** Math.trunc(digits);
  return (Math.sign(value) * Math.round(Math.abs(value) * scale + Number.EPSILON)) / scale;
}
