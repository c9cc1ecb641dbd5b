/** Browser uploads: a policy made by @aws-sdk/s3-presigned-post, each of its conditions kept and each violated once. */
import { createHash } from "node:crypto";
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketCorsCommand,
} from "@aws-sdk/client-s3";
import {
  createPresignedPost,
  type PresignedPost,
  type PresignedPostOptions,
} from "@aws-sdk/s3-presigned-post";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { VirtualClock } from "../../local/clock.ts";
import { bodyText, type Harness, openHarness } from "./s3.harness.ts";

const clock = new VirtualClock(Date.now());
// biome-ignore lint/suspicious/noTemplateCurlyInString: the form's own placeholder
const FILENAME = "${filename}";
let harness: Harness;
let Bucket = "";
let count = 0;

beforeAll(async () => {
  harness = await openHarness(clock);
});
beforeEach(async () => {
  Bucket = `post-${++count}`;
  await harness.s3.send(new CreateBucketCommand({ Bucket }));
});
afterAll(async () => {
  expect(harness.service.sweep()).toBe(0);
  expect(harness.faults).toEqual([]);
  await harness.close();
});

type Conditions = NonNullable<PresignedPostOptions["Conditions"]>;

function presign(more: Partial<PresignedPostOptions> = {}): Promise<PresignedPost> {
  const Conditions: Conditions = [
    ["content-length-range", 3, 10],
    ["starts-with", "$Content-Type", "text/"],
    ["starts-with", "$x-amz-meta-unit", "unit_"],
  ];
  const Fields = { "Content-Type": "text/plain", "x-amz-meta-unit": "unit_1" };
  return createPresignedPost(harness.s3, {
    Bucket,
    Key: "in/file.txt",
    Conditions,
    Fields,
    Expires: 60,
    ...more,
  });
}

interface Sent {
  readonly fields?: Record<string, string | undefined>;
  readonly content?: string;
  readonly filename?: string;
  readonly headers?: Record<string, string>;
  readonly url?: string;
}

/** Sends the form with some fields changed, added, or (undefined) left out. */
function send(
  post: PresignedPost,
  { fields = {}, content = "12345", filename = "f.txt", headers, url }: Sent = {},
) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...post.fields, ...fields }))
    if (value !== undefined) form.append(name, value);
  form.append("file", new Blob([content]), filename);
  return fetch(url ?? post.url, { method: "POST", body: form, headers, redirect: "manual" });
}

async function stored(): Promise<(string | undefined)[]> {
  const { Contents = [] } = await harness.s3.send(new ListObjectsV2Command({ Bucket }));
  return Contents.map((entry) => entry.Key);
}

/** Status and code, after making sure that nothing was stored. */
async function refused(response: Response): Promise<[number, string | undefined, string | undefined]> {
  const text = await response.text();
  expect(await stored()).toEqual([]);
  return [response.status, /<Code>(\w+)</.exec(text)?.[1], /<Message>([^<]*)</.exec(text)?.[1]];
}

