/**
 * One child process that reads. It is only ever ended by SIGKILL: native code that is wound up in the middle of its
 * work takes the whole process along. Whoever started it lives on, whatever becomes of it.
 */
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { OnPage } from "../../core/reading/reader.ts";
import { Allowance } from "./allowance.ts";
import { confined, type Limits } from "./confinement.ts";
import { megabytesOf, processorTimeOf } from "./vitals.ts";
import type { JobAnswer } from "./worker.ts";

/** What a child finds as its argument: a bundle has one entry, which knows by it that it runs as a child. */
export const READING = "reading";

export type Work = {
  readonly message: { readonly kind: string; readonly payload: unknown };
  readonly milliseconds: number;
  /** 0 where a page has no time of its own. */
  readonly pageMilliseconds: number;
  readonly onPage: OnPage | undefined;
};
/** How work in a child ended. After `done` and `failed` the child is ready for more, after all others it is dead. */
export type End =
  | { readonly end: "done"; readonly value: unknown }
  | { readonly end: "failed"; readonly error: unknown }
  | { readonly end: "timeout" }
  /** `fresh`: it was the first work of this child, nothing was left from any before. */
  | { readonly end: "memory"; readonly fresh: boolean }
  /** It broke down by itself, at work or, `unready`, before it had any. */
  | { readonly end: "broke" | "unready"; readonly error: Error }
  /** Somebody or the system killed it, or it came to a standstill: nothing is said about the work. */
  | { readonly end: "killed" | "standstill"; readonly error: Error };

/** How long a child may take to load its code, in processor time. */
const START_MILLISECONDS = 30_000;
/** Between two looks at time and memory; no reader fills more than a few dozen megabytes meanwhile. */
const LOOK_MILLISECONDS = 50;
/** A child that has worked so long is replaced, far from where the system would end it. */
const OLD_SECONDS = 900;
/** Of what it last said, enough to hold the engine's word about its memory. */
const LAST_WORDS = 4096;
/** Signals that do not come from the own fault of a process. */
const FROM_OUTSIDE = new Set<NodeJS.Signals>(["SIGKILL", "SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT"]);

const living = new Set<ChildProcess>();
// Whatever the process ends of, none of its children is left at work.
process.on("exit", () => {
  for (const child of living) child.kill("SIGKILL");
});

export class ReadingChild {
  readonly #process: ChildProcess;
  readonly #limits: Limits;
  /** Resolves when the process is no more. */
  readonly gone: Promise<void>;
  #ready = false;
  /** Pieces that it has been given so far. */
  #pieces = 0;
  #lastWords = "";

  constructor(file: URL, limits: Limits) {
    this.#limits = limits;
    const child = fork(fileURLToPath(file), [READING], {
      serialization: "advanced",
      ...confined(limits),
      // what a parser prints about a broken file is no business of our output
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    this.#process = child;
    living.add(child);
    this.gone = new Promise((resolve) => {
      const end = () => {
        living.delete(child);
        resolve();
      };
      child.once("exit", end);
      // a process that was never there does not exit
      child.once("error", () => child.pid === undefined && end());
    });
    child.stderr?.setEncoding("utf8").on("data", (words: string) => {
      this.#lastWords = (this.#lastWords + words).slice(-LAST_WORDS);
    });
    child.on("message", (answer: JobAnswer) => {
      if ("ready" in answer) this.#ready = true;
    });
    // one that dies idle is replaced when next needed; what cannot be sent to it, it is too dead to take
    child.on("error", () => {});
    this.#hold(false);
  }

  kill(): void {
    this.#process.kill("SIGKILL");
  }

  /** Whether it has had no work yet. */
  get fresh(): boolean {
    return this.#pieces === 0;
  }

  /** Whether it has become too large, or too old, to be given more: the engine keeps what it once took. */
  get worn(): boolean {
    const { pid } = this.#process;
    if (pid === undefined) return true;
    const megabytes = megabytesOf(pid) ?? 0;
    return megabytes > this.#limits.memoryMegabytes / 2 || (processorTimeOf(pid) ?? 0) > OLD_SECONDS * 1000;
  }

  /** Kills it, and resolves when it is no more. */
  async end(): Promise<void> {
    this.#process.ref();
    this.kill();
    await this.gone;
  }

  /** Whether the parent stays alive for it. */
  #hold(held: boolean): void {
    const { channel, stderr } = this.#process;
    const how = held ? "ref" : "unref";
    this.#process[how]();
    channel?.[how]();
    if (stderr && how in stderr) (stderr as typeof stderr & { ref(): void; unref(): void })[how]();
  }

  /** One piece at a time. The time counts from when the child has loaded its code. Never rejects. */
  perform(work: Work): Promise<End> {
    const child = this.#process;
    const { pid } = child;
    if (pid === undefined)
      return Promise.resolve({ end: "unready", error: new Error("no process was started") });
    const { fresh } = this;
    // It has died while the file was fetched, and will tell of its end no more.
    if (child.exitCode !== null || child.signalCode !== null)
      return Promise.resolve(this.#death(child.exitCode, child.signalCode, fresh));
    this.#pieces++;
    return new Promise((resolve) => {
      const allowance = new Allowance(pid, this.#ready ? work.milliseconds : START_MILLISECONDS);
      const finish = (end: End) => {
        clearInterval(looks);
        child.off("message", onMessage).off("close", onClose);
        this.#hold(false);
        if (end.end !== "done" && end.end !== "failed") this.kill();
        resolve(end);
      };
      const onMessage = (answer: JobAnswer) => {
        if ("ready" in answer) return allowance.renew(work.milliseconds);
        if (!("page" in answer))
          return finish(
            answer.ok ? { end: "done", value: answer.value } : { end: "failed", error: answer.error },
          );
        if (work.pageMilliseconds > 0) allowance.renew(work.pageMilliseconds);
        work.onPage?.(answer.page, answer.pages);
      };
      const onClose = (code: number | null, signal: NodeJS.Signals | null) =>
        finish(this.#death(code, signal, fresh));
      const looks = setInterval(() => {
        if ((megabytesOf(pid) ?? 0) > this.#limits.memoryMegabytes) return finish({ end: "memory", fresh });
        const verdict = allowance.look();
        if (verdict === "within") return;
        if (verdict === "spent" && this.#ready) return finish({ end: "timeout" });
        finish({ end: "standstill", error: new Error("the child came to a standstill") });
      }, LOOK_MILLISECONDS);
      this.#hold(true);
      child.on("message", onMessage).once("close", onClose);
      child.send(work.message, ignore);
    });
  }

  #death(code: number | null, signal: NodeJS.Signals | null, fresh: boolean): End {
    const error = new Error(`the child ended (${signal ?? code}): ${this.#lastWords}`);
    if (/out of memory|bad_alloc/i.test(this.#lastWords)) return { end: "memory", fresh };
    if (signal && FROM_OUTSIDE.has(signal)) return { end: "killed", error };
    return { end: this.#ready ? "broke" : "unready", error };
  }
}

/** What could not be sent is answered by the death of its receiver. */
function ignore(): void {}
