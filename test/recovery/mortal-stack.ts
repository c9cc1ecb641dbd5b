/** A stack in a child process that dies by SIGKILL, or ends as Ctrl-C ends it, and rises again on the same port and folder. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const CHILD = fileURLToPath(new URL("./stack.child.ts", import.meta.url));
/** A stack that has been told to end and has not after so long is not going to. */
const GOODBYE_MS = 60_000;
const KEPT_LINES = 2000;

type Answer = { readonly id: number } & ({ readonly value: unknown } | { readonly error: string });

export class MortalStack {
  readonly #folder: string;
  readonly #shift: number;
  readonly #program: string;
  #child: ChildProcess | undefined;
  #up = Promise.withResolvers<void>();
  #questions = 0;
  url = "";
  /** What it said, for whoever looks for a fault. */
  readonly said: string[] = [];

  /** @param program another than the plain stack, which takes the same arguments */
  constructor(folder: string, shift: number, program: string = CHILD) {
    this.#folder = folder;
    this.#shift = shift;
    this.#program = program;
  }

  /** Resolves when the stack can be spoken to, in this life or a later one. */
  back(): Promise<void> {
    return this.#up.promise;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /**
   * Begins a life; resolves when it is ready, rejects when it ends by itself before.
   * @param more what its program takes beside folder, port and shift
   */
  rise(...more: string[]): Promise<void> {
    const up = this.#up;
    const port = this.url ? new URL(this.url).port : "0";
    const child = spawn(process.execPath, [this.#program, this.#folder, port, String(this.#shift), ...more], {
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    this.#child = child;
    return new Promise((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr])
        stream &&
          createInterface({ input: stream }).on("line", (line) => {
            if (this.said.push(line) > KEPT_LINES) this.said.shift();
            if (!line.startsWith("READY ")) return;
            this.url = line.slice("READY ".length);
            up.resolve();
            resolve();
          });
      child.once("exit", (code, signal) => {
        if (signal === "SIGKILL") return resolve();
        reject(new Error(`the stack ended by itself (${code}):\n${this.said.slice(-20).join("\n")}`));
      });
    });
  }

  /** Whoever asks for the stack from now on waits for its next life. */
  async die(): Promise<void> {
    const child = this.#leave();
    if (!child) return;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  }

  /** As Ctrl-C ends it. Answers how it ended: 0 when all went well. */
  async end(): Promise<number | NodeJS.Signals> {
    const child = this.#leave();
    if (!child) return 0;
    const gone = once(child, "exit");
    const overdue = setTimeout(() => child.kill("SIGKILL"), GOODBYE_MS);
    child.kill("SIGINT");
    const [code, signal] = await gone;
    clearTimeout(overdue);
    return signal ?? code;
  }

  /** Asks the living process something that its program answers. */
  ask(question: object): Promise<unknown> {
    const child = this.#child;
    const id = ++this.#questions;
    return new Promise((resolve, reject) => {
      if (!child) return reject(new Error("nobody is alive to be asked"));
      const settle = () => child.off("message", onMessage).off("exit", onExit);
      const onMessage = (answer: Answer) => {
        if (answer.id !== id) return;
        settle();
        if ("error" in answer) reject(new Error(answer.error));
        else resolve(answer.value);
      };
      const onExit = () => {
        settle();
        reject(new Error("it died before it answered"));
      };
      child.on("message", onMessage).once("exit", onExit);
      child.send({ id, ...question });
    });
  }

  #leave(): ChildProcess | undefined {
    const child = this.#child;
    if (!child) return undefined;
    this.#child = undefined;
    // A life that never became ready leaves its waiters to the next one.
    const before = this.#up;
    this.#up = Promise.withResolvers();
    this.#up.promise.then(before.resolve);
    const ended = child.exitCode !== null || child.signalCode !== null;
    return ended ? undefined : child;
  }
}
