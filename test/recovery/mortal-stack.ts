/** A stack in a child process that dies by SIGKILL and rises again on the same port and folder. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const CHILD = fileURLToPath(new URL("./stack.child.ts", import.meta.url));

export class MortalStack {
  readonly #folder: string;
  readonly #shift: number;
  #child: ChildProcess | undefined;
  #up = Promise.withResolvers<void>();
  url = "";
  /** What it said, for whoever looks for a fault. */
  readonly said: string[] = [];

  constructor(folder: string, shift: number) {
    this.#folder = folder;
    this.#shift = shift;
  }

  /** Resolves when the stack can be spoken to, in this life or a later one. */
  back(): Promise<void> {
    return this.#up.promise;
  }

  /** Begins a life; resolves when it is ready, rejects when it ends by itself before. */
  rise(): Promise<void> {
    const up = this.#up;
    const port = this.url ? new URL(this.url).port : "0";
    const child = spawn(process.execPath, [CHILD, this.#folder, port, String(this.#shift)], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child = child;
    return new Promise((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr])
        createInterface({ input: stream }).on("line", (line) => {
          this.said.push(line);
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
    const child = this.#child;
    if (!child) return;
    this.#child = undefined;
    // A life that never became ready leaves its waiters to the next one.
    const before = this.#up;
    this.#up = Promise.withResolvers();
    this.#up.promise.then(before.resolve);
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  }
}
