/** The store's tables, in steps. Keys compare as UTF-8 bytes (SQLite's BINARY), which is the order S3 lists them in. */
import type { Database } from "../database.ts";
import { OUTBOX_OWNERS, OUTBOX_TABLES } from "../events/outbox.ts";

export const SCHEMA = [
  `
  CREATE TABLE IF NOT EXISTS bucket(
    name TEXT PRIMARY KEY, created_at INTEGER NOT NULL, versioning TEXT, cors TEXT, notification TEXT) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS version(
    bucket TEXT NOT NULL, key TEXT NOT NULL, sequence INTEGER NOT NULL, version_id TEXT NOT NULL,
    latest INTEGER NOT NULL, marker INTEGER NOT NULL, blob TEXT, size INTEGER NOT NULL, etag TEXT NOT NULL, md5 TEXT NOT NULL,
    modified_at INTEGER NOT NULL, headers TEXT NOT NULL, metadata TEXT NOT NULL, checksum TEXT,
    PRIMARY KEY(bucket, key, sequence DESC)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS version_current ON version(bucket, key) WHERE latest = 1 AND marker = 0;
  CREATE INDEX IF NOT EXISTS version_blob ON version(blob) WHERE blob IS NOT NULL;
  CREATE TABLE IF NOT EXISTS upload(
    id TEXT PRIMARY KEY, bucket TEXT NOT NULL, key TEXT NOT NULL, initiated_at INTEGER NOT NULL, headers TEXT NOT NULL,
    metadata TEXT NOT NULL, checksum TEXT) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS upload_key ON upload(bucket, key, id);
  CREATE TABLE IF NOT EXISTS part(
    upload TEXT NOT NULL, number INTEGER NOT NULL, blob TEXT NOT NULL, size INTEGER NOT NULL, md5 TEXT NOT NULL,
    modified_at INTEGER NOT NULL, checksum TEXT NOT NULL, PRIMARY KEY(upload, number)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS sequence(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
  INSERT OR IGNORE INTO sequence VALUES('version', 0);
  ${OUTBOX_TABLES}`,
  // Uploads in parts are no longer offered; no blob belongs to two versions since nothing is copied.
  "DROP TABLE part; DROP TABLE upload; DROP INDEX version_blob",
  OUTBOX_OWNERS,
];

/** Ids of all blobs that a row points at. */
export function referencedBlobs(database: Database): Set<string> {
  const rows = database.query("SELECT blob FROM version WHERE blob IS NOT NULL").all();
  return new Set(rows.map((row) => String(row.blob)));
}
