/** Amazon S3, API Reference: the operations of decision 0024. */
import * as sdk from "@aws-sdk/client-s3";
import { openHarness } from "../contract/s3.harness.ts";
import { type Case, refusedWith, type Service, same } from "./case.ts";

const B = "papers";
type Told = Case<sdk.S3Client>;
const told = (operation: string, says: string, run: Told["run"]): Told => ({ operation, says, run });
const put = (Key: string, Body = "text", more = {}) =>
  new sdk.PutObjectCommand({ Bucket: B, Key, Body, ...more });
const get = (Key: string, more = {}) => new sdk.GetObjectCommand({ Bucket: B, Key, ...more });
const textOf = async ({ Body }: sdk.GetObjectCommandOutput) => Body?.transformToString();
const list = (more: Partial<sdk.ListObjectsV2CommandInput>) =>
  new sdk.ListObjectsV2Command({ Bucket: B, ...more });
const keysOf = ({ Contents = [] }: { Contents?: sdk._Object[] }) => Contents.map(({ Key }) => Key);
const all = async (c: sdk.S3Client, ...keys: string[]) => {
  for (const key of keys) await c.send(put(key));
};

const CASES: readonly Told[] = [
  told("PutObject", "answers an ETag, the MD5 of the bytes, and a version", async (c) => {
    const { ETag, VersionId } = await c.send(put("put/1", "abc"));
    same([ETag, typeof VersionId], ['"900150983cd24fb0d6963f7d28e17f72"', "string"]);
  }),
  told("PutObject", "If-None-Match: * keeps the first", async (c) => {
    await c.send(put("put/2"));
    await refusedWith("PreconditionFailed", c.send(put("put/2", "other", { IfNoneMatch: "*" })));
  }),
  told("PutObject", "a wrong Content-MD5 is refused", (c) =>
    refusedWith("BadDigest", c.send(put("put/3", "abc", { ContentMD5: "1B2M2Y8AsgTpgAmY7PhCfg==" }))),
  ),
  told("PutObject", "a wrong checksum is refused", (c) =>
    refusedWith("BadDigest", c.send(put("put/4", "abc", { ChecksumSHA256: `${"A".repeat(43)}=` }))),
  ),
  told("PutObject", "an unknown bucket is refused", (c) =>
    refusedWith("NoSuchBucket", c.send(new sdk.PutObjectCommand({ Bucket: "nowhere", Key: "a", Body: "x" }))),
  ),
  told("PutObject", "a key of more than 1024 bytes is refused", (c) =>
    refusedWith("KeyTooLongError", c.send(put("长".repeat(342)))),
  ),
  told("GetObject", "a range answers its bytes", async (c) => {
    await c.send(put("get/1", "0123456789"));
    const part = await c.send(get("get/1", { Range: "bytes=2-4" }));
    same([await textOf(part), part.ContentRange], ["234", "bytes 2-4/10"]);
    same(await textOf(await c.send(get("get/1", { Range: "bytes=-3" }))), "789");
  }),
  told("GetObject", "a range beyond the end is refused", async (c) => {
    await c.send(put("get/2", "abc"));
    await refusedWith("InvalidRange", c.send(get("get/2", { Range: "bytes=9-" })));
  }),
  told("GetObject", "an older version is still there", async (c) => {
    const { VersionId } = await c.send(put("get/3", "first"));
    await c.send(put("get/3", "second"));
    same(await textOf(await c.send(get("get/3"))), "second");
    same(await textOf(await c.send(get("get/3", { VersionId }))), "first");
  }),
  told("GetObject", "an unknown key is refused", (c) => refusedWith("NoSuchKey", c.send(get("get/none")))),
  told("GetObject", "If-Match with another ETag is refused", async (c) => {
    await c.send(put("get/4"));
    await refusedWith("PreconditionFailed", c.send(get("get/4", { IfMatch: '"0"' })));
  }),
  told("GetObject", "the response headers that were asked for", async (c) => {
    await c.send(put("get/5"));
    const { ContentDisposition } = await c.send(get("get/5", { ResponseContentDisposition: "attachment" }));
    same(ContentDisposition, "attachment");
  }),
  told("HeadObject", "length, type and own metadata", async (c) => {
    await c.send(put("head/1", "abc", { ContentType: "text/plain", Metadata: { unit: "water" } }));
    const { ContentLength, ContentType, Metadata } = await c.send(
      new sdk.HeadObjectCommand({ Bucket: B, Key: "head/1" }),
    );
    same([ContentLength, ContentType, Metadata], [3, "text/plain", { unit: "water" }]);
  }),
  told("HeadObject", "an unknown key is not found", (c) =>
    refusedWith("NotFound", c.send(new sdk.HeadObjectCommand({ Bucket: B, Key: "head/none" }))),
  ),
  told("DeleteObject", "leaves a marker, and the version behind it", async (c) => {
    const { VersionId } = await c.send(put("delete/1", "kept"));
    const { DeleteMarker } = await c.send(new sdk.DeleteObjectCommand({ Bucket: B, Key: "delete/1" }));
    same(DeleteMarker, true);
    await refusedWith("NoSuchKey", c.send(get("delete/1")));
    same(await textOf(await c.send(get("delete/1", { VersionId }))), "kept");
  }),
  told("DeleteObject", "of an unknown key is no error", async (c) => {
    await c.send(new sdk.DeleteObjectCommand({ Bucket: B, Key: "delete/none" }));
  }),
  told("ListObjectsV2", "by prefix, in the order of the bytes", async (c) => {
    await all(c, "list1/b", "list1/a", "list1/长");
    same(keysOf(await c.send(list({ Prefix: "list1/" }))), ["list1/a", "list1/b", "list1/长"]);
  }),
  told("ListObjectsV2", "a delimiter rolls up", async (c) => {
    await all(c, "list2/x/1", "list2/x/2", "list2/y");
    const page = await c.send(list({ Prefix: "list2/", Delimiter: "/" }));
    same([keysOf(page), page.CommonPrefixes], [["list2/y"], [{ Prefix: "list2/x/" }]]);
  }),
  told("ListObjectsV2", "pages go on where they ended", async (c) => {
    await all(c, "list3/1", "list3/2", "list3/3");
    const page = await c.send(list({ Prefix: "list3/", MaxKeys: 2 }));
    same([page.KeyCount, page.IsTruncated], [2, true]);
    const next = list({ Prefix: "list3/", ContinuationToken: page.NextContinuationToken });
    same(keysOf(await c.send(next)), ["list3/3"]);
  }),
  told("ListObjectsV2", "StartAfter leaves out what is before", async (c) => {
    await all(c, "list4/1", "list4/2");
    same(keysOf(await c.send(list({ Prefix: "list4/", StartAfter: "list4/1" }))), ["list4/2"]);
  }),
  told("ListObjectVersions", "the newest first, markers among them", async (c) => {
    await all(c, "versions/1", "versions/1");
    await c.send(new sdk.DeleteObjectCommand({ Bucket: B, Key: "versions/1" }));
    const page = await c.send(new sdk.ListObjectVersionsCommand({ Bucket: B, Prefix: "versions/" }));
    same([page.Versions?.length, page.DeleteMarkers?.[0]?.IsLatest], [2, true]);
  }),
  told("CreateBucket", "of one's own is refused the second time", (c) =>
    refusedWith("BucketAlreadyOwnedByYou", c.send(new sdk.CreateBucketCommand({ Bucket: "fresh" }))),
  ),
  told("CreateBucket", "a name that is none is refused", (c) =>
    refusedWith("InvalidBucketName", c.send(new sdk.CreateBucketCommand({ Bucket: "A_b" }))),
  ),
  told("HeadBucket", "an unknown one is not found", (c) =>
    refusedWith("NotFound", c.send(new sdk.HeadBucketCommand({ Bucket: "nowhere" }))),
  ),
  told("ListBuckets", "all there are, by name", async (c) => {
    const { Buckets } = await c.send(new sdk.ListBucketsCommand({}));
    same(
      Buckets?.map(({ Name }) => Name),
      ["fresh", B],
    );
  }),
  told("GetBucketVersioning", "nothing where nobody has set it", async (c) => {
    const { Status } = await c.send(new sdk.GetBucketVersioningCommand({ Bucket: "fresh" }));
    same(Status, undefined);
  }),
  told("PutBucketVersioning", "is enabled afterwards", async (c) => {
    const { Status } = await c.send(new sdk.GetBucketVersioningCommand({ Bucket: B }));
    same(Status, "Enabled");
  }),
  told("PutBucketCors", "a preflight is answered by its rules", async (c) => {
    const CORSRules = [{ AllowedMethods: ["POST"], AllowedOrigins: ["https://a.example"] }];
    await c.send(new sdk.PutBucketCorsCommand({ Bucket: "fresh", CORSConfiguration: { CORSRules } }));
  }),
  told("DeleteBucketCors", "twice is as good as once", async (c) => {
    for (let n = 0; n < 2; n++) await c.send(new sdk.DeleteBucketCorsCommand({ Bucket: "fresh" }));
  }),
  told(
    "PutBucketNotificationConfiguration",
    "what is created from then on is told to the queue",
    async (c) => {
      const QueueArn = "arn:aws:sqs:us-east-1:000000000000:intake";
      const QueueConfigurations = [{ QueueArn, Events: ["s3:ObjectCreated:*" as const] }];
      await c.send(
        new sdk.PutBucketNotificationConfigurationCommand({
          Bucket: "fresh",
          NotificationConfiguration: { QueueConfigurations },
        }),
      );
    },
  ),
];

