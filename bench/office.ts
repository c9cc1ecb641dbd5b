/** An office to measure: the stack in a process of its own, units with upload links, a reviewer who looks at the queue. */
import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { ApiClient } from "../client/api-client.ts";
import { endpoints } from "../functions/api/contract/endpoints.ts";
import { answerOf, end } from "./measured-process.ts";
import type { Used } from "./office.child.ts";

const ready = z.object({ url: z.string(), login: z.string(), password: z.string() });
const used = z.object({ cpuSeconds: z.number(), peakMegabytes: z.number() });

export interface BenchOffice {
  readonly url: string;
  /** May look at everything. */
  readonly administrator: ApiClient;
  /** Somebody without an account, who holds `links`. */
  readonly sender: ApiClient;
  /** Tokens, one a unit. */
  readonly links: readonly string[];
  /** What the stack's process has used since it began. */
  used(): Promise<Used>;
  close(): Promise<void>;
}

/** @param flags further flags of Node for the stack's process: `--cpu-prof` */
export async function openOffice(
  units: readonly { name: string; roster: readonly string[] }[],
  period: string,
  flags: readonly string[] = [],
): Promise<BenchOffice> {
  const folder = mkdtempSync(join(tmpdir(), "qiyou-bench-"));
  const child = fork(join(import.meta.dirname, "office.child.ts"), [folder], {
    execArgv: [...process.execArgv, ...flags],
  });
  const close = async () => {
    await end(child, "end");
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const { url, login, password } = ready.parse(await answerOf(child));
    const administrator = new ApiClient(url);
    await administrator.signIn(login, password);
    const links: string[] = [];
    for (const { name, roster } of units) {
      const body = { name, shortName: name, roster: [...roster] };
      const { id } = await administrator.call(endpoints.createUnit, { body });
      const made = await administrator.call(endpoints.createLink, { params: { id }, body: { period } });
      links.push(made.url.slice(made.url.lastIndexOf("/") + 1));
    }
    return {
      url,
      administrator,
      sender: new ApiClient(url),
      links,
      close,
      used() {
        child.send("used");
        return answerOf(child).then((answer) => used.parse(answer));
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
