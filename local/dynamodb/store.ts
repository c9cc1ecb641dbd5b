/**
 * Tables, items and index entries in SQLite. An index entry holds only keys and points at its item, so an index
 * can never show another value than the item has; it is read by joining, always consistent.
 */
import type { Database } from "../database.ts";
import { tableNotFound } from "./error.ts";
import { type Index, type Key, openTable, placeOf, sameKey, type Table, type TableRecord } from "./schema.ts";
import { type Item, itemSize } from "./value.ts";

/** Steps of the file's tables, each from one version to the next. */
export const SCHEMA = [
  `
CREATE TABLE IF NOT EXISTS tables (name TEXT PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS spaces (id INTEGER PRIMARY KEY AUTOINCREMENT, holder TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS items (
  space INTEGER, partition BLOB, sort BLOB, size INTEGER NOT NULL, expires INTEGER, value BLOB NOT NULL,
  PRIMARY KEY (space, partition, sort)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS expiring ON items (space, expires) WHERE expires IS NOT NULL;
CREATE TABLE IF NOT EXISTS entries (
  space INTEGER, partition BLOB, sort BLOB, item_partition BLOB, item_sort BLOB,
  PRIMARY KEY (space, partition, sort, item_partition, item_sort)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tokens (
  token TEXT PRIMARY KEY, request BLOB NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
`,
];

/** An item as it lies in the store: JSON in UTF-8, which goes to the wire untouched unless someone looks inside. */
export interface Stored {
  value: Uint8Array;
  /** As DynamoDB counts it, in bytes. */
  size: number;
}

export function itemOf({ value }: Stored): Item {
  return JSON.parse(Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString());
}

/** A row that carries an item. */
export function storedOf({ value, size }: Record<string, unknown>): Stored {
  if (!(value instanceof Uint8Array)) throw new TypeError("an item is stored as bytes");
  return { value, size: Number(size) };
}

export class Store {
  readonly database: Database;
  readonly #tables = new Map<string, Table>();

  constructor(database: Database) {
    this.database = database;
  }

  /** ResourceNotFoundException when there is none. A record that cannot be read is an error and stays as it is. */
  table(name: string, named = false): Table {
    const known = this.#tables.get(name);
    if (known) return known;
    const row = this.database.query("SELECT record FROM tables WHERE name = ?").get(name);
    if (!row) throw tableNotFound(named ? name : undefined);
    const record: TableRecord = JSON.parse(String(row.record));
    const table = openTable(record);
    this.#tables.set(name, table);
    return table;
  }

  hasTable(name: string): boolean {
    return this.database.query("SELECT 1 FROM tables WHERE name = ?").get(name) !== undefined;
  }

  tableNames(after = ""): string[] {
    const rows = this.database.query("SELECT name FROM tables WHERE name > ? ORDER BY name").all(after);
    return rows.map((row) => String(row.name));
  }

  saveTable(record: TableRecord): void {
    const { TableName } = record.description;
    this.#tables.delete(TableName);
    this.database
      .query("INSERT OR REPLACE INTO tables (name, record) VALUES (?, ?)")
      .run(TableName, JSON.stringify(record));
  }

  dropIndex(space: number): void {
    this.database.query("DELETE FROM entries WHERE space = ?").run(space);
  }

  newSpace(holder: string): number {
    return Number(this.database.query("INSERT INTO spaces (holder) VALUES (?)").run(holder).lastInsertRowid);
  }

  /** Table descriptions are remembered; after a rollback they may describe what never was. */
  forget(): void {
    this.#tables.clear();
  }

  get(table: Table, key: Key): Stored | undefined {
    const row = this.database
      .query("SELECT value, size FROM items WHERE space = ? AND partition = ? AND sort = ?")
      .get(table.space, key.partition, key.sort);
    return row && storedOf(row);
  }

