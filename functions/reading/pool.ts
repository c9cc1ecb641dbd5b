/**
 * A few child processes that take work one piece at a time. A piece that outlives its time or its memory loses its
 * child, and nobody else notices; a child that dies is an event:
 *
 *   run ──▶ queue ──▶ idle child ──▶ answer ───────────────▶ child idle again
 *                        ├─ time spent: killed ──▶ "timeout"
 *                        ├─ memory spent: killed ──▶ "memory"; in one that had other work before, again in a fresh one
 *                        ├─ broke down ──▶ again in fresh ones ──▶ "crashed"
 *                        └─ killed by somebody ──▶ again in fresh ones ──▶ "unavailable"
 */

import { randomUUID } from "node:crypto";
import { availableParallelism } from "node:os";
import { pathToFileURL } from "node:url";
import type { OnPage } from "../../core/reading/reader.ts";
import { Lines } from "../../core/turns/lines.ts";
import { ownFile } from "../adapters/asset.ts";
import { environment } from "../adapters/environment.ts";
import { type End, ReadingChild, type Work } from "./child.ts";
import type { Limits } from "./confinement.ts";
import { warmUpJob } from "./warm-up.ts";
import type { Jobs } from "./worker.ts";

export type PoolOptions = {
  /** Children at most; one a processor if not said, and no more than eight. */
  size?: number;
  /** The child's entry, if not worker.ts. */
  workerFile?: URL;
} & Partial<Limits>;

/**
 * How a piece of work ended. `failed` is an error of the job itself, the child lives on; `unavailable` means that no
 * child could do it for reasons that say nothing about the work.
 */
export type JobOutcome<Value> =
  | { end: "done"; value: Value }
  | { end: "failed"; error: unknown }
  | { end: "timeout" }
  | { end: "memory" }
  | { end: "crashed"; error: unknown }
  | { end: "unavailable"; error: unknown };

export type RunOptions = {
  /** Processor time of the child, where the system tells it. */
  deadlineSeconds: number;
  /** How long each page may take that the work tells of; what is left of the deadline if not said. */
  pageSeconds?: number;
  onPage?: OnPage;
  /** Whose work it is: owners take turns, and none has all children. Work that is nobody's is its own. */
  owner?: string;
};

type Kind = keyof Jobs;
type Value<K extends Kind> = Awaited<ReturnType<Jobs[K]>>;
type Payload<K extends Kind> = Parameters<Jobs[K]>[0];
type Piece = {
  owner: string;
  /** What the child is sent, fetched when it is its turn: a long queue holds no files. */
  message: () => Promise<Work["message"]>;
  work: Omit<Work, "message">;
  /** Whether it has been tried before. */
  again: boolean;
  /** Children that it outlived, by how they died. */
  outlived: Record<"broke" | "unready" | "killed", number>;
  settle: (outcome: JobOutcome<unknown>) => void;
};

const closedOutcome = { end: "unavailable", error: new Error("the pool is closed") } as const;
const ENTRY = environment().LAMBDA_TASK_ROOT
  ? pathToFileURL(ownFile("bundle.mjs"))
  : new URL("./worker.ts", import.meta.url);

/** A text takes milliseconds: more children would wait for work, each a process of 60 MB. */
const USUAL_SIZE = 8;
const DEFAULT_HEAP = 384;
const WARM_UP = "warm-up";
const WARM_UP_MILLISECONDS = 30_000;
/** Beside the heap: buffers, and what a process of Node takes for itself. */
const DEFAULT_MEMORY = 480;

/** In how many children a piece is tried by how the ones before died. One that no child survives is to blame for it. */
const TRIES = { broke: 3, unready: 2, killed: 5 } as const;

export class WorkerPool {
  readonly #size: number;
  readonly #file: URL;
  readonly #limits: Limits;
  readonly #idle: ReadingChild[] = [];
  readonly #all = new Set<ReadingChild>();
  readonly #queue: Lines<Piece>;
  #warm = false;
  #closed = false;

