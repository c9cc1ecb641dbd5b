/**
 * Rates of the one-machine Step Functions over HTTP, in a process of its own: executions started, each answered when it
 * is on disk, and executions of three states (Pass, Task, Succeed) brought to their end.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { signedHeaders } from "../local/signing/sign.ts";

export interface StatesResult {
  /** Medians over the rounds, a second. */
  readonly started: number;
  /** From the first start to the last end. */
  readonly ended: number;
}

const CONNECTIONS = 16;
/** That of the measured process. */
const KEYRING = { credentials: { accessKeyId: "local", secretAccessKey: "local" }, region: "cn-north-1" };
const ready = z.object({ port: z.number(), stateMachineArn: z.string() });

export async function benchStates(rounds: number, roundMs: number): Promise<StatesResult> {
  const folder = mkdtempSync(join(tmpdir(), "qiyou-bench-"));
  const child = fork(join(import.meta.dirname, "states.child.ts"), [folder]);
  const agent = new Agent({ keepAlive: true });
  try {
    const [told] = await once(child, "message");
    const { port, stateMachineArn } = ready.parse(told);
    let count = 0;
    const start = () =>
      startExecution(agent, port, { stateMachineArn, name: `bench-${count++}`, input: '{"id":"sub_1"}' });
    await measure(child, start, roundMs);
    const measured: StatesResult[] = [];
    for (let round = 0; round < rounds; round++) measured.push(await measure(child, start, roundMs));
    return {
      started: median(measured.map((one) => one.started)),
      ended: median(measured.map((one) => one.ended)),
    };
  } finally {
    agent.destroy();
    const gone = child.exitCode === null ? once(child, "exit") : undefined;
    child.kill();
    await gone;
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(
  child: ChildProcess,
  start: () => Promise<void>,
  roundMs: number,
): Promise<StatesResult> {
  const began = performance.now();
  let done = 0;
  const connection = async () => {
    while (performance.now() - began < roundMs) {
      await start();
      done++;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  const started = done / ((performance.now() - began) / 1000);
  const idle = once(child, "message");
  child.send("idle");
  await idle;
  return { started, ended: done / ((performance.now() - began) / 1000) };
}

function startExecution(agent: Agent, port: number, input: object): Promise<void> {
  const body = JSON.stringify(input);
  const headers = {
    ...signedHeaders(KEYRING, "states", {
      host: `127.0.0.1:${port}`,
      target: "AWSStepFunctions.StartExecution",
      body,
    }),
    "content-type": "application/x-amz-json-1.0",
    "content-length": Buffer.byteLength(body),
  };
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, agent, method: "POST", headers }, (response) => {
      response.resume();
      response.once("end", () =>
        response.statusCode === 200 ? resolve() : reject(new Error(`StartExecution: ${response.statusCode}`)),
      );
    })
      .once("error", reject)
      .end(body);
  });
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