  /** `old` must be what is stored under the key now. */
  put(table: Table, key: Key, item: Item, old: Item | undefined, size = itemSize(item)): void {
    this.database
      .query(
        `INSERT INTO items (space, partition, sort, size, expires, value) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET size = excluded.size, expires = excluded.expires, value = excluded.value`,
      )
      .run(
        table.space,
        key.partition,
        key.sort,
        size,
        expiryOf(table, item),
        Buffer.from(JSON.stringify(item)),
      );
    this.#moveEntries(table, key, old, item);
  }

  remove(table: Table, key: Key, old: Item): void {
    this.database
      .query("DELETE FROM items WHERE space = ? AND partition = ? AND sort = ?")
      .run(table.space, key.partition, key.sort);
    this.#moveEntries(table, key, old, undefined);
  }

  #moveEntries(table: Table, key: Key, old: Item | undefined, item: Item | undefined): void {
    for (const index of table.indexes) {
      const from = old && placeOf(index, old);
      const to = item && placeOf(index, item);
      if (from && to && sameKey(from, to)) continue;
      if (from)
        this.database
          .query(
            "DELETE FROM entries WHERE space = ? AND partition = ? AND sort = ? AND item_partition = ? AND item_sort = ?",
          )
          .run(index.space, from.partition, from.sort, key.partition, key.sort);
      if (to) this.#addEntry(index, to, key);
    }
  }

  #addEntry(index: Index, entry: Key, item: Key): void {
    this.database
      .query("INSERT INTO entries (space, partition, sort, item_partition, item_sort) VALUES (?, ?, ?, ?, ?)")
      .run(index.space, entry.partition, entry.sort, item.partition, item.sort);
  }

  /** Enters every item of the table that has the index's key attributes in the right types. */
  fillIndex(table: Table, index: Index): void {
    const rows = this.database
      .query("SELECT partition, sort, size, value FROM items WHERE space = ?")
      .iterate(table.space);
    for (const row of rows) {
      const entry = placeOf(index, itemOf(storedOf(row)));
      if (entry) this.#addEntry(index, entry, keyOfRow(row));
    }
  }

  /** Sets when each item of the table expires, after its time-to-live attribute was changed. */
  refileExpiry(table: Table): void {
    const update = this.database.query(
      "UPDATE items SET expires = ? WHERE space = ? AND partition = ? AND sort = ?",
    );
    const rows = this.database
      .query("SELECT partition, sort, size, value FROM items WHERE space = ?")
      .all(table.space);
    for (const row of rows) {
      const { partition, sort } = keyOfRow(row);
      update.run(expiryOf(table, itemOf(storedOf(row))), table.space, partition, sort);
    }
  }

  /** At most `limit` items of the table that expire between the two, in epoch seconds, both included. */
  expired(table: Table, from: number, to: number, limit: number): { key: Key; item: Item }[] {
    const rows = this.database
      .query(
        "SELECT partition, sort, size, value FROM items WHERE space = ? AND expires BETWEEN ? AND ? ORDER BY expires LIMIT ?",
      )
      .all(table.space, from, to, limit);
    return rows.map((row) => ({ key: keyOfRow(row), item: itemOf(storedOf(row)) }));
  }

  itemCount(table: Table): { count: number; bytes: number } {
    const row = this.database
      .query("SELECT count(*) AS count, coalesce(sum(size), 0) AS bytes FROM items WHERE space = ?")
      .get(table.space);
    return { count: Number(row?.count), bytes: Number(row?.bytes) };
  }
}

/** Epoch seconds; null when the item never expires. */
function expiryOf(table: Table, item: Item): number | null {
  if (table.timeToLive === undefined) return null;
  const seconds = Number(item[table.timeToLive]?.N ?? Number.NaN);
  return Number.isFinite(seconds) ? Math.floor(seconds) : null;
}

function keyOfRow(row: Record<string, unknown>): Key {
  const { partition, sort } = row;
  if (!(partition instanceof Uint8Array) || !(sort instanceof Uint8Array))
    throw new TypeError("a key is stored as bytes");
  return { partition, sort };
}
