/** Versions of objects as rows: the latest of a key, one by its id, what a put adds and a deletion takes away. */
import { randomBytes } from "node:crypto";
import type { SQLOutputValue } from "node:sqlite";
import type { Database } from "../database.ts";
import type { Checksum } from "./checksum.ts";

/** What is kept beside an object's bytes. */
export interface Description {
  /** content-type and its like, lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Names without `x-amz-meta-`. */
  readonly metadata: Readonly<Record<string, string>>;
}

export interface Version extends Description {
  readonly bucket: string;
  readonly key: string;
  /** Grows with every change of the store; orders the versions of a key. */
  readonly sequence: number;
  /** "null" when written without versioning. */
  readonly versionId: string;
  readonly latest: boolean;
  /** A delete marker has neither blob nor size. */
  readonly marker: boolean;
  /** Of this version alone. */
  readonly blob?: string;
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  /** Hex, of the content. */
  readonly md5: string;
  readonly modifiedAt: number;
  readonly checksum?: Checksum;
}

export interface Versions {
  latest(bucket: string, key: string): Version | undefined;
  named(bucket: string, key: string, versionId: string): Version | undefined;
  /** The next number of the store. */
  nextSequence(): number;
  /** Adds a version as the latest of its key. */
  add(version: Version): void;
  /** Takes a row away; if it was the latest, the one before it becomes the latest. Answers the blob it held. */
  drop(version: Version): string[];
}

export function openVersions(database: Database): Versions {
  const latest = (bucket: string, key: string) => {
    const row = database
      .query("SELECT * FROM version WHERE bucket = ? AND key = ? ORDER BY sequence DESC LIMIT 1")
      .get(bucket, key);
    return row && toVersion(row);
  };
  return {
    latest,
    named(bucket, key, versionId) {
      const row = database
        .query("SELECT * FROM version WHERE bucket = ? AND key = ? AND version_id = ?")
        .get(bucket, key, versionId);
      return row && toVersion(row);
    },
    nextSequence: () =>
      Number(
        database.query("UPDATE sequence SET value = value + 1 WHERE name = 'version' RETURNING value").get()
          ?.value,
      ),
    add(version) {
      database
        .query("UPDATE version SET latest = 0 WHERE bucket = ? AND key = ? AND latest = 1")
        .run(version.bucket, version.key);
      database
        .query("INSERT INTO version VALUES(?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .run(
          version.bucket,
          version.key,
          version.sequence,
          version.versionId,
          version.marker ? 1 : 0,
          version.blob ?? null,
          version.size,
          version.etag,
          version.md5,
          version.modifiedAt,
          JSON.stringify(version.headers),
          JSON.stringify(version.metadata),
          version.checksum ? JSON.stringify(version.checksum) : null,
        );
    },
    drop(version) {
      database
        .query("DELETE FROM version WHERE bucket = ? AND key = ? AND sequence = ?")
        .run(version.bucket, version.key, version.sequence);
      const before = version.latest && latest(version.bucket, version.key);
      if (before) {
        database
          .query("UPDATE version SET latest = 1 WHERE bucket = ? AND key = ? AND sequence = ?")
          .run(before.bucket, before.key, before.sequence);
      }
      return version.blob === undefined ? [] : [version.blob];
    },
  };
}

const VERSION_DIGITS = 10;

/** Opaque to clients; holds the sequence so that a listing can go on after a version that has since been deleted. */
export function versionIdOf(sequence: number): string {
  return sequence.toString(36).padStart(VERSION_DIGITS, "0") + randomBytes(11).toString("hex");
}

export function sequenceOf(versionId: string): number | undefined {
  const sequence = Number.parseInt(versionId.slice(0, VERSION_DIGITS), 36);
  return /^[0-9a-z]{32}$/.test(versionId) ? sequence : undefined;
}

export function toVersion(row: Record<string, SQLOutputValue>): Version {
  return {
    bucket: String(row.bucket),
    key: String(row.key),
    sequence: Number(row.sequence),
    versionId: String(row.version_id),
    latest: row.latest === 1,
    marker: row.marker === 1,
    blob: row.blob === null ? undefined : String(row.blob),
    size: Number(row.size),
    etag: String(row.etag),
    md5: String(row.md5),
    modifiedAt: Number(row.modified_at),
    headers: JSON.parse(String(row.headers)),
    metadata: JSON.parse(String(row.metadata)),
    checksum: row.checksum === null ? undefined : JSON.parse(String(row.checksum)),
  };
}
