/** The DynamoDB API of the one-machine cloud, through AWS's own client over a port. */
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import {
  type AttributeValue,
  BatchGetItemCommand,
  CreateTableCommand,
  DeleteItemCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { VirtualClock } from "../../local/clock.ts";
import { type DynamoDBService, openDynamoDB } from "../../local/dynamodb/service.ts";
import { signedHeaders } from "../../local/signing/sign.ts";

const folder = mkdtempSync(join(tmpdir(), "qiyou-dynamodb-"));
const clock = new VirtualClock(Date.UTC(2026, 8, 1));
const KEYRING = { credentials: { accessKeyId: "local", secretAccessKey: "local" }, region: "us-east-1" };
let file = "";
let service: DynamoDBService;
let server: Server;
let client: DynamoDBClient;
let files = 0;

beforeAll(async () => {
  server = createServer((request, response) => service.handlerFor(KEYRING.credentials)(request, response));
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: "us-east-1",
    credentials: KEYRING.credentials,
    maxAttempts: 1,
  });
});
afterAll(() => {
  client.destroy();
  server.close();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  file = join(folder, `${++files}.sqlite`);
  service = openDynamoDB({ file, clock, synchronous: "NORMAL" });
  await createPapers();
});
afterEach(() => service.close());

const PAPERS = "papers";

/** Papers by unit and title, found again by state and by number of pages. */
function createPapers(name = PAPERS) {
  return client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [
        { AttributeName: "filer", AttributeType: "S" },
        { AttributeName: "title", AttributeType: "S" },
        { AttributeName: "state", AttributeType: "S" },
        { AttributeName: "pages", AttributeType: "N" },
      ],
      KeySchema: [
        { AttributeName: "filer", KeyType: "HASH" },
        { AttributeName: "title", KeyType: "RANGE" },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: "byState",
          KeySchema: [
            { AttributeName: "state", KeyType: "HASH" },
            { AttributeName: "pages", KeyType: "RANGE" },
          ],
          Projection: { ProjectionType: "ALL" },
        },
        {
          IndexName: "states",
          KeySchema: [{ AttributeName: "state", KeyType: "HASH" }],
          Projection: { ProjectionType: "ALL" },
        },
      ],
    }),
  );
}

type Item = Record<string, AttributeValue>;
const paper = (filer: string, title: string, more: Item = {}): Item => ({
  filer: { S: filer },
  title: { S: title },
  ...more,
});
const put = (item: Item) => client.send(new PutItemCommand({ TableName: PAPERS, Item: item }));
const get = async (filer: string, title: string) =>
  (await client.send(new GetItemCommand({ TableName: PAPERS, Key: paper(filer, title) }))).Item;
const inState = async (state: string) =>
  (
    await client.send(
      new QueryCommand({
        TableName: PAPERS,
        IndexName: "byState",
        KeyConditionExpression: "#s = :s",
        ExpressionAttributeNames: { "#s": "state" },
        ExpressionAttributeValues: { ":s": { S: state } },
      }),
    )
  ).Items ?? [];
const transact = (items: TransactWriteItem[], token?: string) =>
  client.send(new TransactWriteItemsCommand({ TransactItems: items, ClientRequestToken: token }));
const titles = (items: Item[] | undefined) => (items ?? []).map((item) => item.title?.S);

