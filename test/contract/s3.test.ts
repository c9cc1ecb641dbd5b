/** Buckets and objects as an unmodified SDK sees them: bytes, descriptions, ranges, conditions. */
import { createHash, randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { Readable } from "node:stream";
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { bodyText, type Harness, openHarness, refusal } from "./s3.harness.ts";

let harness: Harness;

beforeAll(async () => {
  harness = await openHarness();
});
afterEach(() => {
  expect(harness.faults).toEqual([]);
});
afterAll(() => harness.close());

describe("buckets", () => {
  it("are created, found and listed", async () => {
    const Bucket = await harness.freshBucket();
    await harness.s3.send(new HeadBucketCommand({ Bucket }));
    expect(await refusal(harness.s3.send(new CreateBucketCommand({ Bucket })))).toEqual({
      code: "BucketAlreadyOwnedByYou",
      status: 409,
    });
    const { Buckets = [] } = await harness.s3.send(new ListBucketsCommand());
    expect(Buckets.map((bucket) => bucket.Name)).toContain(Bucket);
    expect(await refusal(harness.s3.send(new HeadBucketCommand({ Bucket: "unknown" })))).toMatchObject({
      status: 404,
    });
  });

  it("refuse a bad name and an unknown bucket", async () => {
    expect(await refusal(harness.s3.send(new CreateBucketCommand({ Bucket: "Bad_Name" })))).toMatchObject({
      code: "InvalidBucketName",
    });
    const unknown = harness.s3.send(new PutObjectCommand({ Bucket: "nowhere", Key: "a", Body: "1" }));
    expect(await refusal(unknown)).toEqual({ code: "NoSuchBucket", status: 404 });
  });
});

describe("objects", () => {
  it("return bytes, type, metadata and disposition as they came", async () => {
    const Bucket = await harness.freshBucket();
    await harness.s3.send(
      new PutObjectCommand({
        Bucket,
        Key: "计划/a b+c(1).docx",
        Body: "正文",
        ContentType: "text/plain; charset=utf-8",
        ContentDisposition: "attachment; filename*=UTF-8''%E8%AE%A1%E5%88%92.docx",
        Metadata: { unit: "=?UTF-8?Q?=E4=B8=83=E6=9C=89?=", plain: "x" },
      }),
    );
    const got = await harness.s3.send(new GetObjectCommand({ Bucket, Key: "计划/a b+c(1).docx" }));
    expect(await bodyText(got)).toBe("正文");
    expect(got.ContentType).toBe("text/plain; charset=utf-8");
    expect(got.ContentDisposition).toContain("%E8%AE%A1");
    expect(got.Metadata).toEqual({
      unit: `=?UTF-8?B?${Buffer.from("七有").toString("base64")}?=`,
      plain: "x",
    });
    expect(got.ETag).toBe(`"${createHash("md5").update("正文").digest("hex")}"`);
    expect(got.ChecksumCRC32).toBeDefined();
    expect(await refusal(harness.s3.send(new GetObjectCommand({ Bucket, Key: "none" })))).toEqual({
      code: "NoSuchKey",
      status: 404,
    });
    expect(await refusal(harness.s3.send(new HeadObjectCommand({ Bucket, Key: "none" })))).toMatchObject({
      status: 404,
    });
  });

  it("take streams of unknown packaging (aws-chunked) byte for byte, and empty bodies", async () => {
    const Bucket = await harness.freshBucket();
    const bytes = randomBytes(300_004);
    const pieces = Array.from({ length: 43 }, (_, index) => bytes.subarray(index * 7000, (index + 1) * 7000));
    await harness.s3.send(
      new PutObjectCommand({ Bucket, Key: "s", Body: Readable.from(pieces), ContentLength: bytes.length }),
    );
    const got = await harness.s3.send(new GetObjectCommand({ Bucket, Key: "s" }));
    expect(Buffer.from((await got.Body?.transformToByteArray()) ?? []).equals(bytes)).toBe(true);
    await harness.s3.send(new PutObjectCommand({ Bucket, Key: "e", Body: Buffer.alloc(0) }));
    expect(await bodyText(await harness.s3.send(new GetObjectCommand({ Bucket, Key: "e" })))).toBe("");
  });

  it("keep strange keys inside the store, exactly as given", async () => {
    const Bucket = await harness.freshBucket();
    const keys = [
      "../../etc/passwd",
      "a//b",
      "/lead",
      "字".repeat(341),
      "a\u0001b",
      "x&<>'\"",
      "k".repeat(1024),
      "..",
      "a%2Fb",
      "trail/",
    ];
    for (const Key of keys) await harness.s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
    for (const Key of keys) {
      expect(await bodyText(await harness.s3.send(new GetObjectCommand({ Bucket, Key })))).toBe(Key);
    }
    const { Contents = [] } = await harness.s3.send(new ListObjectsV2Command({ Bucket }));
    const byBytes = [...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    expect(Contents.map((entry) => entry.Key)).toEqual(byBytes);
    expect(readdirSync(harness.folder).sort()).toEqual(
      expect.arrayContaining(["blobs", "s3.sqlite", "temp"]),
    );
    const tooLong = harness.s3.send(new PutObjectCommand({ Bucket, Key: "k".repeat(1025), Body: "1" }));
    expect(await refusal(tooLong)).toEqual({ code: "KeyTooLongError", status: 400 });
  });

  it("answer ranges", async () => {
    const Bucket = await harness.freshBucket();
    await harness.s3.send(new PutObjectCommand({ Bucket, Key: "r", Body: "0123456789" }));
    const range = async (Range: string) =>
      bodyText(await harness.s3.send(new GetObjectCommand({ Bucket, Key: "r", Range })));
    expect(await range("bytes=2-4")).toBe("234");
    expect(await range("bytes=7-")).toBe("789");
    expect(await range("bytes=-3")).toBe("789");
    expect(await range("bytes=0-99")).toBe("0123456789");
    expect(await range("lines=1-2")).toBe("0123456789");
    const got = await harness.s3.send(new GetObjectCommand({ Bucket, Key: "r", Range: "bytes=2-4" }));
    expect([got.ContentRange, got.ContentLength]).toEqual(["bytes 2-4/10", 3]);
    const beyond = harness.s3.send(new GetObjectCommand({ Bucket, Key: "r", Range: "bytes=10-" }));
    expect(await refusal(beyond)).toEqual({ code: "InvalidRange", status: 416 });
  });

  it("honour conditions on reads and writes", async () => {
    const Bucket = await harness.freshBucket();
    const put = (more: object) =>
      harness.s3.send(new PutObjectCommand({ Bucket, Key: "c", Body: "1", ...more }));
    const get = (more: object) => harness.s3.send(new GetObjectCommand({ Bucket, Key: "c", ...more }));
    expect(await refusal(put({ IfMatch: '"x"' }))).toEqual({ code: "NoSuchKey", status: 404 });
    const { ETag } = await put({ IfNoneMatch: "*" });
    expect(await refusal(put({ IfNoneMatch: "*" }))).toEqual({ code: "PreconditionFailed", status: 412 });
    expect(await refusal(put({ IfMatch: '"x"' }))).toEqual({ code: "PreconditionFailed", status: 412 });
    expect(await refusal(put({ IfNoneMatch: ETag }))).toEqual({ code: "NotImplemented", status: 501 });
    await put({ IfMatch: ETag });
    expect(await refusal(get({ IfNoneMatch: ETag }))).toMatchObject({ status: 304 });
    expect(await refusal(get({ IfMatch: '"x"' }))).toMatchObject({ status: 412 });
    expect(await refusal(get({ IfModifiedSince: new Date(Date.now() + 5000) }))).toMatchObject({
      status: 304,
    });
    expect(await refusal(get({ IfUnmodifiedSince: new Date(0) }))).toMatchObject({ status: 412 });
    expect(await bodyText(await get({ IfMatch: ETag, IfUnmodifiedSince: new Date(0) }))).toBe("1");
  });

  it("let exactly one of many simultaneous creators win", async () => {
    const Bucket = await harness.freshBucket();
    const tries = Array.from({ length: 12 }, (_, index) =>
      harness.s3.send(new PutObjectCommand({ Bucket, Key: "one", Body: String(index), IfNoneMatch: "*" })),
    );
    const outcomes = await Promise.allSettled(tries);
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
  });

  it("are never read torn while being overwritten", async () => {
    const Bucket = await harness.freshBucket();
    const put = (letter: string) =>
      harness.s3.send(new PutObjectCommand({ Bucket, Key: "t", Body: letter.repeat(400_000) }));
    await put("a");
    const reads = Array.from({ length: 8 }, async () =>
      bodyText(await harness.s3.send(new GetObjectCommand({ Bucket, Key: "t" }))),
    );
    const writes = ["b", "c", "d", "e"].map(put);
    for (const text of await Promise.all(reads))
      expect([text.length, new Set(text).size]).toEqual([400_000, 1]);
    await Promise.all(writes);
  });
});
