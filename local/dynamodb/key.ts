/**
 * Key values as bytes whose memcmp order is DynamoDB's order: strings by UTF-8 bytes, binary unsigned, numbers
 * by value with all 38 digits. SQLite compares BLOBs exactly so, and a shorter prefix comes first.
 */
import type { AttributeValue } from "./value.ts";

export type KeyType = "S" | "N" | "B";

const EMPTY = new Uint8Array(0);
const BELOW_ZERO = 0x7f;
const ZERO = Uint8Array.of(0x80);
const ABOVE_ZERO = 0x81;
/** Exponents run from -130 to 125 (DynamoDB numbers: 1E-130 to 9.99E+125), so one byte holds them. */
const EXPONENT_BIAS = 130;

export const noSortKey = EMPTY;

/** The value must be of the type given; undefined when it is not. */
export function encodeKey(value: AttributeValue | undefined, type: KeyType): Uint8Array | undefined {
  if (type === "N") return value?.N === undefined ? undefined : encodeNumber(value.N);
  if (type === "B") return value?.B === undefined ? undefined : Buffer.from(value.B, "base64");
  return value?.S === undefined ? undefined : Buffer.from(value.S, "utf8");
}

/**
 * Sign, exponent, then two decimal digits to a byte. Below zero exponent and digits are complemented, and 0xff
 * ends them: the shorter of two equal beginnings is then the greater number.
 */
function encodeNumber(text: string): Uint8Array {
  const match = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!match) throw new TypeError(`not a number: ${text}`);
  const [, sign, whole = "", fraction = "", power = "0"] = match;
  const all = whole + fraction;
  const leading = /^0*/.exec(all)?.[0].length ?? 0;
  const digits = all.slice(leading).replace(/0+$/, "");
  if (digits === "") return ZERO;

  const exponent = whole.length - leading - 1 + Number(power) + EXPONENT_BIAS;
  const negative = sign === "-";
  const pairs = Math.ceil(digits.length / 2);
  const bytes = new Uint8Array(2 + pairs + (negative ? 1 : 0));
  bytes[0] = negative ? BELOW_ZERO : ABOVE_ZERO;
  bytes[1] = negative ? 255 - exponent : exponent;
  for (let pair = 0; pair < pairs; pair++) {
    const value = Number(digits.slice(pair * 2, pair * 2 + 2).padEnd(2, "0"));
    bytes[2 + pair] = negative ? 99 - value : value;
  }
  if (negative) bytes[2 + pairs] = 0xff;
  return bytes;
}

/** The first bytes after everything that begins with `prefix`; undefined when nothing comes after. */
export function afterPrefix(prefix: Uint8Array): Uint8Array | undefined {
  let end = prefix.length;
  while (end > 0 && prefix[end - 1] === 0xff) end--;
  if (end === 0) return undefined;
  const after = Uint8Array.from(prefix.subarray(0, end));
  after[end - 1] = (after[end - 1] ?? 0) + 1;
  return after;
}
