/** Versions and listings: what is kept, what is marked deleted, and every page of it. */
import {
  DeleteObjectCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandOutput,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  PutBucketVersioningCommand,
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

describe("versions", () => {
  it("are kept, marked deleted, revealed again and paged through", async () => {
    const Bucket = await harness.freshBucket(true);
    const put = async (Key: string, Body: string) =>
      (await harness.s3.send(new PutObjectCommand({ Bucket, Key, Body }))).VersionId;
    const first = await put("v", "1");
    const second = await put("v", "2");
    await put("w", "3");
    const marker = await harness.s3.send(new DeleteObjectCommand({ Bucket, Key: "v" }));
    expect(marker.DeleteMarker).toBe(true);
    expect(await refusal(harness.s3.send(new GetObjectCommand({ Bucket, Key: "v" })))).toMatchObject({
      code: "NoSuchKey",
    });
    const old = await harness.s3.send(new GetObjectCommand({ Bucket, Key: "v", VersionId: first }));
    expect([await bodyText(old), old.VersionId]).toEqual(["1", first]);
    const onMarker = harness.s3.send(new GetObjectCommand({ Bucket, Key: "v", VersionId: marker.VersionId }));
    expect(await refusal(onMarker)).toMatchObject({ status: 405 });

    const seen: (string | undefined)[] = [];
    let page: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {};
    while (page) {
      const list: ListObjectVersionsCommandOutput = await harness.s3.send(
        new ListObjectVersionsCommand({ Bucket, MaxKeys: 1, ...page }),
      );
      seen.push(...(list.Versions ?? []).map((v) => `${v.Key} ${v.VersionId} ${v.IsLatest}`));
      seen.push(...(list.DeleteMarkers ?? []).map((v) => `${v.Key} ${v.VersionId} ${v.IsLatest} gone`));
      page = list.IsTruncated
        ? { KeyMarker: list.NextKeyMarker, VersionIdMarker: list.NextVersionIdMarker }
        : undefined;
    }
    expect(seen.slice(0, 3)).toEqual([
      `v ${marker.VersionId} true gone`,
      `v ${second} false`,
      `v ${first} false`,
    ]);
    expect(seen).toHaveLength(4);

    await harness.s3.send(new DeleteObjectCommand({ Bucket, Key: "v", VersionId: marker.VersionId }));
    expect(await bodyText(await harness.s3.send(new GetObjectCommand({ Bucket, Key: "v" })))).toBe("2");
    await harness.s3.send(new DeleteObjectCommand({ Bucket, Key: "v", VersionId: second }));
    expect(await bodyText(await harness.s3.send(new GetObjectCommand({ Bucket, Key: "v" })))).toBe("1");
    const gone = harness.s3.send(new GetObjectCommand({ Bucket, Key: "v", VersionId: second }));
    expect(await refusal(gone)).toMatchObject({ code: "NoSuchVersion" });
  });

  it("are none where they were never switched on: what is deleted is gone", async () => {
    const Bucket = await harness.freshBucket();
    await harness.s3.send(new PutObjectCommand({ Bucket, Key: "a", Body: "1" }));
    const deleted = await harness.s3.send(new DeleteObjectCommand({ Bucket, Key: "a" }));
    expect([deleted.DeleteMarker, deleted.VersionId]).toEqual([undefined, undefined]);
    await harness.s3.send(new DeleteObjectCommand({ Bucket, Key: "a" }));
    const { Versions, DeleteMarkers } = await harness.s3.send(new ListObjectVersionsCommand({ Bucket }));
    expect([Versions, DeleteMarkers]).toEqual([undefined, undefined]);
    expect(harness.service.sweep()).toBe(0);
  });

  it("stop when suspended, and the null version pages too", async () => {
    const Bucket = await harness.freshBucket(true);
    const put = (Body: string) => harness.s3.send(new PutObjectCommand({ Bucket, Key: "n", Body }));
    await put("1");
    await harness.s3.send(
      new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Suspended" } }),
    );
    expect((await harness.s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBe("Suspended");
    expect((await put("2")).VersionId).toBe("null");
    await put("3");
    const page = await harness.s3.send(new ListObjectVersionsCommand({ Bucket, MaxKeys: 1 }));
    expect(page.Versions?.map((version) => version.VersionId)).toEqual(["null"]);
    const next = await harness.s3.send(
      new ListObjectVersionsCommand({
        Bucket,
        KeyMarker: page.NextKeyMarker,
        VersionIdMarker: page.NextVersionIdMarker,
      }),
    );
    expect(next.Versions).toHaveLength(1);
    expect(next.Versions?.[0]?.IsLatest).toBe(false);
  });
});

describe("listings", () => {
  it("page through keys and rolled-up prefixes without loss or repetition", async () => {
    const Bucket = await harness.freshBucket();
    const keys = ["a", "b/1", "b/2", "b/3/x", "c", "字/1", "字/2", "d e+f", "z"];
    for (const Key of keys)
      await harness.s3.send(new PutObjectCommand({ Bucket, Key, Body: Buffer.alloc(0) }));
    const collect = async (more: object, MaxKeys: number) => {
      const seen: (string | undefined)[] = [];
      let ContinuationToken: string | undefined;
      do {
        const page: ListObjectsV2CommandOutput = await harness.s3.send(
          new ListObjectsV2Command({ Bucket, MaxKeys, ContinuationToken, ...more }),
        );
        expect(page.KeyCount).toBeLessThanOrEqual(MaxKeys);
        seen.push(...(page.Contents ?? []).map((entry) => entry.Key));
        seen.push(...(page.CommonPrefixes ?? []).map((entry) => entry.Prefix));
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken);
      return seen;
    };
    const sorted = [...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    for (const size of [1, 2, 3, 9, 1000]) {
      expect(await collect({}, size)).toEqual(sorted);
      expect((await collect({ Delimiter: "/" }, size)).sort()).toEqual(["a", "b/", "c", "d e+f", "z", "字/"]);
      expect((await collect({ Delimiter: "/", Prefix: "b/" }, size)).sort()).toEqual(["b/1", "b/2", "b/3/"]);
    }
    expect(await collect({ StartAfter: "c" }, 1000)).toEqual(sorted.slice(sorted.indexOf("c") + 1));
    const encoded = await harness.s3.send(
      new ListObjectsV2Command({ Bucket, EncodingType: "url", Prefix: "d" }),
    );
    expect(encoded.Contents?.[0]?.Key).toBe("d+e%2Bf");
    const none = await harness.s3.send(new ListObjectsV2Command({ Bucket, MaxKeys: 0 }));
    expect([none.KeyCount, none.IsTruncated]).toEqual([0, false]);
  });
});
