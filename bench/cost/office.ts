/** The measured office, seen from outside: its people over HTTP, and what it has used when it is asked. */
import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { ApiClient } from "../../client/api-client.ts";
import type { Role } from "../../core/organisation/role.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import type { FunctionName } from "../../functions/manifest/registry.ts";
import { answerOf, end } from "../measured-process.ts";
import { MEASURES, type Tally } from "./tally.ts";

export type Question =
  /** Answers once nothing is under way. */
  | { readonly ask: "rest" }
  | { readonly ask: "measure" }
  /** From now on the functions' clock is ahead by so much. */
  | { readonly ask: "later"; readonly milliseconds: number }
  | { readonly ask: "invoke"; readonly name: FunctionName }
  | { readonly ask: "end" };

const usageShape = z.object({
  invocations: z.number(),
  /** Here, of one processor. */
  cpuMs: z.number(),
  /** There (see compute.ts). */
  billedMs: z.number(),
  gigabyteSeconds: z.number(),
});
export type Usage = z.output<typeof usageShape>;

const answerShape = z.object({
  tally: z.record(z.enum(MEASURES), z.number()),
  /** Part of the tally's write units. */
  indexWriteUnits: z.number(),
  usage: z.record(z.string(), usageShape),
});
export interface OfficeFigures {
  readonly tally: Tally;
  readonly indexWriteUnits: number;
  readonly usage: Readonly<Record<string, Usage>>;
}

const ready = z.object({ url: z.string(), login: z.string(), password: z.string() });

export interface MeasuredOffice {
  /** Somebody who is not signed in. */
  readonly sender: ApiClient;
  readonly administrator: ApiClient;
  readonly reviewer: ApiClient;
  readonly leader: ApiClient;
  /** Tokens, one a unit. */
  readonly links: readonly string[];
  /** Waits until nothing is under way. */
  rest(): Promise<void>;
  measure(): Promise<OfficeFigures>;
  invoke(name: FunctionName): Promise<void>;
  /** Lets the functions believe that so much time has passed. */
  later(milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

export async function openOffice(
  units: readonly { name: string; roster: readonly string[] }[],
  period: string,
): Promise<MeasuredOffice> {
  const folder = mkdtempSync(join(tmpdir(), "qiyou-cost-"));
  const child = fork(join(import.meta.dirname, "office.child.ts"), [folder]);
  const ask = (question: Question) => {
    child.send(question);
    return answerOf(child);
  };
  const close = async () => {
    await end(child, { ask: "end" } satisfies Question);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const { url, login, password } = ready.parse(await answerOf(child));
    const administrator = new ApiClient(url);
    await administrator.signIn(login, password);
    const hire = async (name: string, role: Role) => {
      const person = { login: role, name, roles: [role] };
      const made = await administrator.call(endpoints.createPerson, { body: person });
      const client = new ApiClient(url);
      await client.signIn(role, made.password);
      return client;
    };
    const links: string[] = [];
    for (const { name, roster } of units) {
      const body = { name, shortName: name, roster: [...roster] };
      const { id } = await administrator.call(endpoints.createUnit, { body });
      const made = await administrator.call(endpoints.createLink, { params: { id }, body: { period } });
      links.push(made.url.slice(made.url.lastIndexOf("/") + 1));
    }
    return {
      sender: new ApiClient(url),
      administrator,
      reviewer: await hire("石观澜", "reviewer"),
      leader: await hire("杜仲岳", "leader"),
      links,
      close,
      rest: async () => void (await ask({ ask: "rest" })),
      measure: async () => answerShape.parse(await ask({ ask: "measure" })),
      invoke: async (name) => void (await ask({ ask: "invoke", name })),
      later: async (milliseconds) => void (await ask({ ask: "later", milliseconds })),
    };
  } catch (error) {
    await close();
    throw error;
  }
}
