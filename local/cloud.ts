/**
 * The cloud on one machine: S3, DynamoDB and Step Functions speak their real protocols on loopback, the functions of
 * the registry run in this process, and one HTTP server is open to people. Everything durable lies in one folder.
 */

import { readFileSync } from "node:fs";
import type { Server } from "node:http";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { S3Client } from "@aws-sdk/client-s3";
import { log } from "../functions/adapters/log.ts";
import {
  clock as functionClock,
  readiness as functionReadiness,
  handlers,
  warmUp,
} from "../functions/entry/handlers.ts";
import { functions, schedules } from "../functions/manifest/registry.ts";
import { buckets, machines } from "../functions/manifest/resources.ts";
import { fill, placeholders } from "../workflows/placeholder.ts";
import { type Clock, systemClock } from "./clock.ts";
import { openDynamoDB } from "./dynamodb/service.ts";
import { createDispatcher } from "./events/dispatcher.ts";
import { openFolder } from "./folder/folder.ts";
import { DEFAULT_FLOOR_MB, freeMegabytes } from "./folder/free-space.ts";
import { DATABASES } from "./folder/inspection.ts";
import { asRefusal } from "./folder/refusal.ts";
import { functionEnvironment } from "./function-environment.ts";
import { openHttpServer } from "./http-server/http-server.ts";
import { portOf, serveOnLoopback, shut } from "./http-server/loopback.ts";
import type { Invoke } from "./lambda/function-error.ts";
import { createInvoker, type Handlers } from "./lambda/invoker.ts";
import { openLogFile } from "./log-file.ts";
import { openMetrics } from "./metrics.ts";
import { ACCOUNT, bucketName, functionArn, queueArn, REGION } from "./names.ts";
import { ownerOfInput, ownerOfKey } from "./owner.ts";
import { programVersion } from "./program.ts";
import { provisionBuckets } from "./provision/buckets.ts";
import { provisionMachine } from "./provision/machine.ts";
import { provisionTable } from "./provision/table.ts";
import { Readiness } from "./readiness.ts";
import { openS3 } from "./s3/service.ts";
import { openSchedule } from "./schedule/service.ts";
import { openStates } from "./states/service.ts";