describe("tables", () => {
  it("are described and listed", async () => {
    await put(paper("u1", "a"));
    const { Table } = await client.send(new DescribeTableCommand({ TableName: PAPERS }));
    expect(Table).toMatchObject({
      TableStatus: "ACTIVE",
      ItemCount: 1,
      BillingModeSummary: { BillingMode: "PAY_PER_REQUEST" },
    });
    expect(Table?.GlobalSecondaryIndexes?.map((index) => index.IndexStatus)).toEqual(["ACTIVE", "ACTIVE"]);
    await createPapers("another");
    expect((await client.send(new ListTablesCommand({ Limit: 1 }))).LastEvaluatedTableName).toBe("another");
    await expect(createPapers()).rejects.toMatchObject({ name: "ResourceInUseException" });
    await expect(client.send(new DescribeTableCommand({ TableName: "unknown" }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });

  it("get a global index filled from their items, and lose it", async () => {
    for (let n = 0; n < 30; n++)
      await put(
        paper("u1", `t${n}`, {
          year: { N: String(2020 + (n % 3)) },
          ...(n % 2 ? { leader: { S: `人${n % 4}` } } : {}),
        }),
      );
    await put(paper("u2", "wrong type", { leader: { N: "1" }, year: { N: "2020" } }));
    await client.send(
      new UpdateTableCommand({
        TableName: PAPERS,
        AttributeDefinitions: [
          { AttributeName: "leader", AttributeType: "S" },
          { AttributeName: "year", AttributeType: "N" },
        ],
        GlobalSecondaryIndexUpdates: [
          {
            Create: {
              IndexName: "byLeader",
              KeySchema: [
                { AttributeName: "leader", KeyType: "HASH" },
                { AttributeName: "year", KeyType: "RANGE" },
              ],
              Projection: { ProjectionType: "ALL" },
            },
          },
        ],
      }),
    );
    const byLeader = (leader: string) =>
      client.send(
        new QueryCommand({
          TableName: PAPERS,
          IndexName: "byLeader",
          KeyConditionExpression: "leader = :l",
          ExpressionAttributeValues: { ":l": { S: leader } },
        }),
      );
    expect((await byLeader("人1")).Count).toBe(8);
    await put(paper("u3", "new", { leader: { S: "人1" }, year: { N: "2019" } }));
    expect((await byLeader("人1")).Items?.[0]?.title?.S).toBe("new");

    service.close();
    service = openDynamoDB({ file, clock, synchronous: "NORMAL" });
    expect((await byLeader("人1")).Count).toBe(9);
    await client.send(
      new UpdateTableCommand({
        TableName: PAPERS,
        GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: "byLeader" } }],
      }),
    );
    await expect(byLeader("人1")).rejects.toThrow("does not have the specified index");
    const { Table } = await client.send(new DescribeTableCommand({ TableName: PAPERS }));
    expect(Table?.AttributeDefinitions?.map((definition) => definition.AttributeName)).not.toContain(
      "leader",
    );
    await put(paper("u1", "t1"));
  });

  it("keep a record that cannot be read, and say so", async () => {
    await put(paper("u1", "a"));
    service.close();
    const damage = new DatabaseSync(file);
    damage.exec("UPDATE tables SET record = '{damaged'");
    damage.close();
    service = openDynamoDB({ file, clock });
    const log = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    await expect(put(paper("u1", "b"))).rejects.toMatchObject({ name: "InternalServerError" });
    expect(service.sweepExpired()).toBe(0);
    expect(log).toHaveBeenCalledTimes(2);
    log.mockRestore();
    const look = new DatabaseSync(file);
    expect(look.prepare("SELECT record FROM tables").get()).toEqual({ record: "{damaged" });
    look.close();
  });
});

