/** The stack in a process of its own over a folder that outlives it, its administrator, and the links of its units. */
import { fork } from "node:child_process";
import { join } from "node:path";
import { z } from "zod";
import { ApiClient } from "../../client/api-client.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { answerOf, end } from "../measured-process.ts";
import { unitName } from "../papers.ts";
import { PEOPLE } from "../wording.ts";
import type { Memory } from "./service.child.ts";

const ready = z.object({ url: z.string() });
const account = z.object({ login: z.string(), password: z.string() });
const memory = z.object({ megabytes: z.number(), peakMegabytes: z.number(), heapMegabytes: z.number() });

export type Account = z.output<typeof account>;

export interface Unit {
  readonly id: string;
  /** Token of its upload link. */
  readonly link: string;
}

export interface Service {
  readonly administrator: ApiClient;
  readonly account: Account;
  /** Somebody without an account, who holds links. */
  readonly sender: ApiClient;
  /** From the birth of the process to the answer that it is ready. */
  readonly startMilliseconds: number;
  memory(): Promise<Memory>;
  close(): Promise<void>;
}

/** @param known whom an earlier service of this folder has founded; without it the folder is new */
export async function openService(folder: string, known?: Account): Promise<Service> {
  const born = performance.now();
  const child = fork(join(import.meta.dirname, "service.child.ts"), [folder]);
  try {
    const { url } = ready.parse(await answerOf(child));
    const startMilliseconds = performance.now() - born;
    const whom = known ?? account.parse(await answerOf(child));
    const administrator = new ApiClient(url);
    await administrator.signIn(whom.login, whom.password);
    return {
      administrator,
      account: whom,
      sender: new ApiClient(url),
      startMilliseconds,
      async memory() {
        child.send("memory");
        return memory.parse(await answerOf(child));
      },
      close: () => end(child, "end"),
    };
  } catch (error) {
    await end(child, "end");
    throw error;
  }
}

export async function createUnits(
  { administrator }: Service,
  count: number,
  period: string,
): Promise<Unit[]> {
  const units: Unit[] = [];
  for (let number = 0; number < count; number++) {
    const name = unitName(number);
    const body = { name, shortName: name, roster: [...PEOPLE] };
    const { id } = await administrator.call(endpoints.createUnit, { body });
    const { url } = await administrator.call(endpoints.createLink, { params: { id }, body: { period } });
    units.push({ id, link: url.slice(url.lastIndexOf("/") + 1) });
  }
  return units;
}
