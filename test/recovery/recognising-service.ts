/** The service as somebody starts it, in a process group of its own, with a unit that files scans. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { COMMAND } from "../../demo/stack.ts";

const readyLine = z.object({
  url: z.string(),
  accounts: z.array(z.object({ role: z.string(), login: z.string(), password: z.string() })),
});

export interface Service extends z.output<typeof readyLine> {
  readonly child: ChildProcess;
  /** What it has printed so far. */
  readonly said: readonly string[];
  /** What it ended with: a number, or a signal. */
  readonly ended: Promise<number | string>;
}

export async function startService(folder: string): Promise<Service> {
  const args = [COMMAND, "serve", "--folder", folder, "--port", "0", "--empty", "--office", "青槐县"];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, QIYOU_READY: "1" },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const said: string[] = [];
  const ended = once(child, "exit").then(([code, signal]) => code ?? signal);
  const ready = Promise.withResolvers<z.output<typeof readyLine>>();
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on("line", (line) => {
      said.push(line);
      if (line.startsWith("QIYOU_READY "))
        ready.resolve(readyLine.parse(JSON.parse(line.slice("QIYOU_READY ".length))));
    });
  void ended.then((how) => ready.reject(new Error(`ended with ${how}\n${said.join("\n")}`)));
  return { ...(await ready.promise), child, said, ended };
}
