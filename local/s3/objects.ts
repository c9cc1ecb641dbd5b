/**
 * Object versions. Every change — row, version, event — is one transaction; its blob is settled after COMMIT, and blobs
 * it sets free are removed after COMMIT.
 */
import { randomBytes } from "node:crypto";
import type { SQLOutputValue } from "node:sqlite";
import type { Clock } from "../clock.ts";
import type { Database } from "../database.ts";
import type { Blobs, StoredBlob } from "./blobs.ts";
import type { Bucket, Buckets } from "./buckets.ts";
import type { Checksum } from "./checksum.ts";
import { checkWrite, type WriteCondition } from "./condition.ts";
import { S3Error } from "./errors.ts";
import type { EventName, Events } from "./notification.ts";

export interface Version {
  readonly bucket: string;
  readonly key: string;
  /** Grows with every change of the store; orders the versions of a key. */
  readonly sequence: number;
  /** "null" when written without versioning. */
  readonly versionId: string;
  readonly latest: boolean;
  /** A delete marker has neither blob nor size. */
  readonly marker: boolean;
  readonly blob?: string;
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  /** Hex, of the content. */
  readonly md5: string;
  readonly modifiedAt: number;
  /** content-type and its like, lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Names without `x-amz-meta-`. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly checksum?: Checksum;
}

export interface Description {
  readonly headers: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
}

interface Write {
  readonly bucket: string;
  readonly key: string;
  /** `id` of a pending blob, or of one that another version already holds (a copy). */
  readonly content: StoredBlob;
  /** Differs from the content's MD5 for multipart objects. */
  readonly etag?: string;
  readonly description: Description;
  readonly condition?: WriteCondition;
  readonly event: EventName;
  /** Further changes of the same transaction; what it throws undoes all. Answers blobs it sets free. */
  readonly also?: () => string[];
}

/** A version written, and the blobs nobody holds once that is committed. */
interface Recorded {
  readonly version: Version;
  readonly blob: string;
  readonly freed: readonly string[];
}

interface Target {
  readonly key: string;
  readonly versionId?: string;
}

interface Removal {
  /** Present when a delete marker was written or removed, or a version named. */
  readonly versionId?: string;
  readonly marker: boolean;
}

export interface Objects {
  /** Latest version, or the one named. Refuses NoSuchKey, NoSuchVersion, and delete markers as S3 does. */
  find(bucket: string, key: string, versionId?: string): Version;
  /** Commits a version and its event, together with others of the moment. Discards the content's blob when refused. */
  put(write: Write): Promise<Version>;
  /** The same before this turn of the event loop ends: nobody can remove a blob that the version is about to share. */
  putAtOnce(write: Write): Version;
  /** Deletes (or marks deleted) all targets and their events in one commit. Deleting what is not there succeeds, as on S3. */
  remove(bucket: string, targets: readonly Target[]): Removal[];
}

export interface ObjectsOptions {
  readonly database: Database;
  readonly blobs: Blobs;
  readonly buckets: Buckets;
  readonly events: Events;
  readonly clock: Clock;
}

