/**
 * Rates of the one-machine DynamoDB beside plain dynalite on disk: each server in a process of its own, the same
 * prepared requests over keep-alive connections, rounds taken in turn so that a busy machine slows both.
 * Ours syncs every commit to disk; dynalite never does, so writes are also measured with synchronous=NORMAL, which
 * promises about what dynalite does: `kill -9` loses nothing, a power cut may.
 */
import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, createServer, request as httpRequest, type Server } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDynamoDB } from "../local/dynamodb/service.ts";
import { signedHeaders } from "../local/signing/sign.ts";

export interface Row {
  name: string;
  /** Medians over the rounds, in operations per second; undefined where the server cannot do it. */
  ours: number;
  oursUnsynced: number | undefined;
  dynalite: number | undefined;
  /** ours / dynalite */
  ratio: number | undefined;
}

const ROUNDS = 5;
const ROUND_MS = 150;
const TABLE = "bench";
const KEYRING = { credentials: { accessKeyId: "local", secretAccessKey: "local" }, region: "us-east-1" };

const ours = (synchronous: "FULL" | "NORMAL") => (folder: string) => {
  const service = openDynamoDB({ file: join(folder, `${synchronous}.sqlite`), synchronous });
  return createServer(service.handlerFor(KEYRING.credentials));
};
const SERVERS = {
  ours: ours("FULL"),
  oursUnsynced: ours("NORMAL"),
  dynalite(folder: string): Server {
    const dynalite: (options: object) => Server = createRequire(import.meta.url)("dynalite");
    return dynalite({ path: join(folder, "dynalite"), createTableMs: 0 });
  },
};
type Contender = keyof typeof SERVERS;
const CONTENDERS: Contender[] = ["ours", "oursUnsynced", "dynalite"];

const item = (unit: string, number: number) => ({
  unit: { S: unit },
  id: { S: `sub_${String(number).padStart(8, "0")}` },
  state: { S: number % 3 ? "in_review" : "closed" },
  due: { N: String(20260901 + (number % 30)) },
  title: { S: "关于开展第三季度理论学习中心组专题学习的方案" },
  note: { S: "学习内容、研讨发言、会议记录、考勤、新闻报道。".repeat(12) },
  elements: {
    L: Array.from({ length: 6 }, (_, place) => ({ M: { id: { S: `e${place}` }, ok: { BOOL: true } } })),
  },
});

interface Request {
  target: string;
  /** Contenders left out: they cannot do it, or do it as another does. */
  without: Contender[];
  body(number: number): object;
}
interface Operation extends Request {
  name: string;
  connections: number;
}
const put: Request = {
  target: "PutItem",
  without: [],
  body: (n) => ({ TableName: TABLE, Item: item(`u${n % 40}`, n) }),
};
const query: Request = {
  target: "Query",
  without: ["oursUnsynced"],
  body: () => ({
    TableName: TABLE,
    KeyConditionExpression: "#u = :u",
    ExpressionAttributeNames: { "#u": "unit" },
    ExpressionAttributeValues: { ":u": { S: "forty" } },
  }),
};
const transact: Request = {
  target: "TransactWriteItems",
  without: ["dynalite"],
  body: (n) => ({
    ClientRequestToken: `t${n}`,
    TransactItems: [0, 1].map((part) => ({
      Put: {
        TableName: TABLE,
        Item: item(`t${n % 40}`, n * 2 + part),
        ConditionExpression: "attribute_not_exists(id)",
      },
    })),
  }),
};
const OPERATIONS: Operation[] = [
  { name: "PutItem, 1 connection", connections: 1, ...put },
  { name: "PutItem, 16 connections", connections: 16, ...put },
  { name: "Query of 40 items, 1 connection", connections: 1, ...query },
  { name: "Query of 40 items, 16 connections", connections: 16, ...query },
  { name: "TransactWriteItems of 2, 1 connection", connections: 1, ...transact },
  { name: "TransactWriteItems of 2, 16 connections", connections: 16, ...transact },
];

/** About 15 seconds. */
export async function benchDynamoDB(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "qiyou-bench-"));
  const servers = await Promise.all(CONTENDERS.map((contender) => start(contender, folder)));
  try {
    for (const server of servers) await prepare(server);
    const rows: Row[] = [];
    for (const operation of OPERATIONS) rows.push(await compared(operation, servers));
    return rows;
  } finally {
    for (const server of servers) await stop(server);
    rmSync(folder, { recursive: true });
  }
}

