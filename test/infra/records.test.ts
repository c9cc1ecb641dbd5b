/** What is filed stays: production's table and buckets, their history, their encryption, their doors. */
import { describe, expect, inject, test } from "vitest";
import { buckets, tableKeys } from "../../functions/manifest/resources.ts";
import { DOMAIN } from "./plans.ts";
import { field, find, list, ofType, type Plan, statementsOf } from "./synth/plan.ts";

const { production, personal, china } = inject("plans");
const BUCKET = "aws:s3/bucket:Bucket";
const TABLE = "aws:dynamodb/table:Table";

const storesOf = (plan: Plan) => [...ofType(plan, BUCKET), ...ofType(plan, TABLE)];

test("a deployment that would delete a production bucket or table is refused by the engine", () => {
  expect(storesOf(production).map(({ name }) => name)).toEqual(
    expect.arrayContaining(["InboxBucket", "TextsBucket", "NoticesBucket", "TableTable"]),
  );
  for (const { name, protect, retain } of storesOf(production))
    expect({ name, protect, retain }).toEqual({ name, protect: true, retain: true });
});

test("production: S3 and DynamoDB themselves refuse to delete what holds records", () => {
  for (const { name, inputs } of ofType(production, BUCKET)) expect(inputs.forceDestroy, name).toBe(false);
  expect(find(production, TABLE, "TableTable").inputs.deletionProtectionEnabled).toBe(true);
});

test("a personal stage can be taken down whole", () => {
  for (const { name, protect, retain } of storesOf(personal))
    expect({ name, protect, retain }).toEqual({ name, protect: false, retain: false });
  for (const { name, inputs } of ofType(personal, BUCKET)) expect(inputs.forceDestroy, name).toBe(true);
  expect(find(personal, TABLE, "TableTable").inputs.deletionProtectionEnabled).toBe(false);
});

test("the table is billed by use, restorable, and forgets what has expired", () => {
  const { primary, indexes, expiry } = tableKeys;
  expect(find(production, TABLE, "TableTable").inputs).toMatchObject({
    billingMode: "PAY_PER_REQUEST",
    pointInTimeRecovery: { enabled: true },
    ttl: { attributeName: expiry, enabled: true },
    hashKey: primary.hash,
    rangeKey: primary.range,
    globalSecondaryIndexes: indexes.map(({ name, hash, range }) => ({
      name,
      hashKey: hash,
      rangeKey: range,
      projectionType: "ALL",
    })),
  });
});

describe.each(buckets)("bucket $resource", ({ resource, versioned }) => {
  test("keeps every version exactly when it must", () => {
    const versioning = ofType(production, "aws:s3/bucketVersioning:BucketVersioning").filter(
      ({ name }) => name === `${resource}Versioning`,
    );
    expect(versioning.map(({ inputs }) => inputs.versioningConfiguration)).toEqual(
      versioned ? [{ status: "Enabled" }] : [],
    );
  });

  test("never lets what was received expire", () => {
    const { inputs } = find(
      production,
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
      `${resource}Lifecycle`,
    );
    const expiring = list(inputs.rules).filter((rule) => field(rule, "expiration"));
    expect(expiring.map((rule) => field(field(rule, "filter"), "prefix"))).toEqual(
      resource === "Notices" ? ["gathered/"] : [],
    );
  });
});

describe.each([
  ["production", production],
  ["personal", personal],
  ["China", china],
])("every bucket of %s", (_, plan) => {
  test("is closed to the public", () => {
    const closed = ofType(plan, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock");
    expect(closed).toHaveLength(ofType(plan, BUCKET).length);
    for (const { inputs } of closed)
      expect(inputs).toMatchObject({
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      });
  });

  test("is encrypted", () => {
    const encrypted = ofType(
      plan,
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    );
    expect(encrypted).toHaveLength(ofType(plan, BUCKET).length);
    for (const { inputs } of encrypted)
      expect(inputs.rules).toMatchObject([
        { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } },
      ]);
  });

  test("speaks HTTPS only, and admits nobody but the site to its pages", () => {
    const policies = ofType(plan, "aws:s3/bucketPolicy:BucketPolicy");
    expect(policies).toHaveLength(ofType(plan, BUCKET).length);
    for (const { name, inputs } of policies) {
      const statements = statementsOf(inputs.policy);
      expect(statements.filter(({ Effect }) => Effect === "Deny")).toMatchObject([
        { Principal: "*", Condition: { Bool: { "aws:SecureTransport": ["false"] } } },
      ]);
      expect(statements.filter(({ Effect }) => Effect !== "Deny")).toMatchObject(
        name === "PagesPolicy"
          ? [
              {
                Action: ["s3:GetObject"],
                Principal: { Service: ["cloudfront.amazonaws.com"] },
                Condition: { StringEquals: { "aws:SourceAccount": ["123456789012"] } },
              },
            ]
          : [],
      );
    }
  });
});

test("only pages of the site may post to the inbox, and nobody to other buckets", () => {
  const rules = (plan: Plan) =>
    ofType(plan, "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration").map(({ name, inputs }) => [
      name,
      inputs.corsRules,
    ]);
  const from = (origin: string) => [
    "InboxCors",
    [{ allowedMethods: ["POST"], allowedOrigins: [origin], allowedHeaders: ["*"], exposeHeaders: ["ETag"] }],
  ];
  expect(rules(production)).toEqual([from(`https://${DOMAIN}`)]);
  expect(rules(personal)).toEqual([from("https://d000000000000.cloudfront.net")]);
});

test("queues are encrypted, and dead letters are kept as long as SQS can", () => {
  for (const { name, inputs } of ofType(production, "aws:sqs/queue:Queue"))
    expect(inputs.sqsManagedSseEnabled, name).toBe(true);
  expect(find(production, "aws:sqs/queue:Queue", "DeadLettersQueue").inputs.messageRetentionSeconds).toBe(
    1_209_600,
  );
});

test("every log is kept for a time: a year in production", () => {
  for (const [plan, days] of [
    [production, 365],
    [personal, 14],
  ] as const) {
    const logs = ofType(plan, "aws:cloudwatch/logGroup:LogGroup");
    expect(logs.length).toBeGreaterThan(17);
    for (const { name, inputs } of logs) expect(inputs.retentionInDays, name).toBe(days);
  }
});
