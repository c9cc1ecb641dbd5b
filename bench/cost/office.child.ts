/**
 * The measured process: the whole cloud as `qiyou serve --empty` opens it, with a tap before every service and a watch
 * on every function. Answers its parent's questions one at a time; ends when the parent says so or is gone.
 */
import { foundEmpty } from "../../cli/founding.ts";
import { clock } from "../../functions/entry/handlers.ts";
import { type FunctionName, functions } from "../../functions/manifest/registry.ts";
import { buckets, machines } from "../../functions/manifest/resources.ts";
import { processorTimeOf } from "../../functions/reading/vitals.ts";
import { openCloud } from "../../local/cloud.ts";
import type { Invoke } from "../../local/lambda/function-error.ts";
import { bucketName, machineArn } from "../../local/names.ts";
import { childrenOf } from "../../test/process.ts";
import { billedMs, type Calls, gigabyteSeconds } from "./compute.ts";
import type { OfficeFigures, Question, Usage } from "./office.ts";
import { nothing } from "./tally.ts";
import { stateTransitions } from "./transitions.ts";
import { Wire } from "./wire.ts";

/** What Lambda itself writes of an invocation: START, END and REPORT lines. */
const LOG_BYTES_EACH = 350;
const GIGABYTE = 1e9;

const [, , folder = ""] = process.argv;
const wire = new Wire();
const usage = new Map<FunctionName, Usage>();
let queueRequests = 0;
let printed = 0;
for (const stream of [process.stdout, process.stderr]) {
  const write = stream.write.bind(stream);
  stream.write = (chunk: string | Uint8Array) => {
    printed += Buffer.byteLength(chunk);
    return write(chunk);
  };
}

let doorPort = 0;
const site = await wire.tapHttpServer(
  () => doorPort,
  buckets.map(({ resource }) => bucketName(resource)),
);
const cloud = await openCloud({
  folder,
  host: "127.0.0.1",
  port: 0,
  site: (port) => {
    doorPort = port;
    return site;
  },
  around: watched,
});
await wire.tapServices();
const { accounts } = await foundEmpty(folder, { name: "青槐县", login: "admin" });

function watched(invoke: Invoke): Invoke {
  return async (name, payload) => {
    const before = wire.calls;
    const began = processorTime();
    try {
      return await invoke(name, payload);
    } finally {
      // A child that died takes its time along.
      note(name, Math.max(0, processorTime() - began), before, wire.calls);
      // Sent by the store, received and deleted by the batch.
      if (name === "Intake") queueRequests += messagesIn(payload) + 2;
    }
  };
}

/** Milliseconds of this process and of those that read for it, as Lambda counts a container. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  const children = childrenOf(process.pid).map((pid) => processorTimeOf(pid) ?? 0);
  return (user + system) / 1000 + children.reduce((sum, one) => sum + one, 0);
}

function note(name: string, cpuMs: number, before: Calls, after: Calls): void {
  if (!isFunction(name)) return;
  const { memoryMegabytes } = functions[name];
  const calls = {
    table: after.table - before.table,
    bucket: after.bucket - before.bucket,
    states: after.states - before.states,
  };
  const billed = billedMs({ cpuMs, memoryMegabytes, calls });
  const sofar = usage.get(name) ?? { invocations: 0, cpuMs: 0, billedMs: 0, gigabyteSeconds: 0 };
  usage.set(name, {
    invocations: sofar.invocations + 1,
    cpuMs: sofar.cpuMs + cpuMs,
    billedMs: sofar.billedMs + billed,
    gigabyteSeconds: sofar.gigabyteSeconds + gigabyteSeconds(billed, memoryMegabytes),
  });
}

const isFunction = (name: string): name is FunctionName => Object.hasOwn(functions, name);

function messagesIn(payload: unknown): number {
  const records = typeof payload === "object" && payload !== null ? Reflect.get(payload, "Records") : [];
  return Array.isArray(records) ? records.length : 0;
}

async function measured(): Promise<OfficeFigures> {
  const transitions = await stateTransitions(machines.map(({ name }) => machineArn(name)));
  const table = await wire.table();
  const { written, ofIndexes, read } = table.units;
  const each = [...usage.values()];
  const invocations = each.reduce((sum, one) => sum + one.invocations, 0);
  return {
    tally: {
      ...nothing,
      stateTransitions: transitions,
      lambdaInvocations: invocations,
      lambdaGigabyteSeconds: each.reduce((sum, one) => sum + one.gigabyteSeconds, 0),
      tableWriteUnits: written,
      tableReadUnits: read,
      tableGigabytes: table.storedBytes / GIGABYTE,
      bucketWrites: wire.bucketWrites,
      bucketReads: wire.bucketReads,
      bucketGigabytes: wire.bucketBytes / GIGABYTE,
      queueRequests,
      apiRequests: wire.apiRequests,
      logGigabytes: (printed + invocations * LOG_BYTES_EACH) / GIGABYTE,
      outGigabytes: wire.outBytes / GIGABYTE,
    },
    indexWriteUnits: ofIndexes,
    usage: Object.fromEntries(usage),
  };
}

async function answer(question: Question): Promise<void> {
  if (question.ask === "end") {
    await cloud.close();
    wire.close();
    process.disconnect();
    return;
  }
  if (question.ask === "later") clock.use(() => Date.now() + question.milliseconds);
  if (question.ask === "invoke") await cloud.invoke(question.name, {});
  await cloud.idle();
  process.send?.(question.ask === "measure" ? await measured() : {});
}

process.on("message", (question: Question) => void answer(question));
process.once("disconnect", () => process.exit());
const [{ login, password } = { login: "", password: "" }] = accounts;
process.send?.({ url: site, login, password });
