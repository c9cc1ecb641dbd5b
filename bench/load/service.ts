/** The stack in a process of its own over a folder that outlives it, its people, and the links of its units. */
import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { ApiClient } from "../../client/api-client.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { answerOf, end } from "../measured-process.ts";
import { unitName } from "../papers.ts";
import { PEOPLE } from "../wording.ts";
import type { Memory } from "./service.child.ts";

const ready = z.object({ url: z.string(), password: z.string().optional() });
const memory = z.object({ megabytes: z.number(), peakMegabytes: z.number() });

/** A data folder, and the password of its administrator as soon as there is one. */
export interface Folder {
  readonly path: string;
  password?: string;
  remove(): void;
}

export interface Unit {
  readonly id: string;
  /** Token of its upload link. */
  readonly link: string;
}

export interface Service {
  readonly administrator: ApiClient;
  /** Somebody without an account, who holds links. */
  readonly sender: ApiClient;
  readonly url: string;
  /** From the birth of the process until it is ready. */
  readonly startMilliseconds: number;
  memory(): Promise<Memory>;
  close(): Promise<void>;
}

export function newFolder(): Folder {
  const path = mkdtempSync(join(tmpdir(), "qiyou-load-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export async function openService(folder: Folder): Promise<Service> {
  const born = performance.now();
  const child = fork(join(import.meta.dirname, "service.child.ts"), [folder.path]);
  const close = () => end(child, "end");
  try {
    const { url, password } = ready.parse(await answerOf(child));
    const startMilliseconds = performance.now() - born;
    folder.password ??= password;
    const administrator = new ApiClient(url);
    await administrator.signIn("admin", folder.password ?? "");
    return {
      administrator,
      sender: new ApiClient(url),
      url,
      startMilliseconds,
      async memory() {
        child.send("memory");
        return memory.parse(await answerOf(child));
      },
      close,
    };
  } catch (error) {
    await close();
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

export async function createReviewer({ administrator, url }: Service): Promise<ApiClient> {
  const body = { login: "reviewer", name: "审核员", roles: ["reviewer" as const] };
  const { password } = await administrator.call(endpoints.createPerson, { body });
  const reviewer = new ApiClient(url);
  await reviewer.signIn(body.login, password);
  return reviewer;
}
