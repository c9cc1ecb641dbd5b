/** The functions as containers, in the shape in which the one-machine cloud takes them. */
import { type FunctionEntry, functions } from "../../../functions/manifest/registry.ts";
import type { Handlers } from "../../../local/lambda/invoker.ts";
import { Container } from "./container.ts";
import type { Packed } from "./pack.ts";

export interface Fleet {
  readonly handlers: Handlers;
  readonly containers: ReadonlyMap<string, Container>;
  close(): Promise<void>;
}

export function openFleet(packed: readonly Packed[]): Fleet {
  const entries: Readonly<Record<string, FunctionEntry>> = functions;
  const containers = new Map<string, Container>();
  for (const { name, root, handler } of packed) {
    const entry = entries[name];
    if (!entry) throw new Error(`${name} is not in the registry`);
    const { timeoutSeconds, memoryMegabytes } = entry;
    const container = new Container({ name, root, handler, timeoutSeconds, memoryMegabytes });
    containers.set(name, container);
  }
  return {
    handlers: Object.fromEntries(
      [...containers].map(([name, container]) => [
        name,
        { load: async () => ({ handler: (event: unknown) => container.invoke(event) }) },
      ]),
    ),
    containers,
    close: async () => {
      await Promise.all([...containers.values()].map((container) => container.close()));
    },
  };
}