async function compared(operation: Operation, servers: Running[]): Promise<Row> {
  const rates: Record<Contender, number[]> = { ours: [], oursUnsynced: [], dynalite: [] };
  for (let round = 0; round < ROUNDS; round++)
    for (const server of servers)
      if (!operation.without.includes(server.contender))
        rates[server.contender].push(await measure(server, operation));
  const mine = median(rates.ours) ?? 0;
  const theirs = median(rates.dynalite);
  return {
    name: operation.name,
    ours: mine,
    oursUnsynced: median(rates.oursUnsynced),
    dynalite: theirs,
    ratio: theirs && mine / theirs,
  };
}

interface Running {
  contender: Contender;
  child: ChildProcess;
  port: number;
  agent: Agent;
  sent: number;
}

async function start(contender: Contender, folder: string): Promise<Running> {
  const child = fork(import.meta.filename, [contender, folder]);
  const port = await new Promise<number>((ready, failed) => {
    child.once("message", (message) => ready(Number(message)));
    child.once("exit", (code) => failed(new Error(`${contender} ended with ${code}`)));
  });
  return { contender, child, port, agent: new Agent({ keepAlive: true }), sent: 0 };
}

async function stop({ child, agent }: Running): Promise<void> {
  agent.destroy();
  if (child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill();
  await gone;
}

async function prepare(server: Running): Promise<void> {
  await call(server, "CreateTable", {
    TableName: TABLE,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: ["unit", "id", "state"]
      .map((name) => ({ AttributeName: name, AttributeType: "S" }))
      .concat({
        AttributeName: "due",
        AttributeType: "N",
      }),
    KeySchema: [
      { AttributeName: "unit", KeyType: "HASH" },
      { AttributeName: "id", KeyType: "RANGE" },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: "byDue",
        KeySchema: [
          { AttributeName: "state", KeyType: "HASH" },
          { AttributeName: "due", KeyType: "RANGE" },
        ],
        Projection: { ProjectionType: "ALL" },
      },
    ],
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  for (let number = 0; number < 40; number++)
    await call(server, "PutItem", { TableName: TABLE, Item: item("forty", number) });
  for (const operation of OPERATIONS)
    if (!operation.without.includes(server.contender)) await measure(server, operation);
}

/** Operations per second, every connection sending its next request when the last is answered. */
async function measure(server: Running, { target, body, connections }: Operation): Promise<number> {
  const started = performance.now();
  const until = started + ROUND_MS;
  let done = 0;
  const connection = async () => {
    while (performance.now() < until) {
      await call(server, target, body(++server.sent));
      done++;
    }
  };
  await Promise.all(Array.from({ length: connections }, connection));
  return (done / (performance.now() - started)) * 1000;
}

function call({ port, agent }: Running, target: string, input: object): Promise<void> {
  const body = JSON.stringify(input);
  return new Promise((resolve, reject) => {
    const headers = {
      ...signedHeaders(KEYRING, "dynamodb", {
        host: `127.0.0.1:${port}`,
        target: `DynamoDB_20120810.${target}`,
        body,
      }),
      "content-type": "application/x-amz-json-1.0",
      "content-length": Buffer.byteLength(body),
    };
    const sent = httpRequest(
      { host: "127.0.0.1", port, agent, method: "POST", path: "/", headers },
      (response) => {
        response.resume();
        response.on("end", () =>
          response.statusCode === 200 ? resolve() : reject(new Error(`${target}: ${response.statusCode}`)),
        );
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

function median(values: number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

function printed({ name, ours, oursUnsynced, dynalite, ratio }: Row): string {
  const rates = [ours, oursUnsynced, dynalite].map((rate) => (rate?.toFixed(0) ?? "—").padStart(10));
  return `${name.padEnd(42)}${rates.join("")}${ratio === undefined ? "" : `   ×${ratio.toFixed(1)}`}`;
}

const [, script, contender, folder] = process.argv;
if (script === import.meta.filename) {
  const served = CONTENDERS.find((known) => known === contender);
  if (folder && served) {
    const server = SERVERS[served](folder);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address && typeof address === "object") process.send?.(address.port);
    });
    process.once("disconnect", () => process.exit());
  } else {
    console.log(`${"operations per second".padEnd(42)}      ours  unsynced  dynalite`);
    for (const row of await benchDynamoDB()) console.log(printed(row));
  }
}
