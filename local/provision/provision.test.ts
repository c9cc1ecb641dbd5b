/** What a newer version finds: everything it stands on is there already, made by an older one, and differs. */
import { mkdtempSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GetBucketVersioningCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { VirtualClock } from "../clock.ts";
import { openDynamoDB } from "../dynamodb/service.ts";
import { bucketName, machineArn } from "../names.ts";
import { listenS3, openS3, type S3Service } from "../s3/service.ts";
import { openStates } from "../states/service.ts";
import { type BucketNeeds, provisionBuckets } from "./buckets.ts";
import { provisionMachine } from "./machine.ts";
import { provisionTable } from "./table.ts";

const NOW = Date.parse("2026-03-02T01:00:00Z");

describe("a state machine whose definition has changed", () => {
  const definition = (output: string) =>
    JSON.stringify({
      QueryLanguage: "JSONata",
      StartAt: "Rest",
      States: {
        Rest: { Type: "Wait", Seconds: 60, Next: "End" },
        End: { Type: "Pass", Output: output, End: true },
      },
    });

  test("starts what is new by the new one and ends what runs by the old one", async () => {
    const clock = new VirtualClock(NOW);
    const options = { region: "us-east-1", accountId: "000000000000", clock, invoke: async () => null };
    const states = openStates({ ...options, file: ":memory:" });
    const begin = async () => {
      const { executionArn } = await states.call("StartExecution", { stateMachineArn: machineArn("review") });
      return String(executionArn);
    };
    await provisionMachine(states, "review", definition("old"));
    const older = await begin();
    await provisionMachine(states, "review", definition("new"));
    const newer = await begin();
    await clock.advance(60_000);
    await states.idle();
    const end = (executionArn: string) => states.call("DescribeExecution", { executionArn });
    expect(await end(older)).toMatchObject({ status: "SUCCEEDED", output: '"old"' });
    expect(await end(newer)).toMatchObject({ status: "SUCCEEDED", output: '"new"' });
    states.close();
  });
});

describe("a bucket whose settings have changed", () => {
  const ORIGIN = "http://192.168.1.5:7070";
  const Bucket = bucketName("Inbox");
  let folder: string;
  let store: S3Service;
  let server: Server;
  let s3: S3Client;
  let endpoint: string;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "qiyou-provision-"));
    const credentials = { accessKeyId: "KEY", secretAccessKey: "secret" };
    store = openS3({ folder, credentials, region: "us-east-1", synchronous: "NORMAL" });
    server = await listenS3(store, 0);
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    endpoint = `http://127.0.0.1:${port}`;
    s3 = new S3Client({ endpoint, region: "us-east-1", credentials });
  });
  afterEach(async () => {
    s3.destroy();
    server.closeAllConnections();
    server.close();
    await store.close();
    rmSync(folder, { recursive: true });
  });

  const inbox = (versioned: boolean, notifies?: string): BucketNeeds[] => [
    { resource: "Inbox", versioned, notifies },
  ];
  const put = (Body: string) => s3.send(new PutObjectCommand({ Bucket, Key: "k", Body }));

  /** Whether a page of ours may upload, what is kept of an object that is replaced, what the queue hears of it. */
  async function behaviour() {
    const headers = { origin: ORIGIN, "access-control-request-method": "POST" };
    const { status } = await fetch(`${endpoint}/${Bucket}`, { method: "OPTIONS", headers });
    const heard = store.outbox.waiting();
    await put("kept");
    const { Status } = await s3.send(new GetBucketVersioningCommand({ Bucket }));
    return { uploads: status === 200, versioning: Status, heard: store.outbox.waiting() - heard };
  }

  test("has those of this version, and every object it had", async () => {
    await provisionBuckets(s3, ORIGIN, inbox(false));
    expect(await behaviour()).toEqual({ uploads: false, versioning: undefined, heard: 0 });

    await provisionBuckets(s3, ORIGIN, inbox(true, "Intake"));
    expect(await behaviour()).toEqual({ uploads: true, versioning: "Enabled", heard: 1 });
    // Twice is once, and the queue is sent no test message.
    const before = store.outbox.waiting();
    await provisionBuckets(s3, ORIGIN, inbox(true, "Intake"));
    expect(store.outbox.waiting()).toBe(before);

    await provisionBuckets(s3, ORIGIN, inbox(false));
    expect(await behaviour()).toEqual({ uploads: false, versioning: "Suspended", heard: 0 });
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: "k" }));
    expect(await Body?.transformToString()).toBe("kept");
  });
});

describe("a table whose indexes have changed", () => {
  const primary = { hash: "pk", range: "sk" };
  const index = (name: string, key = name) => ({ name, hash: `${key}pk`, range: `${key}sk` });
  const texts = (values: Record<string, string>) =>
    Object.fromEntries(Object.entries(values).map(([name, S]) => [name, { S }]));

  test("finds what was stored before by the new ones, and loses the old ones", async () => {
    const clock = new VirtualClock(NOW);
    const dynamodb = openDynamoDB({ file: ":memory:", clock });
    await provisionTable(dynamodb, "t-1", {
      primary,
      indexes: [index("gsi1"), index("gsi2")],
      expiry: "ends",
    });
    await dynamodb.call("PutItem", {
      TableName: "t-1",
      Item: {
        ...texts({ pk: "a", sk: "b", xpk: "unit", xsk: "2026-01" }),
        ends: { N: String(NOW / 1000 - 60) },
      },
    });
    const needs = { primary, indexes: [index("gsi1"), index("gsi2", "x"), index("gsi3", "x")] };
    await provisionTable(dynamodb, "t-1", { ...needs, expiry: "expires" });
    await provisionTable(dynamodb, "t-1", { ...needs, expiry: "expires" });
    for (const IndexName of ["gsi2", "gsi3"]) {
      const found = await dynamodb.call("Query", {
        TableName: "t-1",
        IndexName,
        KeyConditionExpression: "xpk = :unit",
        ExpressionAttributeValues: texts({ ":unit": "unit" }),
      });
      expect(found).toMatchObject({ Count: 1, Items: [texts({ pk: "a", sk: "b" })] });
    }
    // The attribute that ended rows before does so no more.
    expect(dynamodb.sweepExpired()).toBe(0);
    await provisionTable(dynamodb, "t-1", { primary, indexes: [index("gsi1")], expiry: "expires" });
    const { Table } = await dynamodb.call("DescribeTable", { TableName: "t-1" });
    expect(Table).toMatchObject({ GlobalSecondaryIndexes: [{ IndexName: "gsi1" }], ItemCount: 1 });
    dynamodb.close();
  });

  test("is not touched when its own key would have to change", async () => {
    const dynamodb = openDynamoDB({ file: ":memory:" });
    const indexes = [index("gsi1")];
    await provisionTable(dynamodb, "t-1", { primary, indexes, expiry: "expires" });
    const other = provisionTable(dynamodb, "t-1", { primary: index("other"), indexes, expiry: "expires" });
    await expect(other).rejects.toThrow("primary key of table t-1");
    dynamodb.close();
  });
});
