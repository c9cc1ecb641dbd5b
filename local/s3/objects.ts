/**
 * Objects. Every change — row, version, event — is one transaction; its blob is settled after COMMIT, and blobs it sets
 * free are removed after COMMIT.
 */
import type { Clock } from "../clock.ts";
import type { Database } from "../database.ts";
import type { Blobs, StoredBlob } from "./blobs.ts";
import type { Bucket, Buckets } from "./buckets.ts";
import { checkWrite, type WriteCondition } from "./condition.ts";
import { S3Error } from "./errors.ts";
import type { EventName, Events } from "./notification.ts";
import { type Description, type Version, type Versions, versionIdOf } from "./versions.ts";

interface Write {
  readonly bucket: string;
  readonly key: string;
  /** A pending blob. */
  readonly content: StoredBlob;
  readonly description: Description;
  readonly condition?: WriteCondition;
  readonly event: EventName;
}

/** A version written, and the blobs nobody holds once that is committed. */
interface Recorded {
  readonly version: Version;
  readonly freed: readonly string[];
}

interface Removal {
  /** Present when a delete marker was written or removed, or a version named. */
  readonly versionId?: string;
  readonly marker: boolean;
  readonly freed: readonly string[];
}

export interface Objects {
  /** Latest version, or the one named. Refuses NoSuchKey, NoSuchVersion, and delete markers as S3 does. */
  find(bucket: string, key: string, versionId?: string): Version;
  /** Commits a version and its event, together with others of the moment. Discards the content's blob when refused. */
  put(write: Write): Promise<Version>;
  /** Deletes, or marks deleted where versions are kept. Deleting what is not there succeeds, as on S3. */
  remove(bucket: string, key: string, versionId?: string): Removal;
}

export interface ObjectsOptions {
  readonly database: Database;
  readonly versions: Versions;
  readonly blobs: Blobs;
  readonly buckets: Buckets;
  readonly events: Events;
  readonly clock: Clock;
}

export function openObjects({ database, versions, blobs, buckets, events, clock }: ObjectsOptions): Objects {
  const dropNull = (bucket: string, key: string): string[] => {
    const version = versions.named(bucket, key, "null");
    return version ? versions.drop(version) : [];
  };

  /** What happens inside the transaction of a put. */
  const record = ({ bucket: name, key, content, description, condition, event }: Write): Recorded => {
    const bucket = buckets.get(name);
    if (condition) checkWrite(condition, versions.latest(name, key), key);
    const sequence = versions.nextSequence();
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
      etag: content.md5,
      md5: content.md5,
      modifiedAt: clock.now(),
      checksum: content.checksum,
    };
    versions.add(version);
    events.emit(bucket, event, version);
    return { version, freed };
  };

  const removeNamed = (bucket: string, key: string, versionId: string): Removal => {
    const version = versions.named(bucket, key, versionId);
    if (!version) return { versionId, marker: false, freed: [] };
    return { versionId, marker: version.marker, freed: versions.drop(version) };
  };

  const removeLatest = ({ name, versioning }: Bucket, key: string): Removal => {
    if (!versioning) {
      const version = versions.latest(name, key);
      return { marker: false, freed: version ? versions.drop(version) : [] };
    }
    const sequence = versions.nextSequence();
    const enabled = versioning === "Enabled";
    const freed = enabled ? [] : dropNull(name, key);
    const versionId = enabled ? versionIdOf(sequence) : "null";
    versions.add(markerOf(name, key, sequence, versionId, clock.now()));
    return { versionId, marker: true, freed };
  };

  return {
    find(bucket, key, versionId) {
      const version =
        versionId === undefined ? versions.latest(bucket, key) : versions.named(bucket, key, versionId);
      if (!version) {
        buckets.get(bucket);
        throw versionId === undefined
          ? new S3Error("NoSuchKey", undefined, { details: { Key: key } })
          : new S3Error("NoSuchVersion", undefined, { details: { Key: key, VersionId: versionId } });
      }
      if (!version.marker) return version;
      const headers = { "x-amz-delete-marker": "true", "x-amz-version-id": version.versionId };
      if (versionId === undefined)
        throw new S3Error("NoSuchKey", undefined, { details: { Key: key }, headers });
      throw new S3Error("MethodNotAllowed", undefined, { headers: { ...headers, allow: "DELETE" } });
    },

    async put(write) {
      const { id } = write.content;
      try {
        const { version, freed } = await database.together(() => record(write));
        blobs.settle(id);
        blobs.remove(freed);
        return version;
      } catch (error) {
        blobs.remove([id]);
        throw error;
      }
    },

    remove(name, key, versionId) {
      const removal = database.transaction(() => {
        const bucket = buckets.get(name);
        return versionId === undefined ? removeLatest(bucket, key) : removeNamed(name, key, versionId);
      });
      blobs.remove(removal.freed);
      return removal;
    },
  };
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