describe("a form that keeps its policy", () => {
  it("is stored with its type and metadata", async () => {
    const response = await send(await presign(), { fields: { "x-ignore-tracker": "1" } });
    expect([response.status, await response.text()]).toEqual([204, ""]);
    expect(response.headers.get("etag")).toBe(`"${createHash("md5").update("12345").digest("hex")}"`);
    const got = await harness.s3.send(new GetObjectCommand({ Bucket, Key: "in/file.txt" }));
    expect([got.ContentType, got.Metadata, await bodyText(got)]).toEqual([
      "text/plain",
      { unit: "unit_1" },
      "12345",
    ]);
  });

  it.each(["123", "1234567890"])("accepts both ends of the size range: %s", async (content) => {
    expect((await send(await presign(), { content })).status).toBe(204);
  });

  it.each([
    ["二〇二六年 学习计划(1).docx", "in/二〇二六年 学习计划(1).docx"],
    ["C:\\文件\\报告.pdf", "in/报告.pdf"],
    ["../../up.txt", "in/up.txt"],
    ["$&.txt", "in/$&.txt"],
  ])("puts the file's name into the key: %s", async (filename, key) => {
    const post = await presign({ Key: `in/${FILENAME}` });
    expect((await send(post, { filename })).status).toBe(204);
    expect(await stored()).toEqual([key]);
  });

  it("answers as the form asks: 200, 201 with a document, or a redirect", async () => {
    const answer = async (name: string, value: string) => {
      const post = await presign({
        Fields: { "Content-Type": "text/plain", "x-amz-meta-unit": "unit_1", [name]: value },
      });
      return send(post);
    };
    expect((await answer("success_action_status", "200")).status).toBe(200);
    const created = await answer("success_action_status", "201");
    expect([created.status, await created.text()]).toEqual([
      201,
      expect.stringContaining("<Key>in/file.txt</Key>"),
    ]);
    expect((await answer("success_action_status", "299")).status).toBe(204);
    const moved = await answer("success_action_redirect", "http://127.0.0.1/done?a=1");
    expect([moved.status, moved.headers.get("location")]).toEqual([
      303,
      expect.stringMatching(
        new RegExp(`^http://127\\.0\\.0\\.1/done\\?a=1&bucket=${Bucket}&key=in%2Ffile.txt&etag=%22`),
      ),
    ]);
  });

  it("takes Chinese metadata, and answers it as an RFC 2047 word", async () => {
    const Fields = { "Content-Type": "text/plain", "x-amz-meta-unit": "unit_一" };
    expect((await send(await presign({ Fields }))).status).toBe(204);
    const got = await harness.s3.send(new GetObjectCommand({ Bucket, Key: "in/file.txt" }));
    expect(got.Metadata?.unit).toBe(`=?UTF-8?B?${Buffer.from("unit_一").toString("base64")}?=`);
  });

  it("cannot store metadata that no header could answer", async () => {
    const Fields = { "Content-Type": "text/plain", "x-amz-meta-unit": "unit_1", "x-amz-meta-单位": "1" };
    expect((await refused(await send(await presign({ Fields })))).slice(0, 2)).toEqual([
      400,
      "InvalidArgument",
    ]);
  });

  it("is accepted under whatever host name the store was reached by", async () => {
    const post = await presign();
    const url = post.url.replace("127.0.0.1", "localhost");
    expect((await send(post, { url })).status).toBe(204);
  });

  it("lets a page of an allowed origin read the answer, success or refusal", async () => {
    const origin = "http://127.0.0.1:8080";
    const CORSRules = [{ AllowedOrigins: [origin], AllowedMethods: ["POST"], ExposeHeaders: ["ETag"] }];
    await harness.s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } }));
    const post = await presign();
    for (const [from, allowed] of [
      [origin, origin],
      ["http://evil.example", null],
    ] as const) {
      for (const content of ["12345", "1"]) {
        const response = await send(post, { content, headers: { origin: from } });
        expect(response.headers.get("access-control-allow-origin")).toBe(allowed);
      }
    }
  });
});

