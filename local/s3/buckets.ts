/** Buckets: name, versioning state, CORS rules and notification rules. */
import type { SQLOutputValue } from "node:sqlite";
import type { Database } from "../database.ts";
import type { CorsRule } from "./cors.ts";
import { S3Error } from "./errors.ts";
import type { NotificationRule } from "./notification-rule.ts";

export interface Bucket {
  readonly name: string;
  readonly createdAt: number;
  /** Absent: never switched on. */
  readonly versioning?: "Enabled" | "Suspended";
  readonly cors?: readonly CorsRule[];
  readonly notification: readonly NotificationRule[];
}

export interface Buckets {
  /** Refuses a bad name and a bucket that exists. */
  create(name: string, at: number): void;
  find(name: string): Bucket | undefined;
  /** Refuses with NoSuchBucket. */
  get(name: string): Bucket;
  list(): Bucket[];
  setVersioning(name: string, state: "Enabled" | "Suspended"): void;
  setCors(name: string, rules: readonly CorsRule[] | undefined): void;
  setNotification(name: string, rules: readonly NotificationRule[]): void;
}

export function openBuckets(database: Database): Buckets {
  const known = new Map<string, Bucket>();
  const find = (name: string): Bucket | undefined => {
    const cached = known.get(name);
    if (cached) return cached;
    const row = database.query("SELECT * FROM bucket WHERE name = ?").get(name);
    if (!row) return undefined;
    const bucket = toBucket(row);
    known.set(name, bucket);
    return bucket;
  };
  const get = (name: string): Bucket => {
    const bucket = find(name);
    if (!bucket) throw new S3Error("NoSuchBucket", undefined, { details: { BucketName: name } });
    return bucket;
  };
  const update = (name: string, column: "versioning" | "cors" | "notification", value: string | null) => {
    get(name);
    database.query(`UPDATE bucket SET ${column} = ? WHERE name = ?`).run(value, name);
    known.delete(name);
  };
  return {
    find,
    get,
    create(name, at) {
      if (!validName(name))
        throw new S3Error("InvalidBucketName", undefined, { details: { BucketName: name } });
      if (find(name))
        throw new S3Error("BucketAlreadyOwnedByYou", undefined, { details: { BucketName: name } });
      database.query("INSERT INTO bucket(name, created_at) VALUES(?, ?)").run(name, at);
    },
    list: () => database.query("SELECT * FROM bucket ORDER BY name").all().map(toBucket),
    setVersioning: (name, state) => update(name, "versioning", state),
    setCors: (name, rules) => update(name, "cors", rules ? JSON.stringify(rules) : null),
    setNotification: (name, rules) => update(name, "notification", JSON.stringify(rules)),
  };
}

/** Bucket naming rules: 3–63 of lower-case letters, digits, dots, hyphens; ends alphanumeric; no `..`; not an address. */
function validName(name: string): boolean {
  return (
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
    !name.includes("..") &&
    !/^\d+\.\d+\.\d+\.\d+$/.test(name)
  );
}

function toBucket(row: Record<string, SQLOutputValue>): Bucket {
  return {
    name: String(row.name),
    createdAt: Number(row.created_at),
    versioning: row.versioning === "Enabled" || row.versioning === "Suspended" ? row.versioning : undefined,
    cors: row.cors === null ? undefined : JSON.parse(String(row.cors)),
    notification: row.notification === null ? [] : JSON.parse(String(row.notification)),
  };
}
