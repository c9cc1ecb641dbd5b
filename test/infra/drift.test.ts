/** The two places are one product: what the one-machine cloud makes is what the deployment declares. */
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { DescribeTableCommand, DescribeTimeToLiveCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DescribeStateMachineCommand, ListStateMachinesCommand, SFNClient } from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import * as z from "zod";
import { handlers } from "../../functions/entry/handlers.ts";
import { type FunctionEntry, functions } from "../../functions/manifest/registry.ts";
import { type Cloud, openCloud } from "../../local/cloud.ts";
import { field, find, list, ofType } from "./synth/plan.ts";

const { production: plan } = inject("plans");

let folder: string;
let cloud: Cloud;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "qiyou-drift-"));
  cloud = await openCloud({ folder, host: "127.0.0.1", port: 0 });
});
afterAll(async () => {
  await cloud.close();
  await rm(folder, { recursive: true, force: true });
});

/** Physical names of both places without what only one of them adds. */
const bare = (name: unknown): string =>
  String(name)
    .replace(/^qiyou-(production-)?/, "")
    .replace(/(bucket|Table|Function|Queue)-\w{8}$/, "")
    .toLowerCase();
const sorted = <T>(values: Iterable<T>): T[] => [...values].sort();

test("buckets: the same, versioned and notifying alike", async () => {
  // The store serves no reading back of rules: what it acts on stands in its database.
  const database = new DatabaseSync(join(folder, "s3", "s3.sqlite"), { readOnly: true });
  const rows = database.prepare("SELECT name, versioning, cors, notification FROM bucket").all();
  database.close();
  const rules = z.array(
    z.looseObject({ events: z.array(z.string()).optional(), methods: z.array(z.string()).optional() }),
  );
  const local = rows.map(({ name, versioning, cors, notification }) => ({
    name: bare(name),
    versioned: versioning === "Enabled",
    events: rules.parse(JSON.parse(String(notification ?? "[]"))).flatMap(({ events = [] }) => events),
    posts: rules.parse(JSON.parse(String(cors ?? "[]"))).flatMap(({ methods = [] }) => methods),
  }));

  const having = (type: string, bucket: unknown) =>
    ofType(plan, type).find(({ inputs }) => inputs.bucket === bucket)?.inputs ?? {};
  const declared = ofType(plan, "aws:s3/bucket:Bucket")
    // The site's own files: on one machine they lie in dist/web.
    .filter(({ name }) => name !== "PagesBucket")
    .map(({ inputs: { bucket } }) => {
      const versioning = having("aws:s3/bucketVersioning:BucketVersioning", bucket);
      const { queues } = having("aws:s3/bucketNotification:BucketNotification", bucket);
      const { corsRules } = having("aws:s3/bucketCorsConfiguration:BucketCorsConfiguration", bucket);
      return {
        name: bare(bucket),
        versioned: field(versioning.versioningConfiguration, "status") === "Enabled",
        events: list(queues).flatMap((queue) => list(field(queue, "events"))),
        posts: list(corsRules).flatMap((rule) => list(field(rule, "allowedMethods"))),
      };
    });
  const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
  expect(local.length).toBeGreaterThan(0);
  expect(declared.sort(byName)).toEqual(local.sort(byName));
});

test("the table: the same keys, indexes, billing and expiry", async () => {
  const client = new DynamoDBClient({});
  const { Table } = await client.send(new DescribeTableCommand({ TableName: "qiyou" }));
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: "qiyou" }));
  client.destroy();
  const keys = (schema: { AttributeName?: string; KeyType?: string }[] = []) => ({
    hashKey: schema.find(({ KeyType }) => KeyType === "HASH")?.AttributeName,
    rangeKey: schema.find(({ KeyType }) => KeyType === "RANGE")?.AttributeName,
  });
  const { inputs } = find(plan, "aws:dynamodb/table:Table", "TableTable");
  expect(inputs).toMatchObject({
    ...keys(Table?.KeySchema),
    billingMode: Table?.BillingModeSummary?.BillingMode,
    ttl: { attributeName: TimeToLiveDescription?.AttributeName, enabled: true },
  });
  const indexes = (Table?.GlobalSecondaryIndexes ?? []).map(({ IndexName, KeySchema, Projection }) => ({
    name: IndexName,
    ...keys(KeySchema),
    projectionType: Projection?.ProjectionType,
  }));
  const byName = (a: unknown, b: unknown) => (String(field(a, "name")) < String(field(b, "name")) ? -1 : 1);
  expect(list(inputs.globalSecondaryIndexes).sort(byName)).toEqual(indexes.sort(byName));
  const attributes = (Table?.AttributeDefinitions ?? []).map(({ AttributeName }) => AttributeName);
  expect(sorted(list(inputs.attributes).map((one) => field(one, "name")))).toEqual(sorted(attributes));
});