export interface CloudOptions {
  readonly folder: string;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Where people reach the site, when it differs from host and port. */
  readonly site?: (port: number) => string;
  /** Free space in megabytes below which nothing new is received. */
  readonly floor?: number;
  /** Megabytes that may still be written: the disk's own if not said. */
  readonly freeSpace?: (folder: string) => number;
  readonly clock?: Clock;
  /** Keeps the log in files of the folder. */
  readonly logFiles?: boolean;
  /** Port of this machine's own address that tells figures in Prometheus' form; nowhere if not said. */
  readonly metricsPort?: number;
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
  /** Where its figures are told, if they are. */
  readonly metricsUrl?: string;
  readonly invoke: Invoke;
  /** Resolves when no event is under way and every execution has ended or waits. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** One process has one thread for all of it: what is under way at a time is what the next one waits for. */
const INTAKE = { batchSize: 1, concurrency: 4, share: 1 };

/** Steps of all workflows that are taken at a time: enough to keep the reading children busy. */
const PLACES = availableParallelism() + 2;

const ROOT = fileURLToPath(new URL("../", import.meta.url));

/** Rejects with FolderRefused when the folder must not be opened, with the system's error when the address cannot be had. */
export async function openCloud(options: CloudOptions): Promise<Cloud> {
  const closing = new AsyncDisposableStack();
  try {
    return await assemble(options, closing);
  } catch (error) {
    // What is wrong has been found; that it also cannot be closed properly adds nothing.
    await closing.disposeAsync().catch(() => undefined);
    throw asRefusal(error, options.folder);
  }
}

/** Whatever is opened is put on `closing`, which ends it in the reverse order. */
async function assemble(options: CloudOptions, closing: AsyncDisposableStack): Promise<Cloud> {
  const { clock = systemClock, around = (invoke) => invoke, onProgress = () => {} } = options;
  onProgress("打开数据目录");
  const folder = openFolder(options.folder);
  closing.defer(folder.release);
  const { credentials } = folder;
  if (options.logFiles) keepLog(options.folder, closing);
  const file = (name: string) => join(options.folder, name);
  functionClock.use(() => clock.now());
  const { freeSpace = freeMegabytes, floor = DEFAULT_FLOOR_MB } = options;
  const readiness = new Readiness(() => freeSpace(options.folder), floor);
  functionReadiness.use(() => readiness.obstacles());
  const metrics = options.metricsPort === undefined ? undefined : openMetrics(options.folder, readiness);
  const called = createInvoker(functions, options.handlers ?? handlers);
  const invoke = around(metrics?.around(called) ?? called);

  const inner: Server[] = [];
  closing.defer(() => Promise.all(inner.map(shut)).then(() => undefined));
  let storeFault: unknown;
  const storeFaults = readiness.faultsOf("s3_failed", "the store has a fault");
  const s3 = openS3({
    folder: dirname(file(DATABASES.files)),
    credentials,
    region: REGION,
    hasRoom: () => readiness.hasRoom(),
    ownerOf: ownerOfKey,
    onFault(fault) {
      if (readiness.starting) storeFault ??= fault;
      else storeFaults(fault);
    },
  });
  closing.defer(s3.close);
  const dynamodb = openDynamoDB({
    file: file(DATABASES.records),
    region: REGION,
    clock,
    onFault: readiness.faultsOf("dynamodb_failed", "the table could not be written"),
  });
  closing.defer(dynamodb.close);
  const states = openStates({
    file: file(DATABASES.workflows),
    region: REGION,
    accountId: ACCOUNT,
    clock,
    invoke,
    places: PLACES,
    share: PLACES / 2,
    ownerOf: ownerOfInput,
    onError: readiness.faultsOf("states_failed", "a step was not taken"),
  });
  closing.defer(states.close);

  const endpoints = {
    s3: await serveOnLoopback(s3.handle, inner),
    dynamodb: await serveOnLoopback(dynamodb.handlerFor(credentials), inner),
    states: await serveOnLoopback(states.handlerFor(credentials), inner),
  };
  const server = await openHttpServer({
    host: options.host,
    port: options.port,
    site: join(ROOT, "dist/web"),
    bucketNames: buckets.map(({ resource }) => bucketName(resource)),
    store: s3.handle,
    invoke,
  });
  closing.defer(() => shut(server));
  const metricsServer = await metrics?.listen(options.metricsPort ?? 0);
  if (metricsServer) closing.defer(() => shut(metricsServer));
  const url = options.site?.(portOf(server)) ?? `http://${options.host}:${portOf(server)}`;
  Object.assign(process.env, functionEnvironment(credentials, endpoints, url));

  onProgress("准备数据表、存储桶和流程");
  await provisionTable(dynamodb);
  const s3Client = new S3Client({});
  // The store's client hears only of an internal error.
  await provisionBuckets(s3Client, url).catch((error: unknown) => {
    throw storeFault ?? error;
  });
  s3Client.destroy();
  for (const { name, definition } of machines) {
    const asl = readFileSync(join(ROOT, definition), "utf8");
    await provisionMachine(states, name, fill(asl, placeholderValues(asl)));
  }

  const recordDeadLetter = (what: string, error: string, attempts: number, body: string) =>
    invoke("RecordDeadLetter", { what, error, attempts, body }).then(() => undefined);
  const dispatcher = createDispatcher({
    outbox: s3.outbox,
    // The store keeps real time, which signatures are checked against, and so does the queue behind it.
    clock: systemClock,
    invoke,
    subscriptions: buckets.flatMap(({ resource, notifies }) =>
      notifies ? [{ target: queueArn(resource), functionName: notifies, ...INTAKE }] : [],
    ),
    onDead: (letter) => recordDeadLetter("收件箱事件", letter.reason, letter.receives, letter.body),
    failing: () => readiness.failing,
    onFault: readiness.faultsOf("events_failed", "an event was not taken further"),
  });
  const schedule = openSchedule({
    file: file(DATABASES.schedule),
    clock,
    invoke,
    rules: schedules.map(({ name, expression, timezone }) => ({
      name,
      cron: expression,
      timezone,
      function: name,
      input: {},
    })),
    onDead: (start, { name }) => void recordDeadLetter(`定时任务 ${name}`, start.error, start.attempts, ""),
    failing: () => readiness.failing,
    onFault: readiness.faultsOf("schedule_failed", "a firing was not taken further"),
  });
  closing.defer(dispatcher.stop);
  closing.defer(schedule.stop);
  folder.complete();
  const resumed = states.resume();
  onProgress(resumed > 0 ? `恢复 ${resumed} 个进行中的流程` : "开始接收文件");
  if (!options.handlers) await warmUp();
  dispatcher.start();
  schedule.start();
  const keepSpare = () => {
    dynamodb.keepSpare();
    states.keepSpare();
  };
  keepSpare();
  const notSwept = readiness.faultsOf("dynamodb_not_swept", "expired rows were not removed");
  const expiry = setInterval(() => {
    try {
      dynamodb.sweepExpired();
      keepSpare();
    } catch (error) {
      notSwept(error);
    }
  }, 60_000);
  expiry.unref();
  closing.defer(() => clearInterval(expiry));
  readiness.ready();

  return {
    url,
    ...(metricsServer && { metricsUrl: `http://127.0.0.1:${portOf(metricsServer)}/metrics` }),
    invoke,
    async idle() {
      await dispatcher.idle();
      await states.idle();
    },
    close() {
      readiness.stopping();
      return closing.disposeAsync();
    },
  };
}

function keepLog(folder: string, closing: AsyncDisposableStack): void {
  const file = openLogFile(folder);
  const tell = (code: string) =>
    file.write(
      JSON.stringify({
        time: new Date().toISOString(),
        level: "info",
        code,
        message: `qiyou ${programVersion()}, node ${process.versions.node}, process ${process.pid}`,
      }),
    );
  log.keep(file.write);
  tell("service_started");
  closing.defer(() => {
    log.keep(undefined);
    tell("service_stopped");
    return file.close();
  });
}

function placeholderValues(asl: string): Record<string, string> {
  return Object.fromEntries(
    placeholders(asl).map((name) =>
      name === "Partition" ? [name, "aws"] : [name, functionArn(name.replace(/FunctionArn$/, ""))],
    ),
  );
}
