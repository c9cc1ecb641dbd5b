/** `qiyou serve` in a process group of its own, as a terminal starts it, and the processes that read for it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { z } from "zod";
import { ApiClient } from "../../client/api-client.ts";
import { COMMAND } from "../../demo/stack.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { childrenOf, told } from "../process.ts";

const READY = "QIYOU_READY ";
const readyLine = z.object({
  url: z.string(),
  accounts: z.array(z.object({ login: z.string(), password: z.string() })),
});

export class Served {
  readonly #process: ChildProcess;
  readonly said: string[] = [];
  readonly ready: Promise<z.output<typeof readyLine>>;
  /** Resolves with the code or the signal it ended by. */
  readonly ended: Promise<number | NodeJS.Signals>;

  constructor(folder: string, port = 0) {
    const options = ["serve", "--folder", folder, "--port", String(port), "--empty"];
    const child = spawn(process.execPath, [COMMAND, ...options], {
      env: { ...process.env, QIYOU_READY: "1" },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    this.#process = child;
    this.ended = once(child, "close").then(([code, signal]) => signal ?? code);
    this.ready = new Promise((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr])
        createInterface({ input: stream }).on("line", (line) => {
          this.said.push(line);
          if (line.startsWith(READY)) resolve(readyLine.parse(JSON.parse(line.slice(READY.length))));
        });
      void this.ended.then((how) => reject(new Error(`ended with ${how}\n${this.said.join("\n")}`)));
    });
    this.ready.catch(() => undefined);
  }

  get alive(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }

  /** As a terminal does it: to the whole group. */
  signalGroup(signal: NodeJS.Signals): void {
    if (this.alive && this.#process.pid) process.kill(-this.#process.pid, signal);
  }

  /** To the service only, which has no time to say goodbye. */
  kill(): void {
    this.#process.kill("SIGKILL");
  }

  /** The child that recognises: the one that has loaded the engine. */
  recogniser(): number | undefined {
    return this.children().find((pid) => told(pid, "maps").includes("onnxruntime"));
  }

  children(): number[] {
    const { pid } = this.#process;
    return pid === undefined ? [] : childrenOf(pid);
  }
}

/** One unit and the token of its upload link, in a service that has just been started for the first time. */
export async function foundUnitIn(service: Served): Promise<{ url: string; unitId: string; token: string }> {
  const { url, accounts } = await service.ready;
  const [account] = accounts;
  if (!account) throw new Error("no administrator");
  const administrator = new ApiClient(url);
  await administrator.signIn(account.login, account.password);
  const { id } = await administrator.call(endpoints.createUnit, {
    body: { name: "青槐县水务局", shortName: "县水务局", roster: ["周启明"] },
  });
  const link = await administrator.call(endpoints.createLink, {
    params: { id },
    body: { period: "2026-Q3" },
  });
  return { url, unitId: id, token: link.url.split("/").at(-1) ?? "" };
}
