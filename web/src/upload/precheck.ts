/**
 * The check before sending: the file is read and examined in a web worker by the same core that the server runs.
 * It only informs. When it cannot run (old browser, no answer in time), the file can still be sent.
 */
import type { OwnRules } from "../../../core/rulebook/own-rules.ts";
import type { ElementLine, Finding } from "../examination/shapes.ts";

/** What the worker is asked. The file itself crosses over by structured clone, not its bytes. */
export interface PrecheckRequest {
  readonly file: File;
  readonly declaredType?: string;
  readonly today: string;
  readonly roster: readonly string[];
  /** What the office has laid over the built-in rules, which the worker brings along. */
  readonly own: OwnRules;
}

export type Precheck =
  | {
      readonly outcome: "text";
      readonly documentType: string;
      readonly typeName: string;
      readonly elements: readonly ElementLine[];
      readonly findings: readonly Finding[];
      readonly counted?: { readonly counted: boolean; readonly reason?: string };
    }
  | { readonly outcome: "refused"; readonly reason: string; readonly message: string }
  | { readonly outcome: "unavailable"; readonly message: string };

/** What the worker says: once that it is loaded, then one answer for each request. */
export type WorkerMessage = { readonly ready: true } | { readonly precheck: Precheck };

/** A slow phone may take long to load the worker; reading itself has the shorter deadline. */
const LOAD_MS = 60_000;
const CHECK_MS = 30_000;
const UNAVAILABLE: Precheck = {
  outcome: "unavailable",
  message: "这台设备没能在发送前检查该文件。可以直接发送，服务器收到后会立即检查。",
};

/** One worker, one file at a time, in the order of asking. */
export class PrecheckDesk {
  #worker: Promise<Worker> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  check(request: PrecheckRequest): Promise<Precheck> {
    const answer = this.#last.then(() => this.#ask(request)).catch(() => this.#giveUp());
    this.#last = answer;
    return answer;
  }

  /** Ends the worker; the next check starts a new one. */
  close(): void {
    this.#worker?.then((worker) => worker.terminate()).catch(() => undefined);
    this.#worker = undefined;
  }

  #giveUp(): Precheck {
    this.close();
    return UNAVAILABLE;
  }

  async #ask(request: PrecheckRequest): Promise<Precheck> {
    this.#worker ??= started();
    const worker = await this.#worker;
    worker.postMessage(request);
    const message = await heard(worker, CHECK_MS);
    if (!("precheck" in message)) throw new Error("the worker answered out of turn");
    return message.precheck;
  }
}

async function started(): Promise<Worker> {
  const worker = new Worker(new URL("../examine.worker.ts", import.meta.url), { type: "module" });
  await heard(worker, LOAD_MS);
  return worker;
}

function heard(worker: Worker, deadline: number): Promise<WorkerMessage> {
  return new Promise((resolve, reject) => {
    const end = new AbortController();
    const timer = setTimeout(() => {
      end.abort();
      worker.terminate();
      reject(new Error("no answer in time"));
    }, deadline);
    const settle = (act: () => void) => {
      clearTimeout(timer);
      end.abort();
      act();
    };
    worker.addEventListener(
      "message",
      ({ data }: MessageEvent<WorkerMessage>) => settle(() => resolve(data)),
      end,
    );
    worker.addEventListener("error", (event) => settle(() => reject(new Error(event.message))), end);
    worker.addEventListener("messageerror", () => settle(() => reject(new Error("unreadable answer"))), end);
  });
}
