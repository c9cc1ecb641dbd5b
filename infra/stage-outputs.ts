/** What a deployment has left behind on the machine that made it: SST writes what `run()` of sst.config.ts answered. */
import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { accept, type Result, refuse } from "../core/outcome.ts";

/** Beside sst.config.ts; only of the last stage deployed. */
export const OUTPUTS = ".sst/outputs.json";

const outputs = z.object({ url: z.url(), table: z.string(), region: z.string() });
export type StageOutputs = z.output<typeof outputs>;

/**
 * The outputs of `stage`. Refused when there are none, or another stage's.
 * @param file where SST has written them
 */
export function stageOutputs(stage: string, file: string = OUTPUTS): Result<StageOutputs> {
  if (!existsSync(file))
    return refuse(
      "missing",
      "not_deployed",
      `没有 ${file}：请在部署时所在的目录运行，或先执行 npx sst deploy --stage ${stage}。`,
    );
  const read = outputs.safeParse(JSON.parse(readFileSync(file, "utf8")));
  // Physical names carry the stage: qiyou-trial-….
  if (read.success && read.data.table.includes(`-${stage}-`)) return accept(read.data);
  return refuse(
    "conflict",
    "other_stage",
    `${file} 不是环境 ${stage} 的（它只记最近一次部署）。请重新执行 npx sst deploy --stage ${stage}。`,
  );
}
