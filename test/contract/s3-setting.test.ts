/** Settings of a bucket, what the store does not offer, and what it leaves on disk. */
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteBucketCorsCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketAclCommand,
  GetBucketCorsCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetBucketNotificationConfigurationCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  ListMultipartUploadsCommand,
  ListObjectsCommand,
  type NotificationConfiguration,
  PutBucketCorsCommand,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  type QueueConfiguration,
  UploadPartCommand,
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

const setNotification = (Bucket: string, NotificationConfiguration: NotificationConfiguration) =>
  harness.s3.send(
    new PutBucketNotificationConfigurationCommand({
      Bucket,
      NotificationConfiguration,
      SkipDestinationValidation: true,
    }),
  );

describe("settings", () => {
  it("keep CORS rules", async () => {
    const Bucket = await harness.freshBucket();
    const CORSRules = [
      {
        AllowedOrigins: ["http://127.0.0.1:*"],
        AllowedMethods: ["POST"],
        AllowedHeaders: ["*"],
        ExposeHeaders: ["ETag"],
        MaxAgeSeconds: 60,
      },
    ];
    await harness.s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } }));
    const options = (origin: string, method: string) =>
      fetch(`${harness.endpoint}/${Bucket}`, {
        method: "OPTIONS",
        headers: {
          origin,
          "access-control-request-method": method,
          "access-control-request-headers": "X-Any",
        },
      });
    const allowed = await options("http://127.0.0.1:8080", "POST");
    expect([
      allowed.status,
      allowed.headers.get("access-control-allow-origin"),
      allowed.headers.get("access-control-allow-headers"),
    ]).toEqual([200, "http://127.0.0.1:8080", "x-any"]);
    expect((await options("http://evil.example", "POST")).status).toBe(403);
    expect((await options("http://127.0.0.1:8080", "PUT")).status).toBe(403);
    const refused = await fetch(`${harness.endpoint}/${Bucket}`, {
      method: "POST",
      headers: { origin: "http://127.0.0.1:8080" },
    });
    expect([refused.status, refused.headers.get("access-control-allow-origin")]).toEqual([
      403,
      "http://127.0.0.1:8080",
    ]);
    await harness.s3.send(new DeleteBucketCorsCommand({ Bucket }));
    expect((await options("http://127.0.0.1:8080", "POST")).status).toBe(403);
  });

  it("keep notification rules and write events for what they name", async () => {
    const Bucket = await harness.freshBucket(true);
    const QueueArn = "arn:aws:sqs:us-east-1:000000000000:intake";
    const put = { Id: "puts", QueueArn, Events: ["s3:ObjectCreated:Put" as const] };
    const configure = (...QueueConfigurations: QueueConfiguration[]) =>
      setNotification(Bucket, { QueueConfigurations });
    await configure({ Id: "forms", QueueArn, Events: ["s3:ObjectCreated:Post"] }, put);
    expect(await refusal(configure(put, { QueueArn, Events: ["s3:ObjectCreated:*"] }))).toMatchObject({
      code: "InvalidArgument",
    });
    await harness.s3.send(new PutObjectCommand({ Bucket, Key: "in/七 有@1.txt", Body: "abc" }));
    const { VersionId } = await harness.s3.send(new DeleteObjectCommand({ Bucket, Key: "in/七 有@1.txt" }));
    expect(VersionId).toBeDefined();
    const messages = harness.service.outbox.take({ target: QueueArn, holder: "test" }, Date.now() + 1000, 10);
    expect(messages.map(({ body }) => JSON.parse(body).Records)).toEqual([
      [
        expect.objectContaining({
          eventVersion: "2.1",
          eventName: "ObjectCreated:Put",
          s3: expect.objectContaining({
            configurationId: "puts",
            object: expect.objectContaining({
              key: "in/%E4%B8%83+%E6%9C%89%401.txt",
              size: 3,
              eTag: "900150983cd24fb0d6963f7d28e17f72",
              versionId: expect.any(String),
            }),
          }),
        }),
      ],
    ]);
  });

  it("keep no notification rules that would not be kept to", async () => {
    const Bucket = await harness.freshBucket();
    const QueueArn = "arn:aws:sqs:us-east-1:000000000000:untold";
    const Events = ["s3:ObjectCreated:*" as const];
    const Filter = { Key: { FilterRules: [{ Name: "prefix" as const, Value: "in/" }] } };
    const LambdaFunctionArn = "arn:aws:lambda:us-east-1:000000000000:function:f";
    const TopicArn = "arn:aws:sns:us-east-1:000000000000:t";
    const refused: NotificationConfiguration[] = [
      { EventBridgeConfiguration: {} },
      { TopicConfigurations: [{ TopicArn, Events }] },
      { LambdaFunctionConfigurations: [{ LambdaFunctionArn, Events }] },
      { QueueConfigurations: [{ QueueArn, Events, Filter }] },
      { QueueConfigurations: [{ QueueArn, Events: ["s3:ObjectRemoved:*"] }] },
    ];
    for (const configuration of refused)
      expect(await refusal(setNotification(Bucket, configuration))).toEqual({
        code: "NotImplemented",
        status: 501,
      });
    await harness.s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: "abc" }));
    expect(harness.service.outbox.targets()).not.toContain(QueueArn);
  });
});