/** What AWS has on a bucket or an object and this store does not: by the request that asks for it. */
const Bucket = B;
const Key = "put/1";
const UploadId = "none";
const REFUSED: Readonly<Record<string, (client: sdk.S3Client) => Promise<unknown>>> = {
  CreateMultipartUpload: (c) => c.send(new sdk.CreateMultipartUploadCommand({ Bucket, Key })),
  UploadPart: (c) => c.send(new sdk.UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body: "x" })),
  CompleteMultipartUpload: (c) => c.send(new sdk.CompleteMultipartUploadCommand({ Bucket, Key, UploadId })),
  AbortMultipartUpload: (c) => c.send(new sdk.AbortMultipartUploadCommand({ Bucket, Key, UploadId })),
  ListMultipartUploads: (c) => c.send(new sdk.ListMultipartUploadsCommand({ Bucket })),
  ListParts: (c) => c.send(new sdk.ListPartsCommand({ Bucket, Key, UploadId })),
  CopyObject: (c) => c.send(new sdk.CopyObjectCommand({ Bucket, Key: "copy", CopySource: `${B}/${Key}` })),
  ListObjects: (c) => c.send(new sdk.ListObjectsCommand({ Bucket })),
  DeleteObjects: (c) => c.send(new sdk.DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key }] } })),
  DeleteBucket: (c) => c.send(new sdk.DeleteBucketCommand({ Bucket: "fresh" })),
  GetBucketCors: (c) => c.send(new sdk.GetBucketCorsCommand({ Bucket })),
  GetBucketNotificationConfiguration: (c) =>
    c.send(new sdk.GetBucketNotificationConfigurationCommand({ Bucket })),
  GetObjectTagging: (c) => c.send(new sdk.GetObjectTaggingCommand({ Bucket, Key })),
  PutObjectTagging: (c) => c.send(new sdk.PutObjectTaggingCommand({ Bucket, Key, Tagging: { TagSet: [] } })),
  GetObjectAcl: (c) => c.send(new sdk.GetObjectAclCommand({ Bucket, Key })),
  PutObjectAcl: (c) => c.send(new sdk.PutObjectAclCommand({ Bucket, Key, ACL: "private" })),
  GetObjectAttributes: (c) =>
    c.send(new sdk.GetObjectAttributesCommand({ Bucket, Key, ObjectAttributes: ["ETag"] })),
  GetBucketAcl: (c) => c.send(new sdk.GetBucketAclCommand({ Bucket })),
  GetBucketPolicy: (c) => c.send(new sdk.GetBucketPolicyCommand({ Bucket })),
  PutBucketPolicy: (c) => c.send(new sdk.PutBucketPolicyCommand({ Bucket, Policy: "{}" })),
  GetBucketLocation: (c) => c.send(new sdk.GetBucketLocationCommand({ Bucket })),
  GetBucketEncryption: (c) => c.send(new sdk.GetBucketEncryptionCommand({ Bucket })),
  GetBucketLifecycleConfiguration: (c) => c.send(new sdk.GetBucketLifecycleConfigurationCommand({ Bucket })),
  GetObjectLockConfiguration: (c) => c.send(new sdk.GetObjectLockConfigurationCommand({ Bucket })),
  GetPublicAccessBlock: (c) => c.send(new sdk.GetPublicAccessBlockCommand({ Bucket })),
  GetBucketTagging: (c) => c.send(new sdk.GetBucketTaggingCommand({ Bucket })),
};

export async function openS3Service(): Promise<Service> {
  const harness = await openHarness();
  const client = harness.client({ forcePathStyle: true });
  for (const Bucket of [B, "fresh"]) await client.send(new sdk.CreateBucketCommand({ Bucket }));
  const VersioningConfiguration = { Status: "Enabled" as const };
  await client.send(new sdk.PutBucketVersioningCommand({ Bucket: B, VersioningConfiguration }));
  return {
    name: "S3",
    cases: CASES.map(({ run, ...one }) => ({ ...one, run: () => run(client) })),
    async refused() {
      const answers = new Map<string, string | undefined>();
      for (const [operation, ask] of Object.entries(REFUSED))
        answers.set(
          operation,
          await ask(client).then(
            () => undefined,
            (error: Error) => error.name,
          ),
        );
      return answers;
    },
    close: harness.close,
  };
}
