/**
 * Request units of DynamoDB on demand, from what an item weighs (developer guide, "Read and write operations", "Global
 * secondary indexes: throughput considerations"). A transaction doubles the table's part and leaves the indexes' part.
 */
import { type Item, itemSize } from "../../local/dynamodb/value.ts";

export interface Index {
  readonly name: string;
  readonly hash: string;
  readonly range: string;
}

/** Write units by what they are spent on. */
export interface WriteUnits {
  readonly table: number;
  readonly indexes: number;
}

const WRITE_BYTES = 1024;
const READ_BYTES = 4096;

/** Units of writing `bytes` once; nothing at all still costs one. */
export const unitsToWrite = (bytes: number): number => Math.max(1, Math.ceil(bytes / WRITE_BYTES));

/** Units of reading `bytes` in one request: what a query found counts together. Half when eventually consistent. */
export const unitsToRead = (bytes: number, consistent: boolean): number =>
  Math.max(1, Math.ceil(bytes / READ_BYTES)) * (consistent ? 1 : 0.5);

/**
 * One write: the larger of what was there and what is there now.
 * @param transactional prepared and committed: the table pays twice
 */
export function writeUnits(
  before: Item | undefined,
  after: Item | undefined,
  indexes: readonly Index[],
  transactional: boolean,
): WriteUnits {
  const larger = Math.max(before ? itemSize(before) : 0, after ? itemSize(after) : 0);
  const ofIndexes = indexes.map((index) => indexUnits(before, after, index));
  return {
    table: unitsToWrite(larger) * (transactional ? 2 : 1),
    indexes: ofIndexes.reduce((sum, units) => sum + units, 0),
  };
}

/** All attributes are projected: an index entry weighs what the item weighs. A moved entry is taken out and put in. */
function indexUnits(before: Item | undefined, after: Item | undefined, index: Index): number {
  const old = before && entryKey(before, index) ? before : undefined;
  const now = after && entryKey(after, index) ? after : undefined;
  if (!old && !now) return 0;
  if (!old || !now) return unitsToWrite(itemSize(old ?? now ?? {}));
  const stays = entryKey(old, index) === entryKey(now, index);
  if (!stays) return unitsToWrite(itemSize(old)) + unitsToWrite(itemSize(now));
  const unchanged = JSON.stringify(old) === JSON.stringify(now);
  return unchanged ? 0 : unitsToWrite(Math.max(itemSize(old), itemSize(now)));
}

/** Where the item stands in the index; undefined when it has no place there. */
export function entryKey(item: Item, { hash, range }: Index): string | undefined {
  const [first, second] = [item[hash], item[range]];
  return first && second ? JSON.stringify([first, second]) : undefined;
}