  constructor(options: PoolOptions = {}) {
    this.#size = options.size ?? Math.min(availableParallelism(), USUAL_SIZE);
    // One child is kept for whoever comes next; an owner who brings much has the others.
    this.#queue = new Lines(Math.max(1, this.#size - 1));
    this.#file = options.workerFile ?? ENTRY;
    this.#limits = {
      heapMegabytes: options.heapMegabytes ?? DEFAULT_HEAP,
      memoryMegabytes: options.memoryMegabytes ?? DEFAULT_MEMORY,
    };
  }

  /**
   * Runs a job in a child. The deadline counts from when a child takes it up, so that neither a long queue nor a slow
   * start ends anybody. Never rejects: a payload that cannot be had is a failure.
   */
  run<K extends Kind>(
    kind: K,
    payload: () => Payload<K> | Promise<Payload<K>>,
    options: RunOptions,
  ): Promise<JobOutcome<Value<K>>> {
    return new Promise((resolve) => {
      if (this.#closed) {
        resolve(closedOutcome);
        return;
      }
      const { owner = randomUUID() } = options;
      this.#queue.push(owner, {
        owner,
        message: async () => ({ kind, payload: await payload() }),
        work: {
          milliseconds: options.deadlineSeconds * 1000,
          pageMilliseconds: (options.pageSeconds ?? 0) * 1000,
          onPage: options.onPage,
        },
        again: false,
        outlived: { broke: 0, unready: 0, killed: 0 },
        // the child answers with what the job of this kind returns; a message has no type of its own
        settle: (outcome) => resolve(outcome as JobOutcome<Value<K>>),
      });
      this.#dispatch();
    });
  }

  /** Starts the children before there is work and has each do some, so that no file pays for it; later ones too. */
  warm(): void {
    this.#warm = true;
    while (this.#all.size < this.#size) this.#startWarm();
  }

  #startWarm(): void {
    void this.#hand(this.#start(), {
      owner: WARM_UP,
      message: async () => ({ kind: "examine", payload: warmUpJob }),
      work: { milliseconds: WARM_UP_MILLISECONDS, pageMilliseconds: 0, onPage: undefined },
      again: false,
      outlived: { broke: 0, unready: 0, killed: 0 },
      settle: () => {},
    });
  }

  /** Ends all children. Work waiting or in progress ends as `unavailable`, and is to be done again elsewhere. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const piece of this.#queue.drain()) piece.settle(closedOutcome);
    await Promise.all([...this.#all].map((child) => child.end()));
  }

  #dispatch(): void {
    for (;;) {
      if (this.#idle.length === 0 && this.#all.size >= this.#size) return;
      const piece = this.#queue.next();
      if (piece === undefined) return;
      try {
        void this.#hand(this.#childFor(piece), piece);
      } catch (error) {
        // no memory, or no number, for one more process
        this.#queue.done(piece.owner);
        piece.settle({ end: "unavailable", error });
      }
    }
  }

  /** What is tried again is tried in a child that has had no other work. */
  #childFor({ again }: Piece): ReadingChild {
    const idle = this.#idle.pop();
    if (idle && (idle.fresh || !again)) return idle;
    if (idle) this.#drop(idle);
    return this.#start();
  }

  #drop(child: ReadingChild): void {
    child.kill();
    this.#forget(child);
  }

  #start(): ReadingChild {
    const child = new ReadingChild(this.#file, this.#limits);
    this.#all.add(child);
    void child.gone.then(() => this.#forget(child));
    return child;
  }

  #forget(child: ReadingChild): void {
    this.#all.delete(child);
    const index = this.#idle.indexOf(child);
    if (index >= 0) this.#idle.splice(index, 1);
  }

  async #hand(child: ReadingChild, piece: Piece): Promise<void> {
    const end = await performed(child, piece);
    const alive = end.end === "done" || end.end === "failed";
    const { worn } = child;
    if (alive && !worn) this.#idle.push(child);
    else this.#drop(child);
    if (alive && worn && this.#warm && !this.#closed && piece.owner !== WARM_UP) this.#startWarm();
    const outcome = this.#closed && end.end !== "done" ? closedOutcome : outcomeOf(end, piece);
    if (outcome) {
      this.#queue.done(piece.owner);
      piece.settle(outcome);
    } else this.#queue.again({ ...piece, again: true });
    this.#dispatch();
  }
}

async function performed(child: ReadingChild, { message, work }: Piece): Promise<End> {
  try {
    return child.perform({ ...work, message: await message() });
  } catch (error) {
    return { end: "failed", error };
  }
}

/** Undefined when it is to be tried again. */
function outcomeOf(end: End, { outlived }: Piece): JobOutcome<unknown> | undefined {
  switch (end.end) {
    case "memory":
      return end.fresh ? { end: "memory" } : undefined;
    case "standstill":
      return { end: "unavailable", error: end.error };
    case "broke":
    case "unready":
    case "killed":
      outlived[end.end]++;
      if (outlived[end.end] < TRIES[end.end]) return undefined;
      return { end: end.end === "broke" ? "crashed" : "unavailable", error: end.error };
    default:
      return end;
  }
}
