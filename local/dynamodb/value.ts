/** Attribute values as they travel and are stored (binary stays base64 text), and what they weigh. */
import { tooDeep } from "./error.ts";

export interface AttributeValue {
  S?: string;
  N?: string;
  B?: string;
  BOOL?: boolean;
  NULL?: boolean;
  SS?: string[];
  NS?: string[];
  BS?: string[];
  L?: AttributeValue[];
  M?: Item;
}

export interface Item {
  [attribute: string]: AttributeValue;
}

/** 400 KB, attribute names included (DynamoDB quotas). */
export const MAX_ITEM_BYTES = 409_600;

/**
 * Bytes of an item as AWS counts them: UTF-8 names and strings, two digits of a number to a byte, three bytes
 * for a list or map and one for each thing in it. A Chinese character counts three. Refuses nesting beyond 32 levels.
 */
export function itemSize(item: Item): number {
  let size = 0;
  for (const name in item) {
    const value = item[name];
    if (value) size += Buffer.byteLength(name) + valueSize(value);
  }
  return size;
}

/** Lists and maps inside each other (DynamoDB quotas). */
const MAX_DEPTH = 32;

function valueSize(value: AttributeValue, level = 0): number {
  if (level > MAX_DEPTH) throw tooDeep();
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return numberSize(value.N);
  if (value.B !== undefined) return Buffer.byteLength(value.B, "base64");
  if (value.M) {
    let size = 3;
    for (const name in value.M) {
      const member = value.M[name];
      if (member) size += 1 + Buffer.byteLength(name) + valueSize(member, level + 1);
    }
    return size;
  }
  if (value.L) return value.L.reduce((size, member) => size + 1 + valueSize(member, level + 1), 3);
  if (value.SS) return value.SS.reduce((size, text) => size + Buffer.byteLength(text), 0);
  if (value.NS) return value.NS.reduce((size, number) => size + numberSize(number), 0);
  if (value.BS) return value.BS.reduce((size, bytes) => size + Buffer.byteLength(bytes, "base64"), 0);
  return 1;
}

function numberSize(number: string): number {
  const digits = number.replace(/[-.]/g, "").replace(/^0+|0+$/g, "").length;
  return 1 + Math.ceil(digits / 2) + (number.startsWith("-") ? 1 : 0);
}
