/**
 * A few threads that take work one piece at a time. A piece that outlives its deadline or its memory loses
 * its thread, and nobody else notices:
 *
 *   run ──▶ queue ──▶ idle thread ──▶ answer ─────────────▶ thread idle again
 *                          ├─ deadline: terminate ─▶ "timeout" ┐
 *                          └─ out of memory / crash ─▶ "memory" ┴▶ next piece gets a new thread
 */

import { availableParallelism } from "node:os";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { OnPage } from "../../core/reading/reader.ts";
import { ownFile } from "../adapters/asset.ts";
import { environment } from "../adapters/environment.ts";
import type { Answer, Jobs } from "./worker.ts";

export type PoolOptions = {
  /** Threads at most; one a processor if not said. */
  size?: number;
  /** The thread's entry, if not worker.ts. */
  workerFile?: URL;
  /** JavaScript heap of one thread. */
  heapMegabytes?: number;
  /** Heap and buffers of one thread together. The engine does not bound buffers, so they are looked at now and then. */
  memoryMegabytes?: number;
};

/**
 * How a piece of work ended. `failed` is an error of the job itself, the thread lives on; `unavailable` means
 * that the thread could not even start, which says nothing about the work.
 */
export type Outcome<Value> =
  | { end: "done"; value: Value }
  | { end: "failed"; error: unknown }
  | { end: "timeout" }
  | { end: "memory" }
  | { end: "crashed"; error: unknown }
  | { end: "unavailable"; error: unknown };

export type RunOptions = {
  deadlineSeconds: number;
  /** How long each page may take that the work tells of; what is left of the deadline if not said. */
  pageSeconds?: number;
  onPage?: OnPage;
  transfer?: ArrayBuffer[];
};

type Kind = keyof Jobs;
type Value<K extends Kind> = Awaited<ReturnType<Jobs[K]>>;
type Piece = {
  message: { kind: string; payload: unknown };
  transfer: ArrayBuffer[];
  milliseconds: number;
  pageMilliseconds: number;
  onPage: OnPage | undefined;
  settle: (outcome: Outcome<unknown>) => void;
};

const closedOutcome = { end: "unavailable", error: new Error("the pool is closed") } as const;
const startFailure = new Error("the thread did not start in time");
/** What a thread finds as its `workerData`: a bundle has one entry, which knows by it that it runs as a thread. */
export const READING = "reading";
const ENTRY = environment().LAMBDA_TASK_ROOT
  ? pathToFileURL(ownFile("bundle.mjs"))
  : new URL("./worker.ts", import.meta.url);

/** How long a thread may take to load its code on a busy machine. */
const START_MILLISECONDS = 30_000;
const DEFAULT_HEAP = 384;
const YOUNG_HEAP = 32;
const DEFAULT_MEMORY = 400;
/** Between two looks at a thread's memory; no reader fills more than a few dozen megabytes meanwhile. */
const LOOK_MILLISECONDS = 100;

export class WorkerPool {
  readonly #size: number;
  readonly #file: URL;
  readonly #heap: number;
  readonly #memory: number;
  readonly #idle: Worker[] = [];
  readonly #all = new Set<Worker>();
  readonly #queue: Piece[] = [];
  readonly #ready = new WeakSet<Worker>();
  #closed = false;

  constructor(options: PoolOptions = {}) {
    this.#size = options.size ?? availableParallelism();
    this.#file = options.workerFile ?? ENTRY;
    this.#heap = options.heapMegabytes ?? DEFAULT_HEAP;
    this.#memory = options.memoryMegabytes ?? DEFAULT_MEMORY;
  }

