/** Listings: keys in byte order, rolled up at a delimiter, one page at a time. */
import type { Database } from "../database.ts";
import { toVersion, type Version } from "./versions.ts";

export interface ListingPage {
  readonly entries: readonly Version[];
  readonly prefixes: readonly string[];
  /** Where the next page goes on; absent on the last page. */
  readonly next?: Position;
}

/** After a key (all its versions), after one version of it, or after a whole rolled-up prefix. */
export interface Position {
  readonly key: string;
  /** Versions of `key` older than this are still to come. */
  readonly before?: number;
  readonly rolledUp?: boolean;
}

export interface ListingQuery {
  readonly bucket: string;
  readonly prefix: string;
  readonly delimiter: string;
  readonly from?: Position;
  readonly maxKeys: number;
  /** All versions and markers, newest first within a key; otherwise only what a plain GET would find. */
  readonly versions: boolean;
}

/** Sorts after every key that begins with what stands before it. */
const AFTER_ALL = "\u{10ffff}";

export function listPage(database: Database, query: ListingQuery): ListingPage {
  const entries: Version[] = [];
  const prefixes: string[] = [];
  let position = query.from ?? { key: "" };
  let last: Position | undefined;
  if (query.maxKeys === 0) return { entries, prefixes };
  for (;;) {
    const room = query.maxKeys - entries.length - prefixes.length;
    const rows = readRows(database, query, position, room + 1);
    let jumped = false;
    for (const version of rows) {
      if (entries.length + prefixes.length === query.maxKeys) return { entries, prefixes, next: last };
      const group = groupOf(version.key, query);
      if (group !== undefined) {
        prefixes.push(group);
        last = { key: group, rolledUp: true };
        position = last;
        jumped = true;
        break;
      }
      entries.push(version);
      last = query.versions ? { key: version.key, before: version.sequence } : { key: version.key };
      position = last;
    }
    // Fewer rows than asked for, and none of them cut short by a jump: the end.
    if (!jumped) return { entries, prefixes };
  }
}

function groupOf(key: string, { prefix, delimiter }: ListingQuery): string | undefined {
  if (delimiter === "") return undefined;
  const end = key.indexOf(delimiter, prefix.length);
  return end < 0 ? undefined : key.slice(0, end + delimiter.length);
}

function readRows(database: Database, query: ListingQuery, position: Position, limit: number): Version[] {
  const { bucket, prefix, versions } = query;
  const after = position.rolledUp ? position.key + AFTER_ALL : position.key;
  const before = position.before ?? 0;
  const rows = versions
    ? database
        .query(
          `SELECT * FROM version WHERE bucket = ?1 AND key >= max(?2, ?3) AND (key > ?2 OR (key = ?2 AND sequence < ?4))
           AND key < ?5 ORDER BY key, sequence DESC LIMIT ?6`,
        )
        .all(bucket, after, prefix, before, prefix + AFTER_ALL, limit)
    : database
        .query(
          `SELECT * FROM version WHERE bucket = ? AND latest = 1 AND marker = 0 AND key > ? AND key >= ? AND key < ?
           ORDER BY key LIMIT ?`,
        )
        .all(bucket, after, prefix, prefix + AFTER_ALL, limit);
  return rows.map(toVersion);
}