describe("items", () => {
  it("are put, changed and deleted, answering the values asked for", async () => {
    await put(
      paper("u1", "学习计划", {
        pages: { N: "3" },
        tags: { SS: ["a", "b"] },
        pieces: { L: [{ S: "x" }, { S: "y" }, { S: "z" }] },
      }),
    );
    const changed = await client.send(
      new UpdateItemCommand({
        TableName: PAPERS,
        Key: paper("u1", "学习计划"),
        UpdateExpression:
          "SET #s = :s, pages = pages + :one, pieces = list_append(pieces, :more), nested = if_not_exists(nested, :map) REMOVE nowhere ADD hits :one DELETE tags :a",
        ExpressionAttributeNames: { "#s": "state" },
        ExpressionAttributeValues: {
          ":s": { S: "open" },
          ":one": { N: "1" },
          ":more": { L: [{ N: "1.50" }] },
          ":map": { M: { deep: { BOOL: true }, none: { NULL: true } } },
          ":a": { SS: ["a"] },
        },
        ReturnValues: "ALL_NEW",
      }),
    );
    const expected = paper("u1", "学习计划", {
      state: { S: "open" },
      pages: { N: "4" },
      hits: { N: "1" },
      tags: { SS: ["b"] },
      pieces: { L: [{ S: "x" }, { S: "y" }, { S: "z" }, { N: "1.5" }] },
      nested: { M: { deep: { BOOL: true }, none: { NULL: true } } },
    });
    expect(changed.Attributes).toEqual(expected);
    expect(await get("u1", "学习计划")).toEqual(expected);

    const removed = await client.send(
      new UpdateItemCommand({
        TableName: PAPERS,
        Key: paper("u1", "学习计划"),
        UpdateExpression: "REMOVE pieces[0], pieces[1]",
        ReturnValues: "UPDATED_NEW",
      }),
    );
    expect((await get("u1", "学习计划"))?.pieces).toEqual({ L: [{ S: "z" }, { N: "1.5" }] });
    expect(removed.Attributes?.pieces?.L).toHaveLength(2);

    const gone = await client.send(
      new DeleteItemCommand({ TableName: PAPERS, Key: paper("u1", "学习计划"), ReturnValues: "ALL_OLD" }),
    );
    expect(gone.Attributes?.pages?.N).toBe("4");
    expect(await get("u1", "学习计划")).toBeUndefined();
    expect(await inState("open")).toEqual([]);
  });

  it("refuse a failed condition with the item as it is, and stay so", async () => {
    await put(paper("u1", "a", { version: { N: "1" } }));
    const attempt = client.send(
      new PutItemCommand({
        TableName: PAPERS,
        Item: paper("u1", "a", { version: { N: "2" } }),
        ConditionExpression: "attribute_not_exists(filer) OR version = :v",
        ExpressionAttributeValues: { ":v": { N: "0" } },
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    await expect(attempt).rejects.toMatchObject({
      name: "ConditionalCheckFailedException",
      Item: paper("u1", "a", { version: { N: "1" } }),
    });
    expect((await get("u1", "a"))?.version).toEqual({ N: "1" });
  });

  it("over 400 KB are refused, counted in bytes of UTF-8", async () => {
    await put(paper("u1", "fits", { text: { S: "学".repeat(136_000) } }));
    await expect(put(paper("u1", "big", { text: { S: "学".repeat(137_000) } }))).rejects.toThrow(
      "Item size has exceeded the maximum allowed size",
    );
    const growing = client.send(
      new UpdateItemCommand({
        TableName: PAPERS,
        Key: paper("u1", "fits"),
        UpdateExpression: "SET more = :m",
        ExpressionAttributeValues: { ":m": { S: "习".repeat(1000) } },
      }),
    );
    await expect(growing).rejects.toThrow("Item size to update has exceeded");
  });

  it("keep numbers of 38 digits exact and in order", async () => {
    const numbers = [
      "-99999999999999999999999999999999999999",
      "-12.5",
      "-12",
      "-0.0001",
      "0",
      "0.00000000000000000000000000000000000001",
      "9",
      "10",
      "12345678901234567890123456789012345677",
      "12345678901234567890123456789012345678",
    ];
    for (const n of [...numbers].reverse())
      await put(paper("u1", `n${n}`, { state: { S: "numbered" }, pages: { N: n } }));
    expect((await inState("numbered")).map((item) => item.pages?.N)).toEqual(numbers);
    await client.send(
      new UpdateItemCommand({
        TableName: PAPERS,
        Key: paper("u1", `n${numbers.at(-2)}`),
        UpdateExpression: "ADD pages :one",
        ExpressionAttributeValues: { ":one": { N: "1" } },
      }),
    );
    expect((await get("u1", `n${numbers.at(-2)}`))?.pages?.N).toBe(numbers.at(-1));
    const beyond = client.send(
      new UpdateItemCommand({
        TableName: PAPERS,
        Key: paper("u1", `n${numbers.at(-1)}`),
        UpdateExpression: "ADD pages :tiny",
        ExpressionAttributeValues: { ":tiny": { N: "0.5" } },
      }),
    );
    await expect(beyond).rejects.toThrow("38 significant digits");
  });

  it("are read in batches", async () => {
    for (const title of ["t3", "t4", "t5"]) await put(paper("u1", title));
    const { Responses } = await client.send(
      new BatchGetItemCommand({
        RequestItems: {
          [PAPERS]: {
            Keys: [paper("u1", "t3"), paper("u1", "no"), paper("u1", "t4")],
            ProjectionExpression: "title",
          },
        },
      }),
    );
    expect(Responses?.[PAPERS]).toEqual([{ title: { S: "t3" } }, { title: { S: "t4" } }]);
  });

  it("that are too many for one answer are left for the next request", async () => {
    const Keys = Array.from({ length: 42 }, (_, n) => paper("u1", `t${n}`));
    for (const key of Keys) await put({ ...key, text: { S: "x".repeat(400_000) } });
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetItemCommand({ RequestItems: { [PAPERS]: { Keys } } }),
    );
    const left = UnprocessedKeys?.[PAPERS]?.Keys ?? [];
    expect(left.length).toBeGreaterThan(0);
    expect(titles([...(Responses?.[PAPERS] ?? []), ...left])).toEqual(titles(Keys));
  });
});

describe("queries", () => {
  it("order Chinese sort keys by their UTF-8 bytes", async () => {
    const names = ["一", "丁", "七", "学习", "学习会", "学习记录", "会议", "𠮷", "ｚ", "z", "Ａ"];
    for (const name of names) await put(paper("u1", name));
    const byBytes = [...names].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    const all = {
      TableName: PAPERS,
      KeyConditionExpression: "filer = :u",
      ExpressionAttributeValues: { ":u": { S: "u1" } },
    };
    expect(titles((await client.send(new QueryCommand(all))).Items)).toEqual(byBytes);
    expect(titles((await client.send(new QueryCommand({ ...all, ScanIndexForward: false }))).Items)).toEqual(
      byBytes.toReversed(),
    );
    const ranged = (condition: string, values: Item) =>
      client.send(
        new QueryCommand({
          ...all,
          KeyConditionExpression: `filer = :u AND ${condition}`,
          ExpressionAttributeValues: { ":u": { S: "u1" }, ...values },
        }),
      );
    const begins = await ranged("begins_with(title, :p)", { ":p": { S: "学习" } });
    expect(titles(begins.Items)).toEqual(["学习", "学习会", "学习记录"]);
    const between = await ranged("title BETWEEN :a AND :b", { ":a": { S: "会议" }, ":b": { S: "学习会" } });
    expect(titles(between.Items)).toEqual(["会议", "学习", "学习会"]);
    expect(titles((await ranged("title > :a", { ":a": { S: "Ａ" } })).Items)).toEqual(["ｚ", "𠮷"]);
  });

  it("page through a table and its indexes without losing or repeating anything", async () => {
    for (let n = 0; n < 23; n++)
      await put(paper(`u${n % 2}`, `t${n}`, { state: { S: "open" }, pages: { N: String(n % 3) } }));
    const collect = async (
      send: (start: Item | undefined) => Promise<{ Items?: Item[]; LastEvaluatedKey?: Item }>,
    ) => {
      const found: Item[] = [];
      let start: Item | undefined;
      do {
        const { Items = [], LastEvaluatedKey } = await send(start);
        found.push(...Items);
        start = LastEvaluatedKey;
      } while (start);
      return found;
    };
    const base = { TableName: PAPERS, Limit: 4 };
    const open = {
      IndexName: "byState",
      KeyConditionExpression: "#s = :s",
      ExpressionAttributeNames: { "#s": "state" },
      ExpressionAttributeValues: { ":s": { S: "open" } },
    };
    for (const ScanIndexForward of [true, false]) {
      const found = await collect((ExclusiveStartKey) =>
        client.send(new QueryCommand({ ...base, ...open, ScanIndexForward, ExclusiveStartKey })),
      );
      expect(new Set(titles(found)).size).toBe(23);
      const pages = found.map((item) => Number(item.pages?.N));
      expect(pages).toEqual([...pages].sort((a, b) => (ScanIndexForward ? a - b : b - a)));
    }
    const scanned = await collect((ExclusiveStartKey) =>
      client.send(
        new ScanCommand({
          ...base,
          FilterExpression: "pages > :n",
          ExpressionAttributeValues: { ":n": { N: "0" } },
          ExclusiveStartKey,
        }),
      ),
    );
    expect(scanned).toHaveLength(15);
    const whole = await collect((ExclusiveStartKey) =>
      client.send(new ScanCommand({ ...base, IndexName: "byState", ExclusiveStartKey })),
    );
    expect(new Set(titles(whole)).size).toBe(23);
    expect(whole).toHaveLength(23);
  });

  it("stop at 1 MB and go on from there", async () => {
    for (let n = 0; n < 5; n++) await put(paper("u1", `t${n}`, { text: { S: "x".repeat(300_000) } }));
    const all = {
      TableName: PAPERS,
      KeyConditionExpression: "filer = :u",
      ExpressionAttributeValues: { ":u": { S: "u1" } },
    };
    const first = await client.send(new QueryCommand(all));
    expect(first.Count).toBe(4);
    const rest = await client.send(new QueryCommand({ ...all, ExclusiveStartKey: first.LastEvaluatedKey }));
    expect(titles(rest.Items)).toEqual(["t4"]);
    expect(rest.LastEvaluatedKey).toBeUndefined();
  });

  it("filter, count and pick", async () => {
    await put(paper("u1", "a", { state: { S: "open" }, pages: { N: "2" }, note: { S: "甲" } }));
    await put(paper("u1", "b", { state: { S: "open" }, pages: { N: "1" }, note: { S: "乙" } }));
    const run = (more: object) =>
      client.send(
        new QueryCommand({
          TableName: PAPERS,
          KeyConditionExpression: "filer = :u",
          ExpressionAttributeValues: { ":u": { S: "u1" } },
          ...more,
        }),
      );
    expect(await run({ Select: "COUNT" })).toMatchObject({ Count: 2 });
    expect((await run({ ProjectionExpression: "note" })).Items).toEqual([
      { note: { S: "甲" } },
      { note: { S: "乙" } },
    ]);
    const filtered = await run({
      FilterExpression: "contains(note, :n)",
      ExpressionAttributeValues: { ":u": { S: "u1" }, ":n": { S: "乙" } },
    });
    expect(filtered).toMatchObject({ Count: 1, ScannedCount: 2 });
    const states = {
      IndexName: "states",
      KeyConditionExpression: "#s = :s",
      ExpressionAttributeNames: { "#s": "state" },
      ExpressionAttributeValues: { ":s": { S: "open" } },
    };
    expect((await run({ ...states, ProjectionExpression: "note" })).Items).toEqual([
      { note: { S: "甲" } },
      { note: { S: "乙" } },
    ]);
    await expect(run({ Select: "SPECIFIC_ATTRIBUTES" })).rejects.toThrow("Must specify");
    await expect(run({ ...states, ConsistentRead: true })).rejects.toThrow(
      "Consistent reads are not supported",
    );
  });

  it("keep index entries and items together when keys of the index change", async () => {
    await put(paper("u1", "a", { state: { S: "open" }, pages: { N: "1" } }));
    await put(paper("u1", "a", { state: { S: "closed" }, pages: { N: "1" } }));
    expect(await inState("open")).toEqual([]);
    expect(await inState("closed")).toHaveLength(1);
    await put(paper("u1", "a", { pages: { N: "1" } }));
    expect(await inState("closed")).toEqual([]);
    await expect(put(paper("u1", "a", { state: { N: "1" } }))).rejects.toThrow("Type mismatch for Index Key");
    await expect(put(paper("u1", "a", { state: { S: "" } }))).rejects.toThrow("IndexKey: state");
  });
});

describe("transactions", () => {
  const write = (title: string, more: Partial<TransactWriteItem["Put"]> = {}): TransactWriteItem => ({
    Put: {
      TableName: PAPERS,
      Item: paper("u1", title, { state: { S: "open" }, pages: { N: "1" } }),
      ...more,
    },
  });
  const unless = { ConditionExpression: "attribute_not_exists(filer)" };

  it("do everything or nothing, with a reason for each member in order", async () => {
    await put(paper("u1", "taken", { state: { S: "old" } }));
    const failing = transact([
      write("first"),
      write("taken", { ...unless, ReturnValuesOnConditionCheckFailure: "ALL_OLD" }),
      {
        Update: {
          TableName: PAPERS,
          Key: paper("u1", "third"),
          UpdateExpression: "SET pages = nowhere + :n",
          ExpressionAttributeValues: { ":n": { N: "1" } },
        },
      },
      {
        ConditionCheck: {
          TableName: PAPERS,
          Key: paper("u1", "none"),
          ConditionExpression: "attribute_exists(filer)",
        },
      },
      { Delete: { TableName: PAPERS, Key: paper("u1", "whatever") } },
    ]);
    const error = await failing.then(
      () => undefined,
      (reason: { CancellationReasons?: { Code?: string; Item?: Item }[] }) => reason,
    );
    expect(error).toMatchObject({ name: "TransactionCanceledException" });
    expect(error?.CancellationReasons?.map((reason) => reason.Code)).toEqual([
      "None",
      "ConditionalCheckFailed",
      "ValidationError",
      "ConditionalCheckFailed",
      "None",
    ]);
    expect(error?.CancellationReasons?.[1]?.Item).toEqual(paper("u1", "taken", { state: { S: "old" } }));
    expect(await get("u1", "first")).toBeUndefined();
    expect(await inState("open")).toEqual([]);

    await put(paper("u1", "none"));
    await transact([
      write("first"),
      {
        Update: {
          TableName: PAPERS,
          Key: paper("u1", "third"),
          UpdateExpression: "SET pages = :n",
          ExpressionAttributeValues: { ":n": { N: "1" } },
        },
      },
      {
        ConditionCheck: {
          TableName: PAPERS,
          Key: paper("u1", "none"),
          ConditionExpression: "attribute_exists(filer)",
        },
      },
      { Delete: { TableName: PAPERS, Key: paper("u1", "taken") } },
    ]);
    const after = await Promise.all(["first", "third", "taken", "none"].map((title) => get("u1", title)));
    expect(after.map((item) => item?.title?.S)).toEqual(["first", "third", undefined, "none"]);
  });

  it("are done once for one token, within ten minutes", async () => {
    const count = (by: string): TransactWriteItem[] => [
      {
        Update: {
          TableName: PAPERS,
          Key: paper("u1", "counter"),
          UpdateExpression: "ADD hits :n",
          ExpressionAttributeValues: { ":n": { N: by } },
        },
      },
    ];
    await transact(count("1"), "token-1");
    await transact(count("1"), "token-1");
    expect((await get("u1", "counter"))?.hits?.N).toBe("1");
    await expect(transact(count("2"), "token-1")).rejects.toMatchObject({
      name: "IdempotentParameterMismatchException",
    });
    service.close();
    service = openDynamoDB({ file, clock, synchronous: "NORMAL" });
    await transact(count("1"), "token-1");
    expect((await get("u1", "counter"))?.hits?.N).toBe("1");
    await clock.advance(600_000);
    await transact(count("1"), "token-1");
    expect((await get("u1", "counter"))?.hits?.N).toBe("2");
  });

  it("do not remember the token of one that was cancelled", async () => {
    await put(paper("u1", "taken"));
    await expect(transact([write("taken", unless)], "token-2")).rejects.toMatchObject({
      name: "TransactionCanceledException",
    });
    await client.send(new DeleteItemCommand({ TableName: PAPERS, Key: paper("u1", "taken") }));
    await transact([write("taken", unless)], "token-2");
    expect(await inState("open")).toHaveLength(1);
  });

  it("refuse one item twice, more than 100 members and more than 4 MB", async () => {
    await expect(transact([write("a"), write("a")])).rejects.toThrow("multiple operations on one item");
    const many = Array.from({ length: 101 }, (_, n) => write(`t${n}`));
    await expect(transact(many)).rejects.toThrow("less than or equal to 100");
    await transact(many.slice(0, 100));
    const heavy = Array.from({ length: 11 }, (_, n) =>
      write(`h${n}`, { Item: paper("u1", `h${n}`, { text: { S: "x".repeat(400_000) } }) }),
    );
    await expect(transact(heavy)).rejects.toThrow("4 MB");
    expect(await get("u1", "h0")).toBeUndefined();
    await expect(
      transact([{ ...write("a"), ...{ Delete: { TableName: PAPERS, Key: paper("u1", "b") } } }]),
    ).rejects.toThrow("only contain one of");
  });

  it("let one of many win when they are all sent at once", async () => {
    await put(paper("u1", "doc", { version: { N: "1" } }));
    const decide = (by: number) =>
      transact([
        {
          Update: {
            TableName: PAPERS,
            Key: paper("u1", "doc"),
            UpdateExpression: "SET version = :next",
            ConditionExpression: "version = :v",
            ExpressionAttributeValues: { ":v": { N: "1" }, ":next": { N: "2" } },
          },
        },
        {
          Put: {
            TableName: PAPERS,
            Item: paper("u1", `decision ${by}`, { state: { S: "decided" }, pages: { N: "1" } }),
          },
        },
      ]);
    const results = await Promise.allSettled(Array.from({ length: 20 }, (_, by) => decide(by)));
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    expect(await inState("decided")).toHaveLength(1);
  });
});

describe("time to live", () => {
  it("removes what has expired, and nothing else", async () => {
    const now = Math.floor(clock.now() / 1000);
    const until = (seconds: number): Item => ({
      until: { N: String(seconds) },
      state: { S: "open" },
      pages: { N: "1" },
    });
    await put(paper("u1", "over", until(now - 1)));
    await client.send(
      new UpdateTimeToLiveCommand({
        TableName: PAPERS,
        TimeToLiveSpecification: { AttributeName: "until", Enabled: true },
      }),
    );
    await put(paper("u1", "later", until(now + 100)));
    await put(paper("u1", "ancient", until(1000)));
    await put(paper("u1", "text", { until: { S: "1" } }));
    expect(service.sweepExpired()).toBe(1);
    expect(titles(await inState("open")).sort()).toEqual(["ancient", "later"]);
    await clock.advance(101_000);
    expect(service.sweepExpired()).toBe(1);
    expect(await get("u1", "text")).toBeDefined();

    const described = await client.send(new DescribeTimeToLiveCommand({ TableName: PAPERS }));
    expect(described.TimeToLiveDescription).toEqual({ TimeToLiveStatus: "ENABLED", AttributeName: "until" });
    await expect(
      client.send(
        new UpdateTimeToLiveCommand({
          TableName: PAPERS,
          TimeToLiveSpecification: { AttributeName: "until", Enabled: true },
        }),
      ),
    ).rejects.toThrow("already enabled");
  });
});

describe("the wire", () => {
  const host = () => `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const send = (headers: Record<string, string>, body: string) =>
    fetch(`http://${host()}/`, { method: "POST", headers, body });
  const post = (operation: string, body: string) =>
    send(
      signedHeaders(KEYRING, "dynamodb", { host: host(), target: `DynamoDB_20120810.${operation}`, body }),
      body,
    );

  it("carries request ids and checksums, and understands only what is signed", async () => {
    const answered = await post("ListTables", "{}");
    expect(answered.headers.get("x-amzn-requestid")).toMatch(/^[0-9A-Z]{52}$/);
    expect(Number(answered.headers.get("x-amz-crc32"))).toBeGreaterThan(0);
    const unsigned = await send({ "x-amz-target": "DynamoDB_20120810.ListTables" }, "{nonsense");
    expect(unsigned.status).toBe(400);
    expect(await unsigned.json()).toMatchObject({
      __type: expect.stringContaining("#MissingAuthenticationTokenException"),
    });
    expect(await (await post("ListTables", "{nonsense")).json()).toMatchObject({
      __type: expect.stringContaining("#SerializationException"),
    });
  });

  it("refuses another key and another secret", async () => {
    const asked = (credentials: { accessKeyId: string; secretAccessKey: string }) => {
      const other = new DynamoDBClient({
        endpoint: `http://${host()}`,
        region: "us-east-1",
        credentials,
        maxAttempts: 1,
      });
      return other.send(new ScanCommand({ TableName: PAPERS })).finally(() => other.destroy());
    };
    await expect(asked({ accessKeyId: "INVENTED", secretAccessKey: "local" })).rejects.toThrow(
      expect.objectContaining({ name: "UnrecognizedClientException" }),
    );
    await expect(asked({ accessKeyId: "local", secretAccessKey: "guessed" })).rejects.toThrow(
      expect.objectContaining({ name: "InvalidSignatureException" }),
    );
  });

  const nested = (levels: number): string => `${'{"L":['.repeat(levels)}{"N":"1"}${"]}".repeat(levels)}`;
  const asItem = (text: string) => `{"TableName":"papers","Item":${text}}`;
  const asWrites = (text: string) => `{"TransactItems":${text}}`;

  it.each([
    ["PutItem", asItem('{"filer":null,"title":{"S":"a"}}'), "Supplied AttributeValue is empty"],
    ["PutItem", asItem('{"filer":{"S":"a","N":"1"},"title":{"S":"a"}}'), "more than one datatypes set"],
    ["PutItem", asItem('{"filer":{"S":"a"}}'), "Missing the key title"],
    ["PutItem", asItem('{"filer":{"S":"a"},"title":{"S":""}}'), "empty string value. Key: title"],
    ["PutItem", asItem(`{"filer":{"S":"${"学".repeat(683)}"},"title":{"S":"a"}}`), "Size of hashkey"],
    ["PutItem", asItem(`{"filer":{"S":"a"},"title":{"S":"b"},"x":${nested(33)}}`), "Nesting Levels"],
    ["PutItem", asItem(`{"filer":{"S":"a"},"title":{"S":"b"},"x":${nested(50_000)}}`), "Nesting Levels"],
    ["TransactWriteItems", asWrites("[null]"), "Supplied AttributeValue is empty"],
    ["TransactWriteItems", asWrites("[{}]"), "only contain one of"],
    ["TransactWriteItems", asWrites("[]"), "greater than or equal to 1"],
    ["Query", '{"TableName":"papers","KeyConditionExpression":"title = :t"}', "is not defined"],
  ])("refuses a malformed %s %#", async (operation, body, message) => {
    const refused = await post(operation, body);
    expect(await refused.json()).toMatchObject({
      __type: expect.stringContaining("#ValidationException"),
      message: expect.stringContaining(message),
    });
  });

  it("refuses what is not supported with AWS's own errors", async () => {
    const unknown = ["BatchWriteItem", "TransactGetItems", "DeleteTable", "ExecuteStatement", "constructor"];
    for (const operation of unknown) {
      const refused = await post(operation, "{}");
      expect(await refused.json()).toMatchObject({
        __type: expect.stringContaining("#UnknownOperationException"),
      });
    }
  });

  const key = paper("u1", "a");
  const value = { Value: { S: "x" } };
  const definitions = [{ AttributeName: "k", AttributeType: "S" }];
  const schema = [{ AttributeName: "k", KeyType: "HASH" }];
  const table = { TableName: "another", AttributeDefinitions: definitions, KeySchema: schema };
  const onDemand = { ...table, BillingMode: "PAY_PER_REQUEST" };
  const index = { IndexName: "byKind", KeySchema: schema };
  const throughput = { ReadCapacityUnits: 1, WriteCapacityUnits: 1 };
  const stream = { StreamEnabled: true, StreamViewType: "NEW_IMAGE" };
  it.each<[operation: string, input: object, field: string]>([
    ["CreateTable", { ...table, ProvisionedThroughput: throughput }, "ProvisionedThroughput"],
    [
      "CreateTable",
      { ...onDemand, LocalSecondaryIndexes: [{ ...index, Projection: { ProjectionType: "ALL" } }] },
      "LocalSecondaryIndexes",
    ],
    [
      "CreateTable",
      { ...onDemand, GlobalSecondaryIndexes: [{ ...index, Projection: { ProjectionType: "KEYS_ONLY" } }] },
      "ProjectionType KEYS_ONLY",
    ],
    ["UpdateTable", { TableName: PAPERS, StreamSpecification: stream }, "StreamSpecification"],
    ["UpdateTable", { TableName: PAPERS, BillingMode: "PROVISIONED" }, "BillingMode"],
    [
      "UpdateTable",
      {
        TableName: PAPERS,
        GlobalSecondaryIndexUpdates: [{ Update: { IndexName: "states", ProvisionedThroughput: throughput } }],
      },
      "GlobalSecondaryIndexUpdates/Update",
    ],
    ["PutItem", { TableName: PAPERS, Item: key, Expected: { title: { Exists: false } } }, "Expected"],
    ["PutItem", { TableName: PAPERS, Item: key, ReturnConsumedCapacity: "TOTAL" }, "ReturnConsumedCapacity"],
    [
      "DeleteItem",
      { TableName: PAPERS, Key: key, ReturnItemCollectionMetrics: "SIZE" },
      "ReturnItemCollectionMetrics",
    ],
    ["UpdateItem", { TableName: PAPERS, Key: key, AttributeUpdates: { note: value } }, "AttributeUpdates"],
    ["GetItem", { TableName: PAPERS, Key: key, AttributesToGet: ["title"] }, "AttributesToGet"],
    [
      "BatchGetItem",
      { RequestItems: { [PAPERS]: { Keys: [key], AttributesToGet: ["title"] } } },
      "AttributesToGet",
    ],
    ["Query", { TableName: PAPERS, KeyConditions: {} }, "KeyConditions"],
    ["Scan", { TableName: PAPERS, ScanFilter: { title: { ComparisonOperator: "NOT_NULL" } } }, "ScanFilter"],
    ["Scan", { TableName: PAPERS, Segment: 0, TotalSegments: 2 }, "Segment"],
  ])("refuses %s %j instead of leaving %s out", async (operation, input, field) => {
    await expect(service.call(operation, input)).rejects.toMatchObject({
      name: "ValidationException",
      message: `One or more parameter values were invalid: ${field} is not supported by this endpoint`,
    });
    expect(await get("u1", "a")).toBeUndefined();
  });

  it("takes a request that says it wants no measures", async () => {
    const measures = { ReturnConsumedCapacity: "NONE", ReturnItemCollectionMetrics: "NONE" };
    await service.call("PutItem", { TableName: PAPERS, Item: key, ...measures });
    expect(await get("u1", "a")).toEqual(key);
  });
});
