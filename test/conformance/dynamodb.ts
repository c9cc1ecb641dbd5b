/** Amazon DynamoDB, API Reference: the operations of decision 0024. */
import { createServer } from "node:http";
import * as sdk from "@aws-sdk/client-dynamodb";
import { openDynamoDB } from "../../local/dynamodb/service.ts";
import { listen } from "../../local/http-server/http-server.ts";
import { portOf } from "../../local/http-server/loopback.ts";
import { signedHeaders } from "../../local/signing/sign.ts";
import { type Case, refusedWith, type Service, same } from "./case.ts";

const KEYRING = { credentials: { accessKeyId: "local", secretAccessKey: "local" }, region: "us-east-1" };
const T = "papers";
const FAILED = "ConditionalCheckFailedException";
const key = (unit: string, id = "1") => ({ unit: { S: unit }, id: { S: id } });
const item = (unit: string, id = "1", more: Record<string, sdk.AttributeValue> = {}) => ({
  ...key(unit, id),
  ...more,
});
const N = (value: number) => ({ N: String(value) });
const put = (Item: Record<string, sdk.AttributeValue>, more = {}) =>
  new sdk.PutItemCommand({ TableName: T, Item, ...more });
const get = async (client: sdk.DynamoDBClient, Key: Record<string, sdk.AttributeValue>, more = {}) =>
  (await client.send(new sdk.GetItemCommand({ TableName: T, Key, ...more }))).Item;
const update = (unit: string, UpdateExpression: string, more = {}) =>
  new sdk.UpdateItemCommand({ TableName: T, Key: key(unit), UpdateExpression, ...more });
const one = (client: sdk.DynamoDBClient, TableName: string, more = {}) =>
  client.send(
    new sdk.CreateTableCommand({
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [{ AttributeName: "k", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "k", KeyType: "HASH" }],
      ...more,
    }),
  );
const filled = async (client: sdk.DynamoDBClient, unit: string, count: number) => {
  for (let n = 0; n < count; n++) await client.send(put(item(unit, `id${n}`, { n: N(n) })));
};
const query = (unit: string, more: Partial<sdk.QueryCommandInput> = {}) =>
  new sdk.QueryCommand({
    TableName: T,
    KeyConditionExpression: "#u = :u",
    ExpressionAttributeNames: { "#u": "unit" },
    ExpressionAttributeValues: { ":u": { S: unit } },
    ...more,
  });
const idsOf = ({ Items = [] }: { Items?: Record<string, sdk.AttributeValue>[] }) =>
  Items.map(({ id }) => id?.S);
const writes = (...TransactItems: sdk.TransactWriteItem[]) =>
  new sdk.TransactWriteItemsCommand({ TransactItems });

type Told = Case<sdk.DynamoDBClient>;
const told = (operation: string, says: string, run: Told["run"]): Told => ({ operation, says, run });

