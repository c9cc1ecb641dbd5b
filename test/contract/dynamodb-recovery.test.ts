/** kill -9 in the middle of transfers between accounts: no money appears or goes, and every index agrees. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type AttributeValue,
  CreateTableCommand,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { afterAll, expect, it } from "vitest";

const ACCOUNTS = 8;
const EACH = 100;
const KILLS = 3;
const folder = mkdtempSync(join(tmpdir(), "qiyou-recovery-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Running {
  child: ChildProcess;
  client: DynamoDBClient;
}

async function start(): Promise<Running> {
  const child = fork(join(import.meta.dirname, "dynamodb-server.ts"), [join(folder, "table.sqlite")], {
    execArgv: [],
  });
  const [port] = await once(child, "message");
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    maxAttempts: 1,
  });
  return { child, client };
}

async function kill({ child, client }: Running): Promise<void> {
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
  client.destroy();
}

/** Moves `amount` unless the payer has too little, and writes a receipt. */
function transfer(client: DynamoDBClient, receipt: number, from: number, to: number, amount: number) {
  const move = (account: number, by: number, ConditionExpression: string) => ({
    Update: {
      TableName: "bank",
      Key: { id: { S: `account ${account}` } },
      UpdateExpression: "ADD balance :by SET mood = :mood",
      ConditionExpression,
      ExpressionAttributeValues: {
        ":by": { N: String(by) },
        ":least": { N: String(by < 0 ? -by : 0) },
        ":mood": { S: `mood ${receipt % 3}` },
      },
    },
  });
  return client.send(
    new TransactWriteItemsCommand({
      TransactItems: [
        move(from, -amount, "balance >= :least"),
        move(to, amount, "balance >= :least"),
        { Put: { TableName: "bank", Item: { id: { S: `receipt ${receipt}` } } } },
      ],
    }),
  );
}

async function all(client: DynamoDBClient, IndexName?: string): Promise<Record<string, AttributeValue>[]> {
  const found: Record<string, AttributeValue>[] = [];
  let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(new ScanCommand({ TableName: "bank", IndexName, ExclusiveStartKey }));
    found.push(...(page.Items ?? []));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return found;
}

it("keeps the sum, every acknowledged transfer and every index entry", async () => {
  let running = await start();
  await running.client.send(
    new CreateTableCommand({
      TableName: "bank",
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [
        { AttributeName: "id", AttributeType: "S" },
        { AttributeName: "mood", AttributeType: "S" },
        { AttributeName: "balance", AttributeType: "N" },
      ],
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      GlobalSecondaryIndexes: [
        {
          IndexName: "byMood",
          KeySchema: [
            { AttributeName: "mood", KeyType: "HASH" },
            { AttributeName: "balance", KeyType: "RANGE" },
          ],
          Projection: { ProjectionType: "ALL" },
        },
      ],
    }),
  );
  for (let account = 0; account < ACCOUNTS; account++)
    await running.client.send(
      new PutItemCommand({
        TableName: "bank",
        Item: { id: { S: `account ${account}` }, balance: { N: String(EACH) }, mood: { S: "mood 0" } },
      }),
    );

  const acknowledged = new Set<string>();
  let receipt = 0;
  for (let round = 1; round <= KILLS; round++) {
    const { client } = running;
    const enough = round * 60;
    let killed: Promise<void> | undefined;
    const payer = async () => {
      while (!killed) {
        const number = ++receipt;
        const done = await transfer(
          client,
          number,
          number % ACCOUNTS,
          (number * 3 + 1) % ACCOUNTS,
          (number % 7) + 1,
        ).then(
          () => true,
          (error: Error) => {
            // Too poor, or paying oneself; anything else is the kill.
            if (
              error.name !== "TransactionCanceledException" &&
              error.name !== "ValidationException" &&
              !killed
            )
              throw error;
            return false;
          },
        );
        if (done) acknowledged.add(`receipt ${number}`);
        // The other payers have requests under way at this moment.
        if (acknowledged.size >= enough) killed ??= kill(running);
      }
    };
    await Promise.all(Array.from({ length: 6 }, payer));
    await killed;
    running = await start();

    const items = await all(running.client);
    const accounts = items.filter((item) => item.balance);
    const balances = accounts.map((item) => Number(item.balance?.N));
    expect(balances.reduce((sum, balance) => sum + balance, 0)).toBe(ACCOUNTS * EACH);
    expect(Math.min(...balances)).toBeGreaterThanOrEqual(0);
    const ids = new Set(items.map((item) => item.id?.S ?? ""));
    expect([...acknowledged].filter((id) => !ids.has(id))).toEqual([]);

    const byId = (a: Record<string, AttributeValue>, b: Record<string, AttributeValue>) =>
      String(a.id?.S).localeCompare(String(b.id?.S));
    expect((await all(running.client, "byMood")).sort(byId)).toEqual(accounts.sort(byId));
    for (const mood of ["mood 0", "mood 1", "mood 2"]) {
      const { Items } = await running.client.send(
        new QueryCommand({
          TableName: "bank",
          IndexName: "byMood",
          KeyConditionExpression: "mood = :m",
          ExpressionAttributeValues: { ":m": { S: mood } },
        }),
      );
      const expected = accounts
        .filter((item) => item.mood?.S === mood)
        .map((item) => Number(item.balance?.N));
      expect(Items?.map((item) => Number(item.balance?.N))).toEqual(expected.sort((a, b) => a - b));
    }
  }
  await kill(running);
});