export function openObjects({ database, blobs, buckets, events, clock }: ObjectsOptions): Objects {
  const latest = (bucket: string, key: string) => {
    const row = database
      .query("SELECT * FROM version WHERE bucket = ? AND key = ? ORDER BY sequence DESC LIMIT 1")
      .get(bucket, key);
    return row && toVersion(row);
  };
  const named = (bucket: string, key: string, versionId: string) => {
    const row = database
      .query("SELECT * FROM version WHERE bucket = ? AND key = ? AND version_id = ?")
      .get(bucket, key, versionId);
    return row && toVersion(row);
  };
  const nextSequence = () =>
    Number(
      database.query("UPDATE sequence SET value = value + 1 WHERE name = 'version' RETURNING value").get()
        ?.value,
    );

  const isHeld = (blob: string) =>
    database.query("SELECT 1 FROM version WHERE blob = ? LIMIT 1").get(blob) !== undefined;

  const insert = (version: Omit<Version, "latest">) => {
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
  };
  /** Takes a row away; if it was the latest, the one before it becomes the latest. Answers its blob if now unused. */
  const drop = (version: Version): string[] => {
    database
      .query("DELETE FROM version WHERE bucket = ? AND key = ? AND sequence = ?")
      .run(version.bucket, version.key, version.sequence);
    const before = version.latest && latest(version.bucket, version.key);
    if (before) {
      database
        .query("UPDATE version SET latest = 1 WHERE bucket = ? AND key = ? AND sequence = ?")
        .run(before.bucket, before.key, before.sequence);
    }
    const { blob } = version;
    return blob && !isHeld(blob) ? [blob] : [];
  };
  const dropNull = (bucket: string, key: string): string[] => {
    const version = named(bucket, key, "null");
    return version ? drop(version) : [];
  };
  const removeOne = (bucket: Bucket, { key, versionId }: Target): { removal: Removal; freed: string[] } => {
    if (versionId !== undefined) {
      const version = named(bucket.name, key, versionId);
      if (!version) return { removal: { versionId, marker: false }, freed: [] };
      const freed = drop(version);
      events.emit(bucket, "ObjectRemoved:Delete", { ...version, sequence: nextSequence() });
      return { removal: { versionId, marker: version.marker }, freed };
    }
    if (bucket.versioning) {
      const sequence = nextSequence();
      const enabled = bucket.versioning === "Enabled";
      const freed = enabled ? [] : dropNull(bucket.name, key);
      const marker = markerOf(
        bucket.name,
        key,
        sequence,
        enabled ? versionIdOf(sequence) : "null",
        clock.now(),
      );
      insert(marker);
      events.emit(bucket, "ObjectRemoved:DeleteMarkerCreated", marker);
      return { removal: { versionId: marker.versionId, marker: true }, freed };
    }
    const version = latest(bucket.name, key);
    if (!version) return { removal: { marker: false }, freed: [] };
    const freed = drop(version);
    events.emit(bucket, "ObjectRemoved:Delete", { ...version, sequence: nextSequence() });
    return { removal: { marker: false }, freed };
  };
  /** What happens inside the transaction of a put. */
  const record = ({
    bucket: name,
    key,
    content,
    etag,
    description,
    condition,
    event,
    also,
  }: Write): Recorded => {
    const bucket = buckets.get(name);
    if (condition) checkWrite(condition, latest(name, key), key);
    const sequence = nextSequence();
    const versioned = bucket.versioning === "Enabled";
    const freed = versioned ? [] : dropNull(name, key);
    const version: Version = {
      ...description,
      bucket: name,
      key,
      sequence,
      versionId: versioned ? versionIdOf(sequence) : "null",
      latest: true,
      marker: false,
      blob: content.id,
      size: content.size,
      etag: etag ?? content.md5,
      md5: content.md5,
      modifiedAt: clock.now(),
      checksum: content.checksum,
    };
    insert(version);
    events.emit(bucket, event, version);
    return { version, blob: content.id, freed: freed.concat(also?.() ?? []) };
  };
  const settle = ({ version, blob, freed }: Recorded): Version => {
    blobs.settle(blob);
    blobs.remove(freed.filter((id) => id !== blob));
    return version;
  };
  /** A copy's blob belongs to its source and stays. */
  const discard = ({ id }: StoredBlob): void => {
    if (!isHeld(id)) blobs.remove([id]);
  };
  const refuseMissing = (bucket: string, key: string, versionId?: string): never => {
    buckets.get(bucket);
    throw versionId === undefined
      ? new S3Error("NoSuchKey", undefined, { details: { Key: key } })
      : new S3Error("NoSuchVersion", undefined, { details: { Key: key, VersionId: versionId } });
  };

  return {
    find(bucket, key, versionId) {
      const version = versionId === undefined ? latest(bucket, key) : named(bucket, key, versionId);
      if (!version) return refuseMissing(bucket, key, versionId);
      if (!version.marker) return version;
      const headers = { "x-amz-delete-marker": "true", "x-amz-version-id": version.versionId };
      if (versionId === undefined)
        throw new S3Error("NoSuchKey", undefined, { details: { Key: key }, headers });
      throw new S3Error("MethodNotAllowed", undefined, { headers: { ...headers, allow: "DELETE" } });
    },

    async put(write) {
      try {
        return settle(await database.together(() => record(write)));
      } catch (error) {
        discard(write.content);
        throw error;
      }
    },

    putAtOnce(write) {
      try {
        return settle(database.transaction(() => record(write)));
      } catch (error) {
        discard(write.content);
        throw error;
      }
    },

    remove(name, targets) {
      const removals = database.transaction(() => {
        const bucket = buckets.get(name);
        return targets.map((target) => removeOne(bucket, target));
      });
      blobs.remove(removals.flatMap(({ freed }) => freed));
      return removals.map(({ removal }) => removal);
    },
  };
}

const VERSION_DIGITS = 10;

/** Opaque to clients; holds the sequence so that a listing can go on after a version that has since been deleted. */
function versionIdOf(sequence: number): string {
  return sequence.toString(36).padStart(VERSION_DIGITS, "0") + randomBytes(11).toString("hex");
}

export function sequenceOf(versionId: string): number | undefined {
  const sequence = Number.parseInt(versionId.slice(0, VERSION_DIGITS), 36);
  return /^[0-9a-z]{32}$/.test(versionId) ? sequence : undefined;
}

function markerOf(
  bucket: string,
  key: string,
  sequence: number,
  versionId: string,
  modifiedAt: number,
): Version {
  return {
    bucket,
    key,
    sequence,
    versionId,
    latest: true,
    marker: true,
    size: 0,
    etag: "",
    md5: "",
    modifiedAt,
    headers: {},
    metadata: {},
  };
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