describe("a queue newly named", () => {
  it("is sent S3's test message, unless its validation is skipped", async () => {
    const Bucket = await harness.freshBucket();
    const QueueArn = "arn:aws:sqs:us-east-1:000000000000:tested";
    const NotificationConfiguration = {
      QueueConfigurations: [{ QueueArn, Events: ["s3:ObjectCreated:*" as const] }],
    };
    for (const SkipDestinationValidation of [true, undefined]) {
      await harness.s3.send(
        new PutBucketNotificationConfigurationCommand({
          Bucket,
          NotificationConfiguration,
          SkipDestinationValidation,
        }),
      );
    }
    const messages = harness.service.outbox.take({ target: QueueArn, holder: "test" }, Date.now() + 1000, 10);
    expect(messages.map((message) => JSON.parse(message.body))).toEqual([
      expect.objectContaining({ Service: "Amazon S3", Event: "s3:TestEvent", Bucket }),
    ]);
  });
});

describe("what is not offered", () => {
  it("is refused as AWS refuses it, and changes nothing", async () => {
    const Bucket = await harness.freshBucket();
    await harness.s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: "kept" }));
    const Tagging = { TagSet: [{ Key: "a", Value: "b" }] };
    const upload = { Bucket, Key: "k", UploadId: "u" };
    const calls = [
      () => harness.s3.send(new CopyObjectCommand({ Bucket, Key: "copy", CopySource: `${Bucket}/k` })),
      () => harness.s3.send(new CreateMultipartUploadCommand({ Bucket, Key: "k" })),
      () => harness.s3.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: "x" })),
      () => harness.s3.send(new CompleteMultipartUploadCommand(upload)),
      () => harness.s3.send(new ListMultipartUploadsCommand({ Bucket })),
      () => harness.s3.send(new ListObjectsCommand({ Bucket })),
      () => harness.s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: "k" }] } })),
      () => harness.s3.send(new DeleteBucketCommand({ Bucket })),
      () => harness.s3.send(new GetBucketLocationCommand({ Bucket })),
      () => harness.s3.send(new GetBucketCorsCommand({ Bucket })),
      () => harness.s3.send(new GetBucketNotificationConfigurationCommand({ Bucket })),
      () => harness.s3.send(new PutObjectTaggingCommand({ Bucket, Key: "k", Tagging })),
      () => harness.s3.send(new GetObjectTaggingCommand({ Bucket, Key: "k" })),
      () => harness.s3.send(new GetBucketAclCommand({ Bucket })),
      () => harness.s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket })),
      () => harness.s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: "x", Tagging: "a=b" })),
      () =>
        harness.s3.send(
          new PutObjectCommand({ Bucket, Key: "k", Body: "x", ServerSideEncryption: "aws:kms" }),
        ),
      () => harness.s3.send(new GetObjectCommand({ Bucket, Key: "k", PartNumber: 1 })),
    ];
    for (const call of calls) expect(await refusal(call())).toEqual({ code: "NotImplemented", status: 501 });
    const acl = harness.s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: "x", ACL: "public-read" }));
    expect(await refusal(acl)).toMatchObject({ code: "AccessControlListNotSupported" });
    expect(await bodyText(await harness.s3.send(new GetObjectCommand({ Bucket, Key: "k" })))).toBe("kept");
  });
});

describe("files on disk", () => {
  it("without a row are swept, those of objects are not", async () => {
    const Bucket = await harness.freshBucket();
    await harness.s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: "1" }));
    await harness.s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: "2" }));
    expect(harness.service.sweep()).toBe(0);
    writeFileSync(join(harness.folder, "temp", "left-over"), "x");
    const shelf = readdirSync(join(harness.folder, "blobs"))[0] ?? "";
    writeFileSync(join(harness.folder, "blobs", shelf, `${shelf}-left-over`), "x");
    expect(harness.service.sweep()).toBe(2);
    expect(await bodyText(await harness.s3.send(new GetObjectCommand({ Bucket, Key: "k" })))).toBe("2");
  });
});
