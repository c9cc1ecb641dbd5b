/**
 * Hypothesis: `kill -9` at any moment loses no acknowledged object and no event, tells no event twice, and leaves no
 * file behind. Found: a put may be committed without its client having heard so; it then has its event all the same.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { afterEach, beforeEach, expect, it } from "vitest";
import { listenS3, openS3 } from "../../local/s3/service.ts";
import { bodyText, CREDENTIALS, portOf, QUEUE, REGION } from "./s3.harness.ts";

const Bucket = "crash";
const LIVES = 6;
const ACKNOWLEDGED_PER_LIFE = 30;
const WRITERS = 8;

let folder = "";
let child: ChildProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "qiyou-s3-crash-"));
});
afterEach(() => {
  child?.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

function clientAt(port: number): S3Client {
  return new S3Client({
    endpoint: `http://127.0.0.1:${port}`,
    region: REGION,
    credentials: CREDENTIALS,
    maxAttempts: 1,
  });
}

async function startServer(...more: string[]): Promise<S3Client> {
  const script = join(import.meta.dirname, "s3-crash.server.ts");
  child = spawn(process.execPath, [script, join(folder, "s3"), ...more], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (!child.stdout) throw new Error("no output");
  const [line] = await once(child.stdout, "data");
  return clientAt(Number(String(line)));
}

async function kill(): Promise<void> {
  if (!child) return;
  const exit = once(child, "exit");
  child.kill("SIGKILL");
  await exit;
}

async function prepare(s3: S3Client): Promise<void> {
  await s3.send(new CreateBucketCommand({ Bucket }));
  const QueueConfigurations = [{ QueueArn: QUEUE, Events: ["s3:ObjectCreated:*" as const] }];
  await s3.send(
    new PutBucketNotificationConfigurationCommand({
      Bucket,
      NotificationConfiguration: { QueueConfigurations },
      SkipDestinationValidation: true,
    }),
  );
}

/** Several writers put objects of different sizes until the process is killed under them, at the n-th acknowledgement. */
async function writeUntilKilled(
  s3: S3Client,
  life: number,
  acknowledged: Map<string, string>,
): Promise<void> {
  let heard = 0;
  let killed: Promise<void> | undefined;
  const writer = async (number: number) => {
    for (let turn = 0; !killed; turn++) {
      const Key = `${life}/${number}/${turn}`;
      const Body = Key.repeat(1 + ((number * 7919 + turn * 104_729) % 9000));
      try {
        await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
      } catch {
        return;
      }
      acknowledged.set(Key, Body);
      if (++heard === ACKNOWLEDGED_PER_LIFE) killed = kill();
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, (_, number) => writer(number)));
  await killed;
  s3.destroy();
}

const keyOf = (body: string): string => decodeURIComponent(JSON.parse(body).Records[0].s3.object.key);

it("keeps every acknowledged object, with exactly one event each, and no orphan", async () => {
  const acknowledged = new Map<string, string>();
  for (let life = 0; life < LIVES; life++) {
    const s3 = await startServer();
    if (life === 0) await prepare(s3);
    await writeUntilKilled(s3, life, acknowledged);
  }
  expect(acknowledged.size).toBeGreaterThanOrEqual(LIVES * ACKNOWLEDGED_PER_LIFE);

  const service = openS3({ folder: join(folder, "s3"), credentials: CREDENTIALS, region: REGION });
  const server = await listenS3(service, 0);
  const s3 = clientAt(portOf(server));
  const stored = new Set<string>();
  let ContinuationToken: string | undefined;
  do {
    const page = await s3.send(new ListObjectsV2Command({ Bucket, ContinuationToken }));
    for (const { Key } of page.Contents ?? []) if (Key) stored.add(Key);
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken);
  for (const [Key, body] of acknowledged) {
    expect(await bodyText(await s3.send(new GetObjectCommand({ Bucket, Key })))).toBe(body);
  }
  const events = service.outbox
    .take({ target: QUEUE, holder: "test" }, Date.now(), 1_000_000)
    .map((message) => keyOf(message.body));
  expect(events.sort()).toEqual([...stored].sort());
  const files = readdirSync(join(folder, "s3", "blobs"), { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile(),
  );
  expect([files.length, readdirSync(join(folder, "s3", "temp"))]).toEqual([stored.size, []]);
  s3.destroy();
  server.close();
  await service.close();
});

it("delivers every event although the dispatcher dies and its function fails now and then", async () => {
  const handledFile = join(folder, "handled.jsonl");
  const acknowledged = new Map<string, string>();
  for (let life = 0; life < LIVES; life++) {
    const s3 = await startServer(handledFile);
    if (life === 0) await prepare(s3);
    await writeUntilKilled(s3, life, acknowledged);
  }
  await startServer(handledFile);
  const handled = () => {
    if (!existsSync(handledFile)) return new Set<string>();
    const lines = readFileSync(handledFile, "utf8").split("\n").slice(0, -1);
    return new Set(
      lines.flatMap((line) => JSON.parse(line).Records.map((record: { body: string }) => keyOf(record.body))),
    );
  };
  const missing = () => {
    const known = handled();
    return [...acknowledged.keys()].filter((key) => !known.has(key));
  };
  while (missing().length > 0) await pause(20);
  await kill();
  const service = openS3({ folder: join(folder, "s3"), credentials: CREDENTIALS, region: REGION });
  expect(service.outbox.deadLetters()).toEqual([]);
  await service.close();
});
