/**
 * Whether an item satisfies a parsed condition or filter expression. dynalite's own evaluation orders strings by
 * UTF-16, compares binary as text and finds no two maps or lists equal, so only its parser is used.
 */
import { encodeKey, type KeyType } from "./key.ts";
import type { Condition, Operand, Path } from "./request.ts";
import type { AttributeValue, Item } from "./value.ts";

export function satisfies(item: Item, condition: Condition): boolean {
  const { type, args } = condition;
  if (type === "and") return args.every((arg) => isCondition(arg) && satisfies(item, arg));
  if (type === "or") return args.some((arg) => isCondition(arg) && satisfies(item, arg));
  if (type === "not") return !args.some((arg) => isCondition(arg) && satisfies(item, arg));
  const test = TESTS[type === "function" ? (condition.name ?? "") : type];
  if (!test) throw new TypeError(`no condition is called ${condition.name ?? type}`);
  return test(...args.map((arg) => resolved(arg, item)));
}

type Value = AttributeValue | undefined;
type Test = (...operands: Value[]) => boolean;

const TESTS: Record<string, Test> = {
  "=": equal,
  "<>": (a, b) => !equal(a, b),
  "<": (a, b) => ordered(a, b, (order) => order < 0),
  "<=": (a, b) => ordered(a, b, (order) => order <= 0),
  ">": (a, b) => ordered(a, b, (order) => order > 0),
  ">=": (a, b) => ordered(a, b, (order) => order >= 0),
  between: (a, low, high) =>
    ordered(a, low, (order) => order >= 0) && ordered(a, high, (order) => order <= 0),
  in: (a, ...candidates) => candidates.some((candidate) => equal(a, candidate)),
  attribute_exists: (a) => a !== undefined,
  attribute_not_exists: (a) => a === undefined,
  attribute_type: (a, type) => a !== undefined && typeOf(a) === type?.S,
  begins_with: beginsWith,
  contains,
};

function isCondition(operand: Operand): operand is Condition {
  return !Array.isArray(operand) && "type" in operand;
}

function resolved(operand: Operand, item: Item): Value {
  if (Array.isArray(operand)) return at(operand, item);
  if (!isCondition(operand)) return operand;
  const [inner] = operand.args;
  const size = inner && sizeOf(resolved(inner, item));
  return size === undefined ? undefined : { N: String(size) };
}

function at(path: Path, item: Item): Value {
  let value: Value = { M: item };
  for (const step of path) {
    if (typeof step === "number") value = value?.L?.[step];
    else value = value?.M && Object.hasOwn(value.M, step) ? value.M[step] : undefined;
  }
  return value;
}

/** Characters of a string, bytes of binary, members of anything that has members. */
function sizeOf(value: Value): number | undefined {
  if (value?.S !== undefined) return value.S.length;
  if (value?.B !== undefined) return Buffer.byteLength(value.B, "base64");
  if (value?.M) return Object.keys(value.M).length;
  return (value?.L ?? value?.SS ?? value?.NS ?? value?.BS)?.length;
}

function typeOf(value: AttributeValue): string | undefined {
  return Object.keys(value)[0];
}

function equal(a: Value, b: Value): boolean {
  if (!a || !b || typeOf(a) !== typeOf(b)) return false;
  if (a.M && b.M) {
    const [mine, other] = [a.M, b.M];
    const names = Object.keys(mine);
    return (
      names.length === Object.keys(other).length && names.every((name) => equal(mine[name], other[name]))
    );
  }
  if (a.L && b.L) {
    const other = b.L;
    return a.L.length === other.length && a.L.every((member, place) => equal(member, other[place]));
  }
  const [set, otherSet] = [setOf(a), setOf(b)];
  if (set && otherSet) return set.length === otherSet.length && set.every((one) => otherSet.includes(one));
  return a.S === b.S && a.N === b.N && a.B === b.B && a.BOOL === b.BOOL && a.NULL === b.NULL;
}

const setOf = (value: AttributeValue) => value.SS ?? value.NS ?? value.BS;

/** Only strings, numbers and binary have an order, each among its own: the order of keys. */
function ordered(a: Value, b: Value, test: (order: number) => boolean): boolean {
  const type = a && typeOf(a);
  if (!isKeyType(type)) return false;
  const [left, right] = [encodeKey(a, type), encodeKey(b, type)];
  return left !== undefined && right !== undefined && test(Buffer.compare(left, right));
}

const isKeyType = (type: string | undefined): type is KeyType => type === "S" || type === "N" || type === "B";

function beginsWith(a: Value, prefix: Value): boolean {
  if (a?.S !== undefined && prefix?.S !== undefined) return a.S.startsWith(prefix.S);
  if (a?.B === undefined || prefix?.B === undefined) return false;
  const start = Buffer.from(prefix.B, "base64");
  return Buffer.from(a.B, "base64").subarray(0, start.length).equals(start);
}

function contains(a: Value, part: Value): boolean {
  if (!a || !part) return false;
  if (a.L) return a.L.some((member) => equal(member, part));
  if (a.S !== undefined) return part.S !== undefined && a.S.includes(part.S);
  if (a.B !== undefined)
    return part.B !== undefined && Buffer.from(a.B, "base64").includes(Buffer.from(part.B, "base64"));
  if (part.S !== undefined) return a.SS?.includes(part.S) ?? false;
  if (part.N !== undefined) return a.NS?.includes(part.N) ?? false;
  return part.B !== undefined && (a.BS?.includes(part.B) ?? false);
}
