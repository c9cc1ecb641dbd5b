/** Who may write and what may be written: signatures, presigned URLs, checksums. Every refusal leaves nothing behind. */
import { createHash } from "node:crypto";
import { connect } from "node:net";
import { Readable } from "node:stream";
import {
  type ChecksumAlgorithm,
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type PutObjectCommandInput,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { VirtualClock } from "../../local/clock.ts";
import { bodyText, CREDENTIALS, errorCode, type Harness, openHarness, refusal } from "./s3.harness.ts";

const Bucket = "uploads";
/** A clock that can be moved on past an expiry; it starts at the real time because the SDK signs with that. */
const clock = new VirtualClock(Date.now());
let harness: Harness;

beforeAll(async () => {
  harness = await openHarness(clock);
  await harness.s3.send(new CreateBucketCommand({ Bucket }));
});
afterAll(async () => {
  expect(harness.service.sweep()).toBe(0);
  expect(harness.faults).toEqual([]);
  await harness.close();
});

async function keys(prefix: string): Promise<(string | undefined)[]> {
  const { Contents = [] } = await harness.s3.send(new ListObjectsV2Command({ Bucket, Prefix: prefix }));
  return Contents.map((entry) => entry.Key);
}

describe("requests", () => {
  it("by strangers are refused: no signature, a wrong secret, a wrong key, another region", async () => {
    const put = () => new PutObjectCommand({ Bucket, Key: "stranger", Body: "1" });
    const as = (accessKeyId: string, secretAccessKey: string, region = "us-east-1") =>
      refusal(harness.client({ credentials: { accessKeyId, secretAccessKey }, region }).send(put()));
    expect(await as(CREDENTIALS.accessKeyId, "wrong")).toEqual({
      code: "SignatureDoesNotMatch",
      status: 403,
    });
    expect(await as("NOBODY", CREDENTIALS.secretAccessKey)).toEqual({
      code: "InvalidAccessKeyId",
      status: 403,
    });
    expect(await as(CREDENTIALS.accessKeyId, CREDENTIALS.secretAccessKey, "eu-west-1")).toMatchObject({
      code: "AuthorizationHeaderMalformed",
    });
    for (const method of ["GET", "PUT", "DELETE"]) {
      const response = await fetch(`${harness.endpoint}/${Bucket}/stranger`, { method });
      expect([response.status, await errorCode(response)]).toEqual([403, "AccessDenied"]);
    }
    expect(await keys("stranger")).toEqual([]);
  });

  it("with a clock far off are refused", async () => {
    const late = harness.client({ systemClockOffset: -20 * 60_000 });
    const call = late.send(new PutObjectCommand({ Bucket, Key: "late", Body: "1" }));
    expect(await refusal(call)).toEqual({ code: "RequestTimeTooSkewed", status: 403 });
  });

  it("cut off in the middle leave nothing", async () => {
    const url = new URL(await presignPut({ Key: "cut" }));
    await new Promise<void>((resolve) => {
      const socket = connect(Number(url.port), url.hostname, () => {
        socket.write(
          `PUT ${url.pathname}${url.search} HTTP/1.1\r\nHost: ${url.host}\r\nContent-Length: 1000\r\n\r\npart`,
        );
        setImmediate(() => socket.destroy());
      });
      socket.on("close", () => resolve());
    });
    expect(await keys("cut")).toEqual([]);
  });
});

/** Presigned as the product must do it: the SDK's default would sign the checksum of an empty body. */
function presignPut(input: Partial<PutObjectCommandInput>, expiresIn = 60): Promise<string> {
  const client = harness.client({ requestChecksumCalculation: "WHEN_REQUIRED" });
  return getSignedUrl(client, new PutObjectCommand({ Bucket, Key: "p", ...input }), { expiresIn });
}

const send = (url: string, body: string, headers: Record<string, string> = {}) =>
  fetch(url, { method: "PUT", body, headers });

describe("presigned URLs", () => {
  it("let through what was signed, Chinese keys and response headers included", async () => {
    expect((await send(await presignPut({ Key: "报送/计划 1.docx" }), "abc")).status).toBe(200);
    const get = new GetObjectCommand({
      Bucket,
      Key: "报送/计划 1.docx",
      ResponseContentDisposition: "attachment; filename*=UTF-8''%E8%AE%A1%E5%88%92.docx",
      ResponseContentType: "text/html",
    });
    const response = await fetch(await getSignedUrl(harness.s3, get, { expiresIn: 60 }));
    expect(await response.text()).toBe("abc");
    expect(response.headers.get("content-disposition")).toContain("%E8%AE%A1");
    expect(response.headers.get("content-type")).toBe("text/html");
  });

  it("give objects without a type the type binary/octet-stream", async () => {
    const url = new URL(await presignPut({ Key: "untyped" }));
    await fetch(url, { method: "PUT", body: new Uint8Array([1]) });
    const got = await harness.s3.send(new GetObjectCommand({ Bucket, Key: "untyped" }));
    expect(got.ContentType).toBe("binary/octet-stream");
  });

  it("are refused when tampered with, used for another method, or expired", async () => {
    const url = await presignPut({ Key: "signed" });
    const refusals = [
      await send(url.replace("/signed?", "/other?"), "1"),
      await send(`${url}&versionId=x`, "1"),
      await send(url.replace(/X-Amz-Expires=60/, "X-Amz-Expires=6000"), "1"),
      await send(url, "1", { "x-amz-meta-added": "x" }),
      await fetch(url),
    ];
    for (const response of refusals) expect(response.status).toBe(403);
    const old = await getSignedUrl(harness.s3, new GetObjectCommand({ Bucket, Key: "p" }), {
      expiresIn: 60,
      signingDate: new Date(clock.now() - 61_000),
    });
    const expired = await fetch(old);
    expect([expired.status, await expired.text()]).toEqual([
      403,
      expect.stringContaining("Request has expired"),
    ]);
    expect(await keys("signed")).toEqual([]);
  });

  it("hold the body to the checksum that was signed, in the query too", async () => {
    const ChecksumSHA256 = createHash("sha256").update("right").digest("base64");
    const url = await presignPut({ Key: "summed", ChecksumSHA256 });
    expect(url).toContain("x-amz-checksum-sha256=");
    const wrong = await send(url, "wrong");
    expect([wrong.status, await errorCode(wrong)]).toEqual([400, "BadDigest"]);
    expect(await keys("summed")).toEqual([]);
    expect((await send(url, "right")).status).toBe(200);
  });

  it("presigned the SDK's default way are refused, as on S3: they sign the checksum of an empty body", async () => {
    const url = await getSignedUrl(harness.s3, new PutObjectCommand({ Bucket, Key: "trap" }), {
      expiresIn: 60,
    });
    expect((await send(url, "abc")).status).toBe(400);
    expect(await keys("trap")).toEqual([]);
  });
});

describe("checksums", () => {
  const algorithms: ChecksumAlgorithm[] = ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"];

  it.each(algorithms.filter((name) => name !== "CRC64NVME"))(
    "%s computed by the SDK agrees, as header and as trailer",
    async (ChecksumAlgorithm) => {
      const Key = `sum/${ChecksumAlgorithm}`;
      const Body = Buffer.from("七有".repeat(5000));
      await harness.s3.send(new PutObjectCommand({ Bucket, Key, Body, ChecksumAlgorithm }));
      await harness.s3.send(
        new PutObjectCommand({
          Bucket,
          Key,
          Body: Readable.from([Body]),
          ContentLength: Body.length,
          ChecksumAlgorithm,
        }),
      );
      const got = await harness.s3.send(new GetObjectCommand({ Bucket, Key, ChecksumMode: "ENABLED" }));
      expect(Reflect.get(got, `Checksum${ChecksumAlgorithm}`)).toBeDefined();
      // The SDK checks the sum again while the body is read.
      expect(await bodyText(got)).toBe(Body.toString());
    },
  );

  it.each([
    ["x-amz-checksum-crc32", "AAAAAA=="],
    ["x-amz-checksum-crc32c", "AAAAAA=="],
    ["x-amz-checksum-crc64nvme", "AAAAAAAAAAA="],
    ["x-amz-checksum-sha1", Buffer.alloc(20).toString("base64")],
    ["x-amz-checksum-sha256", Buffer.alloc(32).toString("base64")],
    ["content-md5", Buffer.alloc(16).toString("base64")],
  ])("a wrong %s is refused and nothing is stored", async (header, value) => {
    const client = harness.client({ requestChecksumCalculation: "WHEN_REQUIRED" });
    client.middlewareStack.add(
      (next) => (args) => {
        const headers: unknown = Reflect.get(Object(args.request), "headers");
        Reflect.set(Object(headers), header, value);
        return next(args);
      },
      { step: "build" },
    );
    const call = client.send(new PutObjectCommand({ Bucket, Key: `wrong/${header}`, Body: "abc" }));
    expect(await refusal(call)).toEqual({ code: "BadDigest", status: 400 });
    expect(await keys("wrong/")).toEqual([]);
  });

  it("CRC64NVME is reported when the client sent none", async () => {
    await send(await presignPut({ Key: "default-sum" }), "123456789");
    const got = await harness.s3.send(
      new GetObjectCommand({ Bucket, Key: "default-sum", ChecksumMode: "ENABLED" }),
    );
    expect(got.ChecksumCRC64NVME).toBe(Buffer.from("ae8b14860a799888", "hex").toString("base64"));
  });

  it("a body that is not the signed one is refused", async () => {
    const client = harness.client();
    client.middlewareStack.add(
      (next) => (args) => {
        Reflect.set(Object(args.request), "body", "abd");
        return next(args);
      },
      { step: "finalizeRequest", priority: "low" },
    );
    const call = client.send(new PutObjectCommand({ Bucket, Key: "swapped", Body: "abc" }));
    await expect(call).rejects.toBeInstanceOf(S3ServiceException);
    expect(await keys("swapped")).toEqual([]);
  });
});
