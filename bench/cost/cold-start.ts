/** What a process of its own spends until a function is loaded, the start of Node included: what Lambda bills as INIT when no container is warm. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type FunctionName, functions } from "../../functions/manifest/registry.ts";
import { gigabyteSeconds } from "./compute.ts";

/** The functions of one paper's way. */
const OF_A_PAPER = [
  "Intake",
  "Examine",
  "AskReview",
  "Close",
  "Api",
] as const satisfies readonly FunctionName[];

export interface ColdStart {
  readonly name: FunctionName;
  readonly cpuMs: number;
  readonly gigabyteSeconds: number;
}

/**
 * Loads each from its sources, so an upper bound for the bundle. INIT has a whole core whatever the memory, so the time
 * is not stretched.
 */
export async function coldStarts(): Promise<ColdStart[]> {
  const starts: ColdStart[] = [];
  for (const name of OF_A_PAPER) {
    const { handler, memoryMegabytes } = functions[name];
    const file = new URL(`../../${handler.replace(/\.handler$/, ".ts")}`, import.meta.url).href;
    const script = `await import(${JSON.stringify(file)}); const { user, system } = process.cpuUsage(); console.log((user + system) / 1000); process.exit()`;
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script]);
    const cpuMs = Number(stdout);
    starts.push({ name, cpuMs, gigabyteSeconds: gigabyteSeconds(cpuMs, memoryMegabytes) });
  }
  return starts;
}