  /**
   * Runs a job on a thread. The deadline counts from when a thread takes it up, so that neither a long queue
   * nor a slow start ends anybody. Buffers in `transfer` are moved, not copied: the caller loses them. Never rejects.
   */
  run<K extends Kind>(
    kind: K,
    payload: Parameters<Jobs[K]>[0],
    options: RunOptions,
  ): Promise<Outcome<Value<K>>> {
    return new Promise((resolve) => {
      if (this.#closed) {
        resolve(closedOutcome);
        return;
      }
      this.#queue.push({
        message: { kind, payload },
        transfer: options.transfer ?? [],
        milliseconds: options.deadlineSeconds * 1000,
        pageMilliseconds: (options.pageSeconds ?? 0) * 1000,
        onPage: options.onPage,
        // the thread answers with what the job of this kind returns; a message has no type of its own
        settle: (outcome) => resolve(outcome as Outcome<Value<K>>),
      });
      this.#dispatch();
    });
  }

  /** Starts the threads before there is work, so that the first file does not pay for it. */
  warm(): void {
    while (this.#all.size < this.#size) this.#idle.push(this.#start());
  }

  /** Ends all threads. Work waiting or in progress ends as `unavailable`, and is to be done again elsewhere. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const piece of this.#queue.splice(0)) piece.settle(closedOutcome);
    await Promise.all([...this.#all].map((worker) => worker.terminate()));
  }

  #dispatch(): void {
    while (this.#queue.length > 0) {
      const worker = this.#idle.pop() ?? (this.#all.size < this.#size ? this.#start() : undefined);
      if (worker === undefined) return;
      const piece = this.#queue.shift();
      if (piece !== undefined) this.#hand(worker, piece);
    }
  }

  #start(): Worker {
    const worker = new Worker(this.#file, {
      workerData: READING,
      resourceLimits: { maxOldGenerationSizeMb: this.#heap, maxYoungGenerationSizeMb: YOUNG_HEAP },
      // flags of the process (--eval, --input-type) are not meant for it
      execArgv: [],
      // what a parser prints about a broken file is no business of our output
      stdout: true,
      stderr: true,
    });
    worker.stdout.resume();
    worker.stderr.resume();
    this.#all.add(worker);
    worker.once("exit", () => {
      this.#all.delete(worker);
      const index = this.#idle.indexOf(worker);
      if (index >= 0) this.#idle.splice(index, 1);
    });
    worker.once("message", () => this.#ready.add(worker));
    // an idle thread that dies is replaced when next needed
    worker.on("error", () => {});
    worker.unref();
    return worker;
  }

  #hand(worker: Worker, piece: Piece): void {
    let settled = false;
    const finish = (outcome: Outcome<unknown>, reusable: boolean) => {
      // a look at the memory may come back after the answer
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      clearInterval(looks);
      worker.off("message", onMessage).off("error", onError).off("exit", onExit);
      worker.unref();
      if (reusable) this.#idle.push(worker);
      else {
        this.#all.delete(worker);
        void worker.terminate();
      }
      piece.settle(outcome);
      this.#dispatch();
    };
    const onMessage = (answer: Answer) => {
      if ("ready" in answer) {
        clearTimeout(timer);
        timer = setTimeout(expire, piece.milliseconds);
        return;
      }
      if ("page" in answer) {
        if (piece.pageMilliseconds > 0) {
          clearTimeout(timer);
          timer = setTimeout(expire, piece.pageMilliseconds);
        }
        piece.onPage?.(answer.page, answer.pages);
        return;
      }
      finish(answer.ok ? { end: "done", value: answer.value } : { end: "failed", error: answer.error }, true);
    };
    const die = (error: unknown) => {
      if (isOutOfMemory(error)) finish({ end: "memory" }, false);
      else
        finish({ end: this.#ready.has(worker) && !this.#closed ? "crashed" : "unavailable", error }, false);
    };
    const onError = (error: unknown) => die(error);
    const onExit = () => die(new Error("the thread ended"));
    const expire = () => (this.#ready.has(worker) ? finish({ end: "timeout" }, false) : die(startFailure));
    let timer = setTimeout(expire, piece.milliseconds + (this.#ready.has(worker) ? 0 : START_MILLISECONDS));
    const looks = setInterval(() => {
      void megabytesOf(worker).then((megabytes) => {
        if (megabytes > this.#memory) finish({ end: "memory" }, false);
      });
    }, LOOK_MILLISECONDS);
    worker.ref();
    worker.on("message", onMessage).once("error", onError).once("exit", onExit);
    worker.postMessage(piece.message, piece.transfer);
  }
}

/** What a thread holds in its heap and in buffers; 0 for one that has ended meanwhile. */
async function megabytesOf(worker: Worker): Promise<number> {
  try {
    const { used_heap_size, external_memory } = await worker.getHeapStatistics();
    return (used_heap_size + external_memory) / 1024 / 1024;
  } catch {
    return 0;
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
}
