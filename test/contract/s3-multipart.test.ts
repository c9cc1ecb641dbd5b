/** Uploads in parts, as the SDK and lib-storage make them. */
import { createHash, randomBytes } from "node:crypto";
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
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

describe("uploads in parts", () => {
  const part = randomBytes(5 * 1024 * 1024);

  it("become one object with a parts ETag and a composite checksum", async () => {
    const Bucket = await harness.freshBucket(true);
    const Key = "大文件";
    const { UploadId } = await harness.s3.send(
      new CreateMultipartUploadCommand({
        Bucket,
        Key,
        ContentType: "application/pdf",
        ChecksumAlgorithm: "SHA256",
      }),
    );
    const bodies = [part, Buffer.from("tail")];
    const Parts: CompletedPart[] = [];
    for (const [index, Body] of bodies.entries()) {
      const PartNumber = index + 1;
      const sent = await harness.s3.send(
        new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body, ChecksumAlgorithm: "SHA256" }),
      );
      Parts.push({ PartNumber, ETag: sent.ETag, ChecksumSHA256: sent.ChecksumSHA256 });
    }
    const listed = await harness.s3.send(new ListPartsCommand({ Bucket, Key, UploadId, MaxParts: 1 }));
    expect([listed.IsTruncated, listed.NextPartNumberMarker, listed.Parts?.length]).toEqual([true, "1", 1]);
    expect((await harness.s3.send(new ListMultipartUploadsCommand({ Bucket }))).Uploads?.[0]?.Key).toBe(Key);
    const complete = (parts: CompletedPart[]) =>
      harness.s3.send(
        new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts: parts } }),
      );
    expect(await refusal(complete([...Parts].reverse()))).toMatchObject({ code: "InvalidPartOrder" });
    expect(await refusal(complete([{ PartNumber: 1, ETag: '"00"' }]))).toMatchObject({ code: "InvalidPart" });
    const done = await complete(Parts);
    const digests = bodies.map((body) => createHash("md5").update(body).digest());
    expect(done.ETag).toBe(`"${createHash("md5").update(Buffer.concat(digests)).digest("hex")}-2"`);
    expect(done.ChecksumSHA256).toMatch(/-2$/);
    const got = await harness.s3.send(new GetObjectCommand({ Bucket, Key }));
    expect(got.ContentType).toBe("application/pdf");
    expect(Buffer.from((await got.Body?.transformToByteArray()) ?? []).equals(Buffer.concat(bodies))).toBe(
      true,
    );
    expect(await refusal(complete(Parts))).toEqual({ code: "NoSuchUpload", status: 404 });
  });

  it("made the SDK's default way carry a checksum of the whole, and need no more than one part", async () => {
    const Bucket = await harness.freshBucket();
    const Key = "one-part";
    const { UploadId } = await harness.s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    const sent = await harness.s3.send(
      new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 7, Body: "123456789" }),
    );
    const MultipartUpload = {
      Parts: [{ PartNumber: 7, ETag: sent.ETag, ChecksumCRC32: sent.ChecksumCRC32 }],
    };
    await harness.s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload }));
    expect(await bodyText(await harness.s3.send(new GetObjectCommand({ Bucket, Key })))).toBe("123456789");
    expect(harness.service.sweep()).toBe(0);
  });

  it("refuse small parts, can copy a part, and leave nothing when aborted", async () => {
    const Bucket = await harness.freshBucket();
    await harness.s3.send(new PutObjectCommand({ Bucket, Key: "src", Body: "0123456789" }));
    const Key = "p";
    const { UploadId } = await harness.s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    const copied = await harness.s3.send(
      new UploadPartCopyCommand({
        Bucket,
        Key,
        UploadId,
        PartNumber: 1,
        CopySource: `${Bucket}/src`,
        CopySourceRange: "bytes=2-4",
      }),
    );
    const sent = await harness.s3.send(
      new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 2, Body: "x" }),
    );
    const Parts = [
      { PartNumber: 1, ETag: copied.CopyPartResult?.ETag },
      { PartNumber: 2, ETag: sent.ETag },
    ];
    const small = harness.s3.send(
      new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }),
    );
    expect(await refusal(small)).toMatchObject({ code: "EntityTooSmall" });
    await harness.s3.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
    const late = harness.s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 3, Body: "x" }));
    expect(await refusal(late)).toMatchObject({ code: "NoSuchUpload" });
    expect(harness.service.sweep()).toBe(0);
  });
});
