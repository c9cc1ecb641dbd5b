/** The whole service as a child process: `qiyou serve` in a folder of its own on ports that are free. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { ROLES } from "../core/organisation/role.ts";

export const COMMAND = fileURLToPath(new URL("../cli/qiyou.mjs", import.meta.url));
const READY = "QIYOU_READY ";
/** The first start of all also builds the web app. */
const WAIT_MS = 120_000;
const GOODBYE_MS = 10_000;

const readyLine = z.object({
  url: z.string(),
  accounts: z.array(z.object({ role: z.enum(ROLES), login: z.string(), password: z.string() })),
  links: z.array(z.string()).default([]),
});
export type Account = z.output<typeof readyLine>["accounts"][number];

export interface Stack extends z.output<typeof readyLine> {
  /** What the service has printed so far. */
  readonly printed: readonly string[];
  /** Stops the service as Ctrl-C does, and waits until it has gone. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts the service and waits until it is ready.
 * @param folder where it keeps everything
 * @param options further arguments of `qiyou serve`
 */
export async function startStack(folder: string, options: readonly string[] = []): Promise<Stack> {
  const child = spawn(process.execPath, [COMMAND, "serve", "--folder", folder, "--port", "0", ...options], {
    env: { ...process.env, QIYOU_READY: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stop = () => stopChild(child);
  const printed: string[] = [];
  try {
    return { ...(await readiness(child, printed)), printed, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function readiness(child: ChildProcess, printed: string[]): Promise<z.output<typeof readyLine>> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${why}\n${printed.slice(-30).join("\n")}`));
    const timer = setTimeout(fail, WAIT_MS, `服务在 ${WAIT_MS / 1000} 秒内没有就绪`);
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on("line", (line) => {
        printed.push(line);
        if (!line.startsWith(READY)) return;
        clearTimeout(timer);
        resolve(readyLine.parse(JSON.parse(line.slice(READY.length))));
      });
    }
    child.once("error", reject);
    child.once("exit", (code) => {
      clearTimeout(timer);
      fail(`服务没有启动（退出码 ${code}）`);
    });
  });
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGINT");
  const overdue = setTimeout(() => child.kill("SIGKILL"), GOODBYE_MS);
  await gone;
  clearTimeout(overdue);
}