const CASES: readonly Told[] = [
  told("PutItem", "an item is replaced as a whole", async (c) => {
    await c.send(put(item("p1", "1", { a: N(1) })));
    await c.send(put(item("p1", "1", { b: N(2) })));
    same(await get(c, key("p1")), item("p1", "1", { b: N(2) }));
  }),
  told("PutItem", "ALL_OLD answers what was there", async (c) => {
    await c.send(put(item("p2", "1", { a: N(1) })));
    const { Attributes } = await c.send(put(item("p2"), { ReturnValues: "ALL_OLD" }));
    same(Attributes, item("p2", "1", { a: N(1) }));
  }),
  told("PutItem", "attribute_not_exists keeps the first", async (c) => {
    const condition = { ConditionExpression: "attribute_not_exists(id)" };
    await c.send(put(item("p3"), condition));
    await refusedWith(FAILED, c.send(put(item("p3"), condition)));
  }),
  told("PutItem", "an item of more than 400 KB is refused", (c) =>
    refusedWith("ValidationException", c.send(put(item("p4", "1", { a: { S: "x".repeat(400 * 1024) } })))),
  ),
  told("PutItem", "an unknown table is refused", (c) =>
    refusedWith(
      "ResourceNotFoundException",
      c.send(new sdk.PutItemCommand({ TableName: "none", Item: item("p5") })),
    ),
  ),
  told("PutItem", "an item without its key is refused", (c) =>
    refusedWith("ValidationException", c.send(put({ unit: { S: "p6" } }))),
  ),
  told("GetItem", "nothing is answered where nothing is", async (c) =>
    same(await get(c, key("g0")), undefined),
  ),
  told("GetItem", "a projection answers the named attributes", async (c) => {
    await c.send(put(item("g1", "1", { a: N(1), m: { M: { x: N(2), y: N(3) } } })));
    same(await get(c, key("g1"), { ProjectionExpression: "a, m.x" }), { a: N(1), m: { M: { x: N(2) } } });
  }),
  told("GetItem", "a key that is not the table's is refused", (c) =>
    refusedWith("ValidationException", get(c, { unit: { S: "g2" } })),
  ),
  told("UpdateItem", "an item that is not there is made", async (c) => {
    await c.send(update("u1", "SET a = :a", { ExpressionAttributeValues: { ":a": N(1) } }));
    same(await get(c, key("u1")), item("u1", "1", { a: N(1) }));
  }),
  told("UpdateItem", "ADD counts from nothing, SET + from what is there", async (c) => {
    const by = { ExpressionAttributeValues: { ":n": N(2) } };
    await c.send(update("u2", "ADD n :n", by));
    await c.send(update("u2", "SET n = n + :n", by));
    same((await get(c, key("u2")))?.n, N(4));
  }),
  told("UpdateItem", "if_not_exists and list_append", async (c) => {
    const ExpressionAttributeValues = { ":l": { L: [N(1)] }, ":e": { L: [] } };
    const append = "SET l = list_append(if_not_exists(l, :e), :l)";
    for (let n = 0; n < 2; n++) await c.send(update("u3", append, { ExpressionAttributeValues }));
    same((await get(c, key("u3")))?.l, { L: [N(1), N(1)] });
  }),
  told("UpdateItem", "REMOVE takes off, DELETE takes out of a set", async (c) => {
    await c.send(put(item("u4", "1", { a: N(1), s: { SS: ["x", "y"] } })));
    await c.send(
      update("u4", "REMOVE a DELETE s :s", { ExpressionAttributeValues: { ":s": { SS: ["x"] } } }),
    );
    same(await get(c, key("u4")), item("u4", "1", { s: { SS: ["y"] } }));
  }),
  told("UpdateItem", "UPDATED_NEW answers what was changed", async (c) => {
    const more = { ExpressionAttributeValues: { ":a": N(5) }, ReturnValues: "UPDATED_NEW" };
    same((await c.send(update("u5", "SET a = :a", more))).Attributes, { a: N(5) });
  }),
  told("UpdateItem", "a key attribute cannot be changed", (c) =>
    refusedWith(
      "ValidationException",
      c.send(update("u6", "SET id = :a", { ExpressionAttributeValues: { ":a": { S: "2" } } })),
    ),
  ),
  told("UpdateItem", "a condition that does not hold changes nothing", async (c) => {
    const more = { ConditionExpression: "attribute_exists(id)", ExpressionAttributeValues: { ":a": N(1) } };
    await refusedWith(FAILED, c.send(update("u7", "SET a = :a", more)));
    same(await get(c, key("u7")), undefined);
  }),
  told("DeleteItem", "twice is as good as once", async (c) => {
    await c.send(put(item("d1")));
    for (let n = 0; n < 2; n++) await c.send(new sdk.DeleteItemCommand({ TableName: T, Key: key("d1") }));
    same(await get(c, key("d1")), undefined);
  }),
  told("DeleteItem", "ALL_OLD answers what was there", async (c) => {
    await c.send(put(item("d2", "1", { a: N(1) })));
    const command = new sdk.DeleteItemCommand({ TableName: T, Key: key("d2"), ReturnValues: "ALL_OLD" });
    same((await c.send(command)).Attributes, item("d2", "1", { a: N(1) }));
  }),
  told("Query", "in the order of the sort key, and backwards", async (c) => {
    await filled(c, "q1", 3);
    same(idsOf(await c.send(query("q1"))), ["id0", "id1", "id2"]);
    same(idsOf(await c.send(query("q1", { ScanIndexForward: false }))), ["id2", "id1", "id0"]);
  }),
  told("Query", "a limit answers where to go on", async (c) => {
    await filled(c, "q2", 3);
    const first = await c.send(query("q2", { Limit: 2 }));
    same(first.LastEvaluatedKey, key("q2", "id1"));
    same(idsOf(await c.send(query("q2", { ExclusiveStartKey: first.LastEvaluatedKey }))), ["id2"]);
  }),
  told("Query", "a filter is applied after the limit", async (c) => {
    await filled(c, "q3", 4);
    const { Count, ScannedCount } = await c.send(
      query("q3", {
        Limit: 3,
        FilterExpression: "n > :n",
        ExpressionAttributeValues: { ":u": { S: "q3" }, ":n": N(1) },
      }),
    );
    same([Count, ScannedCount], [1, 3]);
  }),
  told("Query", "begins_with and BETWEEN on the sort key", async (c) => {
    await filled(c, "q4", 5);
    const by = (condition: string, values: Record<string, sdk.AttributeValue>) =>
      query("q4", {
        KeyConditionExpression: `#u = :u AND ${condition}`,
        ExpressionAttributeValues: { ":u": { S: "q4" }, ...values },
      });
    same((await c.send(by("begins_with(id, :b)", { ":b": { S: "id" } }))).Count, 5);
    same(idsOf(await c.send(by("id BETWEEN :a AND :b", { ":a": { S: "id1" }, ":b": { S: "id3" } }))), [
      "id1",
      "id2",
      "id3",
    ]);
  }),
  told("Query", "COUNT answers no items", async (c) => {
    await filled(c, "q5", 2);
    const { Count, Items } = await c.send(query("q5", { Select: "COUNT" }));
    same([Count, Items], [2, undefined]);
  }),
  told("Scan", "every item, a page at a time", async (c) => {
    await filled(c, "s1", 3);
    let seen = 0;
    let from: Record<string, sdk.AttributeValue> | undefined;
    do {
      const page = await c.send(new sdk.ScanCommand({ TableName: T, Limit: 7, ExclusiveStartKey: from }));
      seen += page.Count ?? 0;
      from = page.LastEvaluatedKey;
    } while (from);
    same(seen, (await c.send(new sdk.ScanCommand({ TableName: T, Select: "COUNT" }))).Count);
  }),
  told("BatchGetItem", "those that are there, in one answer", async (c) => {
    await c.send(put(item("b1")));
    const Keys = [key("b1"), key("b1", "none")];
    const { Responses } = await c.send(new sdk.BatchGetItemCommand({ RequestItems: { [T]: { Keys } } }));
    same(Responses, { [T]: [item("b1")] });
  }),
  told("BatchGetItem", "the same key twice is refused", (c) =>
    refusedWith(
      "ValidationException",
      c.send(new sdk.BatchGetItemCommand({ RequestItems: { [T]: { Keys: [key("b2"), key("b2")] } } })),
    ),
  ),
  told("TransactWriteItems", "all or nothing", async (c) => {
    const Put = { TableName: T, Item: item("t1") };
    const ConditionCheck = { TableName: T, Key: key("t0"), ConditionExpression: "attribute_exists(id)" };
    await refusedWith("TransactionCanceledException", c.send(writes({ Put }, { ConditionCheck })));
    same(await get(c, key("t1")), undefined);
  }),
  told("TransactWriteItems", "the same item twice is refused", (c) => {
    const Put = { TableName: T, Item: item("t2") };
    return refusedWith("ValidationException", c.send(writes({ Put }, { Put })));
  }),
  told("TransactWriteItems", "a token makes the second sending none", async (c) => {
    const Update = {
      TableName: T,
      Key: key("t3"),
      UpdateExpression: "ADD n :n",
      ExpressionAttributeValues: { ":n": N(1) },
    };
    const command = () =>
      new sdk.TransactWriteItemsCommand({ TransactItems: [{ Update }], ClientRequestToken: "token-1" });
    for (let n = 0; n < 2; n++) await c.send(command());
    same((await get(c, key("t3")))?.n, N(1));
  }),
  told("CreateTable", "a second of the same name is refused", async (c) => {
    await one(c, "twice");
    await refusedWith("ResourceInUseException", one(c, "twice"));
  }),
  told("CreateTable", "attributes that no key uses are refused", (c) =>
    refusedWith(
      "ValidationException",
      one(c, "loose", {
        AttributeDefinitions: [
          { AttributeName: "k", AttributeType: "S" },
          { AttributeName: "z", AttributeType: "S" },
        ],
      }),
    ),
  ),
  told("DescribeTable", "keys and state", async (c) => {
    const { Table } = await c.send(new sdk.DescribeTableCommand({ TableName: T }));
    same([Table?.TableStatus, Table?.KeySchema?.length], ["ACTIVE", 2]);
  }),
  told("DescribeTable", "an unknown table is refused", (c) =>
    refusedWith("ResourceNotFoundException", c.send(new sdk.DescribeTableCommand({ TableName: "none" }))),
  ),
  told("ListTables", "names in order, a limit, where to go on", async (c) => {
    await one(c, "aaa");
    const first = await c.send(new sdk.ListTablesCommand({ Limit: 1 }));
    same([first.TableNames, first.LastEvaluatedTableName], [["aaa"], "aaa"]);
  }),
  told("UpdateTable", "an index is added and serves what is there already", async (c) => {
    await one(c, "later");
    await c.send(new sdk.PutItemCommand({ TableName: "later", Item: { k: { S: "1" }, g: { S: "x" } } }));
    await c.send(
      new sdk.UpdateTableCommand({
        TableName: "later",
        AttributeDefinitions: [{ AttributeName: "g", AttributeType: "S" }],
        GlobalSecondaryIndexUpdates: [
          {
            Create: {
              IndexName: "byG",
              KeySchema: [{ AttributeName: "g", KeyType: "HASH" }],
              Projection: { ProjectionType: "ALL" },
            },
          },
        ],
      }),
    );
    const { Count } = await c.send(
      new sdk.QueryCommand({
        TableName: "later",
        IndexName: "byG",
        KeyConditionExpression: "g = :g",
        ExpressionAttributeValues: { ":g": { S: "x" } },
      }),
    );
    same(Count, 1);
  }),
  told("UpdateTimeToLive", "is described afterwards", async (c) => {
    await one(c, "brief");
    const TimeToLiveSpecification = { AttributeName: "until", Enabled: true };
    await c.send(new sdk.UpdateTimeToLiveCommand({ TableName: "brief", TimeToLiveSpecification }));
    const { TimeToLiveDescription } = await c.send(new sdk.DescribeTimeToLiveCommand({ TableName: "brief" }));
    same(TimeToLiveDescription?.AttributeName, "until");
  }),
  told("DescribeTimeToLive", "is off where nobody has set it", async (c) => {
    const { TimeToLiveDescription } = await c.send(new sdk.DescribeTimeToLiveCommand({ TableName: T }));
    same(TimeToLiveDescription?.TimeToLiveStatus, "DISABLED");
  }),
];

