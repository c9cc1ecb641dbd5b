/** Reading rows in key order: bounds on the sort key, where to go on, and the SQL for both. */
import type { Database } from "../database.ts";
import { type Index, type Key, placeOf, type Table } from "./schema.ts";
import { itemOf, type Stored, storedOf } from "./store.ts";

interface Bound {
  value: Uint8Array;
  inclusive: boolean;
}

export interface Range {
  /** Undefined: every partition. */
  partition?: Uint8Array | undefined;
  from?: Bound | undefined;
  to?: Bound | undefined;
  backwards: boolean;
  /** The last row of the page before: its item's key, and its place in the index when one is read. */
  after?: { item: Key; entry?: Key | undefined } | undefined;
}

/** Rows are fetched so many at a time: fewer calls than one by one, without reading far past what a page needs. */
const AT_ONCE = 64;

/** Items of the table, or of an index of it, in key order. The caller stops when it has enough; `limit` is a hint. */
export function* read(
  database: Database,
  table: Table,
  index: Index | undefined,
  range: Range,
  limit = Number.POSITIVE_INFINITY,
): Generator<Stored> {
  let after = range.after;
  const atOnce = Math.min(limit, AT_ONCE);
  for (;;) {
    const next = { ...range, after };
    const { sql, values } = index ? entrySql(table, index, next) : itemSql(table, next);
    const rows = database
      .query(`${sql} LIMIT ?`)
      .all(...values, atOnce)
      .map(storedOf);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < atOnce) return;
    const item = itemOf(last);
    const place = placeOf(table, item);
    if (!place) throw new TypeError("a stored item has its key");
    after = { item: place, entry: index && placeOf(index, item) };
  }
}

interface Statement {
  sql: string;
  values: (Uint8Array | number)[];
}

function itemSql(table: Table, range: Range): Statement {
  const order = range.backwards ? "DESC" : "ASC";
  const where = new Where(["space = ?"], [table.space]);
  where.bounds(range, "partition", "sort");
  if (range.after) {
    const columns = range.partition ? ["sort"] : ["partition", "sort"];
    const { partition, sort } = range.after.item;
    where.after(columns, range.partition ? [sort] : [partition, sort], range.backwards);
  }
  const sql = `SELECT value, size FROM items WHERE ${where} ORDER BY partition ${order}, sort ${order}`;
  return { sql, values: where.values };
}

function entrySql(table: Table, index: Index, range: Range): Statement {
  const order = range.backwards ? "DESC" : "ASC";
  const where = new Where(["e.space = ?"], [table.space, index.space]);
  where.bounds(range, "e.partition", "e.sort");
  if (range.after?.entry) {
    const { entry, item } = range.after;
    const columns = ["e.sort", "e.item_partition", "e.item_sort"];
    const values = [entry.sort, item.partition, item.sort];
    if (!range.partition) {
      columns.unshift("e.partition");
      values.unshift(entry.partition);
    }
    where.after(columns, values, range.backwards);
  }
  const columns = ["partition", "sort", "item_partition", "item_sort"];
  // CROSS JOIN keeps SQLite from walking the items first.
  const sql = `SELECT i.value, i.size FROM entries e CROSS JOIN items i
    ON i.space = ? AND i.partition = e.item_partition AND i.sort = e.item_sort
    WHERE ${where} ORDER BY ${columns.map((column) => `e.${column} ${order}`).join(", ")}`;
  return { sql, values: where.values };
}

class Where {
  readonly #terms: string[];
  readonly values: (Uint8Array | number)[];

  constructor(terms: string[], values: (Uint8Array | number)[]) {
    this.#terms = terms;
    this.values = values;
  }

  #add(term: string, ...values: (Uint8Array | number)[]): void {
    this.#terms.push(term);
    this.values.push(...values);
  }

  bounds({ partition, from, to }: Range, partitionColumn: string, sortColumn: string): void {
    if (partition) this.#add(`${partitionColumn} = ?`, partition);
    if (from) this.#add(`${sortColumn} ${from.inclusive ? ">=" : ">"} ?`, from.value);
    if (to) this.#add(`${sortColumn} ${to.inclusive ? "<=" : "<"} ?`, to.value);
  }

  after(columns: string[], values: Uint8Array[], backwards: boolean): void {
    const places = values.map(() => "?").join(", ");
    this.#add(`(${columns.join(", ")}) ${backwards ? "<" : ">"} (${places})`, ...values);
  }

  toString(): string {
    return this.#terms.join(" AND ");
  }
}
