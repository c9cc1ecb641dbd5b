/** ElectroDB over the document client, as the product uses the table: one entity, two indexes, versioned transactions. */
import { createServer, type Server } from "node:http";
import { CreateTableCommand, DynamoDBClient, UpdateTableCommand } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { Entity, Service } from "electrodb";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openDynamoDB } from "../../local/dynamodb/service.ts";

const TABLE = "qiyou";
const CREDENTIALS = { accessKeyId: "local", secretAccessKey: "local" };
const dynamodb = openDynamoDB({ file: ":memory:" });
let server: Server;
let client: DynamoDBDocumentClient;

beforeAll(async () => {
  server = createServer(dynamodb.handlerFor(CREDENTIALS));
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  const port = address && typeof address === "object" ? address.port : 0;
  client = DynamoDBDocumentClient.from(
    new DynamoDBClient({
      endpoint: `http://127.0.0.1:${port}`,
      region: "us-east-1",
      credentials: CREDENTIALS,
    }),
  );
  const keys = ["pk", "sk", "gsi1pk", "gsi1sk"];
  await client.send(
    new CreateTableCommand({
      TableName: TABLE,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: "gsi1",
          KeySchema: [
            { AttributeName: "gsi1pk", KeyType: "HASH" },
            { AttributeName: "gsi1sk", KeyType: "RANGE" },
          ],
          Projection: { ProjectionType: "ALL" },
        },
      ],
    }),
  );
  await client.send(
    new UpdateTableCommand({
      TableName: TABLE,
      AttributeDefinitions: ["gsi2pk", "gsi2sk"].map((AttributeName) => ({
        AttributeName,
        AttributeType: "S",
      })),
      GlobalSecondaryIndexUpdates: [
        {
          Create: {
            IndexName: "gsi2",
            KeySchema: [
              { AttributeName: "gsi2pk", KeyType: "HASH" },
              { AttributeName: "gsi2sk", KeyType: "RANGE" },
            ],
            Projection: { ProjectionType: "ALL" },
          },
        },
      ],
    }),
  );
});
afterAll(() => {
  client.destroy();
  server.close();
  dynamodb.close();
});

const Paper = new Entity({
  model: { entity: "paper", version: "1", service: "filing" },
  attributes: {
    id: { type: "string", required: true },
    unit: { type: "string", required: true },
    state: { type: ["received", "in_review", "closed"] as const, required: true },
    due: { type: "string", required: true },
    revision: { type: "number", required: true },
    reasons: { type: "list", items: { type: "string" } },
  },
  indexes: {
    paper: { pk: { field: "pk", composite: ["id"] }, sk: { field: "sk", composite: [] } },
    byUnit: {
      index: "gsi1",
      pk: { field: "gsi1pk", composite: ["unit"] },
      sk: { field: "gsi1sk", composite: ["due", "id"] },
    },
    byState: {
      index: "gsi2",
      pk: { field: "gsi2pk", composite: ["state"] },
      sk: { field: "gsi2sk", composite: ["due", "id"] },
    },
  },
});
const Event = new Entity({
  model: { entity: "event", version: "1", service: "filing" },
  attributes: {
    paper: { type: "string", required: true },
    seq: { type: "number", required: true, padding: { length: 6, char: "0" } },
    what: { type: "string", required: true },
  },
  indexes: {
    trail: { pk: { field: "pk", composite: ["paper"] }, sk: { field: "sk", composite: ["seq"] } },
  },
});

it("creates, patches, queries both indexes and writes transactions with conditions", async () => {
  const filing = new Service({ Paper, Event }, { table: TABLE, client });
  const { Paper: papers, Event: events } = filing.entities;
  const first = { id: "sub_1", unit: "青石县委", state: "received" as const, due: "2026-09-30", revision: 1 };
  const others = [
    { ...first, id: "sub_2", due: "2026-09-10" },
    { ...first, id: "sub_3", unit: "云岭乡" },
  ];
  for (const one of [first, ...others]) await papers.put(one).go();
  expect((await papers.get(others).go()).data).toHaveLength(2);
  await expect(papers.create(first).go()).rejects.toThrow();

  const desk = async () =>
    (await papers.query.byUnit({ unit: "青石县委" }).go()).data.map((paper) => paper.id);
  expect(await desk()).toEqual(["sub_2", "sub_1"]);
  await papers
    .patch({ id: "sub_1" })
    .set({ due: "2026-09-01", reasons: ["缺时间"] })
    .composite({ unit: "青石县委", state: "received" })
    .go();
  expect(await desk()).toEqual(["sub_1", "sub_2"]);

  const close = (expected: number) =>
    filing.transaction
      .write(({ Paper: paper, Event: event }) => [
        paper
          .patch({ id: "sub_1" })
          .set({ state: "closed", due: "2026-09-01", revision: expected + 1 })
          .where(({ revision }, { eq }) => eq(revision, expected))
          .commit(),
        event.create({ paper: "sub_1", seq: expected, what: "closed" }).commit(),
      ])
      .go();
  expect(await close(1)).toMatchObject({ canceled: false });
  const again = await close(1);
  expect(again.canceled).toBe(true);
  expect(again.data.map((member) => member.code)).toEqual([
    "ConditionalCheckFailed",
    "ConditionalCheckFailed",
  ]);

  const closed = await papers.query
    .byState({ state: "closed" })
    .between({ due: "2026-08-01" }, { due: "2026-09-02" })
    .go();
  expect(closed.data).toEqual([
    { ...first, due: "2026-09-01", state: "closed", revision: 2, reasons: ["缺时间"] },
  ]);
  expect((await papers.query.byState({ state: "received" }).go()).data).toHaveLength(2);
  expect((await events.query.trail({ paper: "sub_1" }).go()).data).toEqual([
    { paper: "sub_1", seq: 1, what: "closed" },
  ]);
});