export async function openDynamoDBService(): Promise<Service> {
  const dynamodb = openDynamoDB({ file: ":memory:" });
  const server = await listen(createServer(dynamodb.handlerFor(KEYRING.credentials)), 0, "127.0.0.1");
  const host = `127.0.0.1:${portOf(server)}`;
  const client = new sdk.DynamoDBClient({ ...KEYRING, endpoint: `http://${host}`, maxAttempts: 1 });
  await one(client, T, {
    AttributeDefinitions: ["unit", "id"].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
    KeySchema: [
      { AttributeName: "unit", KeyType: "HASH" },
      { AttributeName: "id", KeyType: "RANGE" },
    ],
  });
  return {
    name: "DynamoDB",
    cases: CASES.map(({ run, ...one }) => ({ ...one, run: () => run(client) })),
    refused: () => refusals(host, "dynamodb", "DynamoDB_20120810", Object.keys(sdk)),
    async close() {
      client.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      dynamodb.close();
    },
  };
}

/** Every operation that the service's own client knows, asked with nothing: those that there are say what is missing. */
export async function refusals(
  host: string,
  service: string,
  prefix: string,
  exported: readonly string[],
  region = KEYRING.region,
): Promise<ReadonlyMap<string, string | undefined>> {
  const operations = exported.flatMap((name) => /^([A-Z]\w+)Command$/.exec(name)?.[1] ?? []);
  const answers = new Map<string, string | undefined>();
  for (const operation of operations) {
    const headers = signedHeaders({ ...KEYRING, region }, service, {
      host,
      target: `${prefix}.${operation}`,
      body: "{}",
    });
    const response = await fetch(`http://${host}/`, { method: "POST", headers, body: "{}" });
    const { __type: type = "" } = (await response.json()) as { __type?: string };
    answers.set(
      operation,
      type.endsWith("UnknownOperationException") ? "UnknownOperationException" : undefined,
    );
  }
  return answers;
}