test("state machines: the same names and definitions, but for ARNs", async () => {
  const client = new SFNClient({});
  const { stateMachines = [] } = await client.send(new ListStateMachinesCommand({}));
  const local = await Promise.all(
    stateMachines.map(async ({ name, stateMachineArn }) => {
      const { definition } = await client.send(new DescribeStateMachineCommand({ stateMachineArn }));
      return { name: bare(name), definition: JSON.parse(withoutPlace(definition)) };
    }),
  );
  client.destroy();
  const declared = ofType(plan, "aws:sfn/stateMachine:StateMachine")
    // The machine between two queues has no counterpart: one machine's queue knows its owners (docs/decisions/0036).
    .filter(({ inputs }) => inputs.type !== "EXPRESS")
    .map(({ inputs }) => ({
      name: bare(inputs.name),
      definition: JSON.parse(withoutPlace(inputs.definition)),
    }));
  const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
  expect(local.length).toBeGreaterThan(0);
  expect(declared.sort(byName)).toEqual(local.sort(byName));
});

const withoutPlace = (definition: unknown): string =>
  String(definition).replaceAll(/arn:aws:lambda:[\w-]+:\d+:function:[\w-]+/g, (arn) =>
    bare(arn.split(":").at(-1)),
  );

test("functions: the same names, handlers, limits", () => {
  const entries = Object.entries<FunctionEntry>(functions);
  expect(sorted(Object.keys(handlers))).toEqual(sorted(entries.map(([name]) => name)));
  const declared = ofType(plan, "aws:lambda/function:Function").map(({ inputs }) => ({
    name: bare(inputs.name),
    seconds: inputs.timeout,
    megabytes: inputs.memorySize,
    runtime: inputs.runtime,
  }));
  expect(new Set(declared)).toEqual(
    new Set(
      entries.map(([name, { timeoutSeconds, memoryMegabytes }]) => ({
        name: name.toLowerCase(),
        seconds: timeoutSeconds,
        megabytes: memoryMegabytes,
        runtime: "nodejs24.x",
      })),
    ),
  );
  const built = plan.builds.map(({ functionID, handler }) => [functionID, handler]);
  expect(sorted(built)).toEqual(sorted(entries.map(([name, { handler }]) => [name, handler])));
});

test("every handler that is deployed exists, with what it carries", () => {
  for (const { handler, copyFiles } of plan.builds) {
    const source = readFileSync(handler.replace(/\.handler$/, ".ts"), "utf8");
    expect(source, handler).toMatch(/export (async )?(function|const) handler\b/);
    for (const { from } of copyFiles) expect(existsSync(from), from).toBe(true);
  }
});

test("links: the keys of Resource on one machine are those that functions are linked to, field by field", () => {
  const local: Record<string, object> = JSON.parse(process.env.SST_RESOURCES_JSON ?? "{}");
  const linked = new Map(plan.builds.flatMap(({ links }) => Object.entries(links)));
  expect(sorted(Object.keys(local))).toEqual(sorted(linked.keys()));
  // Mail is sent in the account's name: there is no resource to find.
  const granted = Object.values(functions).flatMap(({ grant }) => Object.keys(grant));
  expect(sorted(Object.keys(local))).toEqual(sorted(new Set(granted.filter((name) => name !== "Mail"))));
  for (const [name, properties] of Object.entries(local)) {
    const { type, ...fields } = { type: "", ...properties };
    expect(sorted(Object.keys(linked.get(name) ?? {}).filter((key) => key !== "type")), name).toEqual(
      sorted(Object.keys(fields)),
    );
    const component = plan.resources.find((one) => one.name === name && one.type.startsWith("sst:"));
    expect(type, name).toBe(component?.type.replaceAll(":", "."));
  }
});

test("schedules: the same names, times and zone", () => {
  const database = new DatabaseSync(join(folder, "schedule.sqlite"), { readOnly: true });
  const local = database.prepare("SELECT name, schedule FROM rule").all();
  database.close();
  const declared = ofType(plan, "aws:scheduler/schedule:Schedule").map(({ name, inputs }) => ({
    name: name.replace(/ScheduleSchedule$/, ""),
    schedule: `${inputs.scheduleExpression} ${inputs.scheduleExpressionTimezone}`,
  }));
  expect(local.length).toBeGreaterThan(0);
  expect(new Set(declared)).toEqual(new Set(local.map(({ name, schedule }) => ({ name, schedule }))));
});
