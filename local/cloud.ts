/**
 * The cloud on one machine: S3, DynamoDB and Step Functions speak their real protocols on loopback, the functions of
 * the registry run in this process, and one front door is open to people. Everything durable lies in one folder.
 */
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { S3Client } from "@aws-sdk/client-s3";
import { clock as functionClock, handlers, warmUp } from "../functions/handlers.ts";
import { functions } from "../functions/registry.ts";
import { buckets, machines, schedules } from "../functions/resources.ts";
import { fill, placeholders } from "../workflows/placeholder.ts";
import { type Clock, systemClock } from "./clock.ts";
import { listen, openDoor } from "./door/door.ts";
import { openDynamoDB } from "./dynamodb/service.ts";
import { createDispatcher } from "./events/dispatcher.ts";
import { credentialsOf, takeFolder } from "./folder.ts";
import type { Invoke } from "./lambda/function-error.ts";
import { createInvoker, type Handlers } from "./lambda/invoker.ts";
import { ACCOUNT, bucketName, functionArn, machineArn, queueArn, REGION, TABLE } from "./names.ts";
import { provisionBuckets } from "./provision/buckets.ts";
import { provisionMachine } from "./provision/machine.ts";
import { provisionTable } from "./provision/table.ts";
import { openS3 } from "./s3/service.ts";
import { openSchedule } from "./schedule/service.ts";
import { openStates } from "./states/service.ts";

export interface CloudOptions {
  readonly folder: string;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Where people reach the door, when it differs from host and port. */
  readonly site?: (port: number) => string;
  readonly clock?: Clock;
  /** Stands between the services and the functions, for whoever measures what is invoked. */
  readonly around?: (invoke: Invoke) => Invoke;
  /** What runs the functions; their sources in this process if not said. */
  readonly handlers?: Handlers;
  /** Told of each step of the start. */
  readonly onProgress?: (step: string) => void;
}

export interface Cloud {
  /** Where people reach it, without a slash at the end. */
  readonly url: string;
  readonly invoke: Invoke;
  /** Resolves when no event is under way and every execution has ended or waits. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

type Handle = (request: IncomingMessage, response: ServerResponse) => void;

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const LOOPBACK = "127.0.0.1";

const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
};

export async function openCloud(options: CloudOptions): Promise<Cloud> {
  const { folder, clock = systemClock, around = (invoke) => invoke, onProgress = () => {} } = options;
  const lock = takeFolder(folder);
  const credentials = credentialsOf(folder);
  functionClock.use(() => clock.now());
  const invoke = around(createInvoker(functions, options.handlers ?? handlers));
  onProgress("打开数据目录");
  const s3 = openS3({ folder: join(folder, "s3"), credentials, region: REGION });
  const dynamodb = openDynamoDB({ file: join(folder, "dynamodb.sqlite"), region: REGION, clock });
  const states = openStates({
    file: join(folder, "states.sqlite"),
    region: REGION,
    accountId: ACCOUNT,
    clock,
    invoke,
  });

  const inner = (handle: Handle) => listen(createServer(handle), 0, LOOPBACK);
  const servers = await Promise.all([inner(s3.handle), inner(dynamodb.handle), inner(states.handle)]);
  const [s3Port, dynamodbPort, statesPort] = servers.map(portOf);
  const door = await openDoor({
    host: options.host,
    port: options.port,
    site: join(ROOT, "dist/web"),
    bucketNames: buckets.map(({ resource }) => bucketName(resource)),
    store: s3.handle,
    invoke,
  }).catch((error: unknown) => {
    for (const server of servers) server.close();
    dynamodb.close();
    states.close();
    lock.release();
    throw error;
  });
  const url = options.site?.(portOf(door)) ?? `http://${options.host}:${portOf(door)}`;

  Object.assign(process.env, {
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_ENDPOINT_URL_S3: `http://${LOOPBACK}:${s3Port}`,
    AWS_ENDPOINT_URL_DYNAMODB: `http://${LOOPBACK}:${dynamodbPort}`,
    AWS_ENDPOINT_URL_SFN: `http://${LOOPBACK}:${statesPort}`,
    QIYOU_UPLOAD_ORIGIN: url,
    SST_RESOURCE_App: JSON.stringify({ name: "qiyou", stage: "local" }),
    SST_RESOURCES_JSON: JSON.stringify(resources(url)),
  });

  onProgress("准备数据表、存储桶和流程");
  await provisionTable(dynamodb);
  const s3Client = new S3Client({});
  await provisionBuckets(s3Client, url);
  s3Client.destroy();
  for (const { name, definition } of machines) {
    const asl = readFileSync(join(ROOT, definition), "utf8");
    await provisionMachine(states, name, fill(asl, placeholderValues(asl)));
  }

  const bury = (what: string, error: string, attempts: number, body: string) =>
    invoke("Bury", { what, error, attempts, body }).then(() => undefined);
  const dispatcher = createDispatcher({
    outbox: s3.outbox,
    // The store keeps real time, which signatures are checked against, and so does the queue behind it.
    clock: systemClock,
    invoke,
    subscriptions: buckets.flatMap(({ resource, notifies }) =>
      notifies ? [{ target: queueArn(resource), functionName: notifies }] : [],
    ),
    onDead: (letter) => bury("收件箱事件", letter.reason, letter.receives, letter.body),
  });
  const schedule = openSchedule({
    file: join(folder, "schedule.sqlite"),
    clock,
    invoke,
    rules: schedules.map(({ name, expression, timezone, function: target }) => ({
      name,
      cron: expression,
      timezone,
      function: target,
      input: {},
    })),
    onDead: (firing, { name }) => void bury(`定时任务 ${name}`, firing.error, firing.attempts, ""),
  });
  const resumed = states.resume();
  onProgress(resumed > 0 ? `恢复 ${resumed} 个进行中的流程` : "开始接收文件");
  if (!options.handlers) await warmUp();
  dispatcher.start();
  schedule.start();
  const expiry = setInterval(() => dynamodb.sweepExpired(), 60_000);
  expiry.unref();

  return {
    url,
    invoke,
    async idle() {
      await dispatcher.idle();
      await states.idle();
    },
    async close() {
      clearInterval(expiry);
      const shut = (server: Server) =>
        new Promise<void>((resolve) => {
          server.close(() => resolve());
          server.closeIdleConnections();
          setTimeout(() => server.closeAllConnections(), 1000).unref();
        });
      await shut(door);
      await schedule.stop();
      await dispatcher.stop();
      states.close();
      await s3.close();
      dynamodb.close();
      await Promise.all(servers.map(shut));
      lock.release();
    },
  };
}

function placeholderValues(asl: string): Record<string, string> {
  return Object.fromEntries(
    placeholders(asl).map((name) =>
      name === "Partition" ? [name, "aws"] : [name, functionArn(name.replace(/FunctionArn$/, ""))],
    ),
  );
}

/** What `Resource` of SST answers in the functions: the same keys as the deployment links. */
function resources(url: string): Record<string, Record<string, string>> {
  return {
    Table: { type: "sst.aws.Dynamo", name: TABLE },
    Site: { type: "sst.sst.Linkable", url },
    ...Object.fromEntries(
      buckets.map(({ resource }) => [resource, { type: "sst.aws.Bucket", name: bucketName(resource) }]),
    ),
    ...Object.fromEntries(
      machines.map(({ resource, name }) => [resource, { type: "sst.sst.Linkable", arn: machineArn(name) }]),
    ),
  };
}
