/** The figures of a running installation in Prometheus' text form, for whoever asks from this machine. */
import { createServer, type Server } from "node:http";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { z } from "zod";
import { type Figures, figuresOf } from "./figures.ts";
import { freeMegabytes } from "./folder/free-space.ts";
import { listen } from "./http-server/http-server.ts";
import type { Invoke } from "./lambda/function-error.ts";
import type { Readiness } from "./readiness.ts";

const LOOPBACK = "127.0.0.1";
/** A page of another site that has this machine's address for its own name is not from this machine. */
const OF_THIS_MACHINE = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

export interface Metrics {
  /** Counts and times what passes through it. */
  readonly around: (invoke: Invoke) => Invoke;
  /** Serves `/metrics` on this machine's own address alone. Rejects with the system's error. */
  listen(port: number): Promise<Server>;
}

export function openMetrics(folder: string, readiness: Readiness): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const seconds = new Histogram({
    name: "qiyou_function_seconds",
    help: "How long functions took; Api is every request",
    labelNames: ["function"],
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 30, 120],
    registers,
  });
  const calls = new Counter({
    name: "qiyou_function_calls_total",
    help: "Calls of functions by how they ended: ok, failed, or the status of an answer",
    labelNames: ["function", "outcome"],
    registers,
  });
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({ name: `qiyou_${name}`, help, registers, collect: asks(read) });

  // Each figure is asked for by itself: all of one look are read at once.
  let read: { readonly at: number; readonly figures: Figures } | undefined;
  const current = (): Figures => {
    if (!read || performance.now() - read.at > 1000)
      read = { at: performance.now(), figures: figuresOf(folder) };
    return read.figures;
  };
  const figure = (name: string, help: string, of: (figures: Figures) => number) =>
    gauge(name, help, () => of(current()));
  const ageOf = (since: number | undefined) =>
    since === undefined ? 0 : Math.max(0, (Date.now() - since) / 1000);
  figure(
    "workflows_running",
    "Workflows under way, those that wait for people included",
    ({ running }) => running,
  );
  figure("workflow_oldest_seconds", "Age of the oldest of them", ({ oldest }) => ageOf(oldest?.since));
  figure("files_arriving", "Files that came in and are not yet registered", ({ arriving }) => arriving);
  figure("files_arriving_oldest_seconds", "How long the first of them has waited", ({ arrivingSince }) =>
    ageOf(arrivingSince),
  );
  figure("dead_letters", "Events and scheduled starts that were given up", ({ deadLetters }) => deadLetters);
  figure("store_objects", "Objects in the store, old versions included", ({ objects }) => objects);
  figure("store_bytes", "Their bytes", ({ bytes }) => bytes);
  gauge("disk_free_bytes", "What may still be written where the folder lies", () =>
    Math.floor(freeMegabytes(folder) * 1024 * 1024),
  );
  gauge("ready", "1 when nothing stands in the way", () => (readiness.obstacles().length === 0 ? 1 : 0));
  const obstacle = new Gauge({
    name: "qiyou_obstacle",
    help: "1 for each thing that stands in the way",
    labelNames: ["code"],
    registers,
    collect() {
      this.reset();
      for (const { code } of readiness.obstacles()) obstacle.set({ code }, 1);
    },
  });

  return {
    around: (invoke) => async (name, payload) => {
      const end = seconds.startTimer({ function: name });
      try {
        const answer = await invoke(name, payload);
        calls.inc({ function: name, outcome: outcomeOf(answer) });
        return answer;
      } catch (error) {
        calls.inc({ function: name, outcome: "failed" });
        throw error;
      } finally {
        end();
      }
    },
    listen: (port) => listen(served(registry), port, LOOPBACK),
  };
}

/** What is measured when it is asked for; where a database cannot be read just now, the figure is left out. */
function asks(read: () => number): (this: Gauge) => void {
  return function () {
    try {
      this.set(read());
    } catch {
      this.reset();
    }
  };
}

const answered = z.object({ statusCode: z.number() });

function outcomeOf(answer: unknown): string {
  const { success, data } = answered.safeParse(answer);
  return success ? String(data.statusCode) : "ok";
}

function served(registry: Registry): Server {
  return createServer((request, response) => {
    if (!OF_THIS_MACHINE.test(request.headers.host ?? "")) return void response.writeHead(403).end();
    if (request.method !== "GET" || request.url !== "/metrics") return void response.writeHead(404).end();
    registry.metrics().then(
      (text) => response.writeHead(200, { "content-type": registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
}
