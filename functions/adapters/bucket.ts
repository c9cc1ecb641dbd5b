/** The buckets: inbox (as received), texts (what was read and found), notices (drafts and issued copies). */

import { Resource } from "sst/resource";
import type { StoredObject } from "../../core/submissions/submission.ts";
import { onePerEndpoint, quiet } from "./client.ts";
import { environment } from "./environment.ts";

export type BucketName = "Inbox" | "Texts" | "Notices";

/** A third of what a function would load, and most of what people ask needs no file. */
const sdk = () => import("./s3.ts");

const store = onePerEndpoint("AWS_ENDPOINT_URL_S3", async () => {
  const { S3Client } = await sdk();
  // Never `cacheMiddleware`: it keeps one context for all requests of a kind, and with it the bucket of the latest.
  return quiet(new S3Client({ maxAttempts: 5 }));
});

/**
 * Signs what browsers will send. Its endpoint is the address people reach (`QIYOU_UPLOAD_ORIGIN`, on one machine), since
 * the signature of a download covers the host.
 */
const signing = onePerEndpoint("QIYOU_UPLOAD_ORIGIN", async () => {
  const { S3Client } = await sdk();
  const endpoint = environment().QIYOU_UPLOAD_ORIGIN;
  return quiet(new S3Client(endpoint ? { endpoint, forcePathStyle: true } : {}));
});

/** Upload limit, enforced by the store itself (parts.md §6). */
export const MAX_BYTES = 50 * 1024 * 1024;
const TICKET_SECONDS = 3600;

export async function getBytes(bucket: BucketName, key: string, versionId?: string): Promise<Uint8Array> {
  const { GetObjectCommand } = await sdk();
  const client = await store();
  const { Body } = await client.send(
    new GetObjectCommand({
      Bucket: Resource[bucket].name,
      Key: key,
      ...(versionId && { VersionId: versionId }),
    }),
  );
  if (!Body) throw new Error(`${key} has no body`);
  return Body.transformToByteArray();
}

export const getReceived = (object: StoredObject): Promise<Uint8Array> =>
  getBytes("Inbox", object.key, object.versionId);

/** What lies in a folder of the inbox, and when the store took it. A ticket's folder holds one name, seldom more. */
export async function receivedIn(folder: string): Promise<{ object: StoredObject; at: string }[]> {
  const { HeadObjectCommand, ListObjectsV2Command } = await sdk();
  const client = await store();
  const Bucket = Resource.Inbox.name;
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket, Prefix: folder }));
  return Promise.all(
    Contents.flatMap(({ Key }) => Key ?? []).map(async (key) => {
      const head = await client.send(new HeadObjectCommand({ Bucket, Key: key }));
      const { VersionId: versionId = "null", ETag = "", ContentLength: size = 0, LastModified } = head;
      // An event gives the tag without the quotes that HTTP puts around it.
      const object = { key, versionId, etag: ETag.replaceAll('"', ""), size };
      return { object, at: (LastModified ?? new Date()).toISOString() };
    }),
  );
}

/** The JSON under `key`, or undefined when nothing lies there. */
export async function getJson(bucket: BucketName, key: string): Promise<unknown> {
  try {
    return JSON.parse(new TextDecoder().decode(await getBytes(bucket, key)));
  } catch (error) {
    const { NoSuchKey } = await sdk();
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}

export async function putJson(bucket: BucketName, key: string, value: unknown): Promise<void> {
  await putBytes(bucket, key, new TextEncoder().encode(JSON.stringify(value)), "application/json");
}

export async function putBytes(
  bucket: BucketName,
  key: string,
  body: Uint8Array,
  type: string,
): Promise<void> {
  const { PutObjectCommand } = await sdk();
  const client = await store();
  await client.send(
    new PutObjectCommand({ Bucket: Resource[bucket].name, Key: key, Body: body, ContentType: type }),
  );
}

/** Puts an object where none lies yet; what lies there stays, and nobody is notified again. */
export async function putOnce(bucket: BucketName, key: string, body: Uint8Array): Promise<void> {
  const { PutObjectCommand, S3ServiceException } = await sdk();
  const client = await store();
  try {
    await client.send(
      new PutObjectCommand({ Bucket: Resource[bucket].name, Key: key, Body: body, IfNoneMatch: "*" }),
    );
  } catch (error) {
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 412) return;
    throw error;
  }
}

/**
 * Leave to upload one file: a POST whose policy fixes the folder and the size; the store refuses everything else.
 */
export async function presignUpload(folder: string, fileName: string | undefined) {
  const key = fileName === undefined ? `${folder}\${filename}` : `${folder}${fileName}`;
  const { createPresignedPost } = await sdk();
  const { url, fields } = await createPresignedPost(await signing(), {
    Bucket: Resource.Inbox.name,
    Key: key,
    Conditions: [["content-length-range", 1, MAX_BYTES]],
    Expires: TICKET_SECONDS,
  });
  return { url, fields, expiresIn: TICKET_SECONDS };
}

/** Where a browser may fetch an object for a minute; the answer names the file as people know it (RFC 6266, 5987). */
export async function presignDownload(
  bucket: BucketName,
  key: string,
  versionId: string,
  disposition: string,
) {
  const { GetObjectCommand, getSignedUrl } = await sdk();
  const command = new GetObjectCommand({
    Bucket: Resource[bucket].name,
    Key: key,
    VersionId: versionId,
    ResponseContentDisposition: disposition,
  });
  return getSignedUrl(await signing(), command, { expiresIn: 60 });
}
