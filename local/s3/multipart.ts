/** Uploads in parts: open uploads and the parts they hold. */
import { randomBytes } from "node:crypto";
import type { SQLOutputValue } from "node:sqlite";
import type { Database } from "../database.ts";
import type { StoredBlob } from "./blobs.ts";
import type { Checksum, ChecksumAlgorithm, ChecksumType } from "./checksum.ts";
import { S3Error } from "./errors.ts";
import type { Description } from "./objects.ts";

export interface Upload {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  readonly initiatedAt: number;
  readonly description: Description;
  readonly checksum?: { readonly algorithm: ChecksumAlgorithm; readonly type: ChecksumType };
}

export interface Part {
  readonly number: number;
  readonly blob: string;
  readonly size: number;
  /** Hex; the part's ETag. */
  readonly md5: string;
  readonly modifiedAt: number;
  readonly checksum: Checksum;
}

export interface Uploads {
  create(upload: Omit<Upload, "id">): string;
  /** Refuses NoSuchUpload, also when the id belongs to another key. */
  get(id: string, bucket: string, key: string): Upload;
  list(bucket: string): Upload[];
  /** Stores or replaces a part; refuses when the upload has ended meanwhile. Answers blobs set free. */
  putPart(upload: Upload, number: number, content: StoredBlob, at: number): string[];
  parts(id: string): Part[];
  /** Ends the upload; refuses when it has ended already. Answers the blobs of all its parts. */
  end(upload: Upload): string[];
}

export function openUploads(database: Database): Uploads {
  const find = (id: string): Upload | undefined => {
    const row = database.query("SELECT * FROM upload WHERE id = ?").get(id);
    return row && toUpload(row);
  };
  const refuse = (id: string) => new S3Error("NoSuchUpload", undefined, { details: { UploadId: id } });
  return {
    create({ bucket, key, initiatedAt, description, checksum }) {
      const id = randomBytes(24).toString("base64url");
      database
        .query("INSERT INTO upload VALUES(?, ?, ?, ?, ?, ?, ?)")
        .run(
          id,
          bucket,
          key,
          initiatedAt,
          JSON.stringify(description.headers),
          JSON.stringify(description.metadata),
          checksum ? JSON.stringify(checksum) : null,
        );
      return id;
    },
    get(id, bucket, key) {
      const upload = find(id);
      if (upload?.bucket !== bucket || upload.key !== key) throw refuse(id);
      return upload;
    },
    list: (bucket) =>
      database
        .query("SELECT * FROM upload WHERE bucket = ? ORDER BY key, initiated_at, id")
        .all(bucket)
        .map(toUpload),
    putPart: (upload, number, content, at) =>
      database.transaction(() => {
        if (!find(upload.id)) throw refuse(upload.id);
        const replaced = database
          .query("DELETE FROM part WHERE upload = ? AND number = ? RETURNING blob")
          .all(upload.id, number);
        database
          .query("INSERT INTO part VALUES(?, ?, ?, ?, ?, ?, ?)")
          .run(
            upload.id,
            number,
            content.id,
            content.size,
            content.md5,
            at,
            JSON.stringify(content.checksum),
          );
        return replaced.map((row) => String(row.blob));
      }),
    parts: (id) => database.query("SELECT * FROM part WHERE upload = ? ORDER BY number").all(id).map(toPart),
    end: (upload) =>
      database.transaction(() => {
        const ended = database.query("DELETE FROM upload WHERE id = ?").run(upload.id);
        if (ended.changes === 0) throw refuse(upload.id);
        const rows = database.query("DELETE FROM part WHERE upload = ? RETURNING blob").all(upload.id);
        return rows.map((row) => String(row.blob));
      }),
  };
}

type Row = Record<string, SQLOutputValue>;

function toUpload(row: Row): Upload {
  return {
    id: String(row.id),
    bucket: String(row.bucket),
    key: String(row.key),
    initiatedAt: Number(row.initiated_at),
    description: { headers: JSON.parse(String(row.headers)), metadata: JSON.parse(String(row.metadata)) },
    checksum: row.checksum === null ? undefined : JSON.parse(String(row.checksum)),
  };
}

function toPart(row: Row): Part {
  return {
    number: Number(row.number),
    blob: String(row.blob),
    size: Number(row.size),
    md5: String(row.md5),
    modifiedAt: Number(row.modified_at),
    checksum: JSON.parse(String(row.checksum)),
  };
}
