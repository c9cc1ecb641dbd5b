/** JSON in the buckets: what is kept whole, beside rows that hold a few figures of it. It bears its format like a row. */

import { readStored, type StoredKind } from "../../core/subject/stored.ts";
import { type BucketName, getJson, putJson } from "./bucket.ts";

export interface StoredJson<T> {
  readonly kind: StoredKind<T>;
  /** Undefined where nothing lies. @throws UnreadableRow */
  get(key: string): Promise<T | undefined>;
  put(key: string, value: T): Promise<void>;
}

export const storedJson = <T>(bucket: BucketName, kind: StoredKind<T>): StoredJson<T> => ({
  kind,
  async get(key) {
    const json = await getJson(bucket, key);
    return json === undefined ? undefined : readStored(kind, key, json);
  },
  put: (key, value) => putJson(bucket, key, { format: kind.format, ...value }),
});
