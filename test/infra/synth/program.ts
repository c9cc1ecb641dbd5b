/// <reference path="../../../.sst/platform/config.d.ts" />
/**
 * The child process: runs sst.config.ts's run() as `sst deploy` does, against Pulumi's mocks, and writes what it declared
 * when the event loop has run dry, which is also when Pulumi takes a program to have ended.
 */
import { writeFileSync } from "node:fs";
import { called, created, type World } from "./aws.ts";
import type { PlannedResource } from "./plan.ts";

/** Bundled around this file by synth.ts. */
declare global {
  var SYNTH: {
    readonly world: World;
    readonly app: string;
    readonly stage: string;
    /** Where the plan is written. */
    readonly out: string;
    load(): Promise<{ run(program: () => unknown): Promise<unknown>; program: () => unknown }>;
  };
}

const { world, app, stage, out, load } = globalThis.SYNTH;
const made: Omit<PlannedResource, "protect" | "retain">[] = [];
const kept = new Map<string, { protect: boolean; retain: boolean }>();

await $util.runtime.setMocks(
  {
    newResource({ type, name, inputs }) {
      made.push({ type, name, inputs });
      const { id, state } = created(world, type, name, inputs);
      return { id, state };
    },
    call: ({ token, inputs }) => called(world, token, inputs),
  },
  app,
  stage,
  false,
  "organization",
);

// Mocks are not told of a resource's options; the request has them.
const monitor = $util.runtime.getMonitor();
if (!monitor) throw new Error("Pulumi runs without mocks");
const { registerResource } = monitor;
Object.assign(monitor, {
  registerResource(request: Registration, ...rest: unknown[]): unknown {
    kept.set(`${request.getType()} ${request.getName()}`, {
      protect: request.getProtect(),
      retain: request.getRetainondelete(),
    });
    return Reflect.apply(registerResource, monitor, [request, ...rest]);
  },
});

interface Registration {
  getType(): string;
  getName(): string;
  getProtect(): boolean;
  getRetainondelete(): boolean;
}

let outputs: unknown;
process.once("beforeExit", () => {
  const resources = made.map((one) => ({
    ...one,
    protect: false,
    retain: false,
    ...kept.get(`${one.type} ${one.name}`),
  }));
  writeFileSync(out, JSON.stringify({ resources, outputs }));
});

const { run, program } = await load();
const result = await $util.runtime.runInPulumiStack(() => run(program));
$util.output(result).apply((value) => {
  outputs = value;
});