describe("a form that violates its policy is refused and nothing is stored:", () => {
  it.each([
    ["too large", { content: "12345678901" }, 400, "EntityTooLarge"],
    ["too small", { content: "12" }, 400, "EntityTooSmall"],
    ["another key (eq)", { fields: { key: "in/other.txt" } }, 403, "AccessDenied"],
    [
      "a wrong beginning (starts-with)",
      { fields: { "Content-Type": "application/pdf" } },
      403,
      "AccessDenied",
    ],
    [
      "one member of a type list",
      { fields: { "Content-Type": "text/plain,image/png" } },
      403,
      "AccessDenied",
    ],
    ["a condition's field missing", { fields: { "x-amz-meta-unit": undefined } }, 403, "AccessDenied"],
    ["another bucket field", { fields: { bucket: "elsewhere" } }, 403, "AccessDenied"],
    ["an extra field", { fields: { "x-amz-meta-extra": "1" } }, 403, "AccessDenied"],
    ["an extra acl", { fields: { acl: "public-read" } }, 403, "AccessDenied"],
    ["a tampered signature", { fields: { "X-Amz-Signature": "0".repeat(64) } }, 403, "SignatureDoesNotMatch"],
    ["no signature", { fields: { "X-Amz-Signature": undefined } }, 400, "InvalidArgument"],
    ["no policy", { fields: { Policy: undefined } }, 403, "AccessDenied"],
    [
      "an unknown key id",
      { fields: { "X-Amz-Credential": "NOBODY/20260101/us-east-1/s3/aws4_request" } },
      403,
      "InvalidAccessKeyId",
    ],
    ["no key", { fields: { key: undefined } }, 400, "InvalidArgument"],
  ])("%s", async (_, sent, status, code) => {
    expect((await refused(await send(await presign(), sent))).slice(0, 2)).toEqual([status, code]);
  });

  it("a policy with one condition changed after signing", async () => {
    const post = await presign();
    const policy = Buffer.from(post.fields.Policy ?? "", "base64").toString();
    const Policy = Buffer.from(policy.replace("3,10", "3,99999")).toString("base64");
    expect(Policy).not.toBe(post.fields.Policy);
    expect((await refused(await send(post, { fields: { Policy } })))[1]).toBe("SignatureDoesNotMatch");
  });

  it("a policy used at another bucket", async () => {
    const post = await presign();
    const home = Bucket;
    Bucket = `post-${++count}`;
    await harness.s3.send(new CreateBucketCommand({ Bucket }));
    const response = await send(post, { url: post.url.replace(home, Bucket) });
    expect((await refused(response)).slice(0, 2)).toEqual([403, "AccessDenied"]);
  });

  it("a key that escapes its prefix by the file's name is not possible, one that leaves it is refused", async () => {
    const post = await presign({ Key: `in/${FILENAME}` });
    const [status, , message] = await refused(await send(post, { fields: { key: `out/${FILENAME}` } }));
    expect([status, message]).toEqual([
      403,
      expect.stringContaining(
        "Policy Condition failed: [&#34;starts-with&#34;, &#34;$key&#34;, &#34;in/&#34;]",
      ),
    ]);
  });

  it("a wrong checksum or MD5", async () => {
    const Fields = { "Content-Type": "text/plain", "x-amz-meta-unit": "unit_1" };
    for (const [name, value] of [
      ["x-amz-checksum-sha256", Buffer.alloc(32)],
      ["x-amz-checksum-crc32", Buffer.alloc(4)],
      ["content-md5", Buffer.alloc(16)],
    ] as const) {
      const post = await presign({ Fields: { ...Fields, [name]: value.toString("base64") } });
      expect((await refused(await send(post))).slice(0, 2)).toEqual([400, "BadDigest"]);
    }
  });

  it("a form without a file, and a body that is no form", async () => {
    const post = await presign();
    const form = new FormData();
    for (const [name, value] of Object.entries(post.fields)) form.append(name, value);
    const none = await fetch(post.url, { method: "POST", body: form });
    expect((await refused(none)).slice(0, 2)).toEqual([400, "InvalidArgument"]);
    const broken = await fetch(post.url, {
      method: "POST",
      headers: { "content-type": "multipart/form-data; boundary=x" },
      body: "--x\r\nContent-Disposition: form-data; name=",
    });
    expect((await refused(broken))[0]).toBe(400);
  });

  it("a large file is answered, not cut off", async () => {
    const post = await presign();
    const response = await send(post, { content: "x".repeat(8_000_000) });
    expect((await refused(response)).slice(0, 2)).toEqual([400, "EntityTooLarge"]);
  });

  // Last: it moves the clock past every signature's skew.
  it("an expired policy", async () => {
    const post = await presign();
    await clock.advance(120_000);
    const [status, code, message] = await refused(await send(post));
    expect([status, code, message]).toEqual([
      403,
      "AccessDenied",
      "Invalid according to Policy: Policy expired.",
    ]);
  });
});
