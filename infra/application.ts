/** What SST is told of the whole application before anything runs, and the promise that production's records stay. */
import type { Result } from "../core/outcome.ts";
import { type Environment, placeFrom } from "./deploy-target.ts";

interface Kept {
  readonly stage: string;
  readonly removal?: string;
  readonly protect?: boolean;
}

/** Throws the refusal's sentence: SST shows it and stops. */
export function orStop<T>(outcome: Result<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(outcome.refusal.message);
}

/** Answers `app()` of sst.config.ts. */
export function application(stage: string | undefined, environment: Environment) {
  const { production, region } = orStop(placeFrom(stage, environment));
  return {
    name: "qiyou",
    home: "aws",
    // Production's table and buckets outlive everything, and `sst remove` is refused there.
    removal: production ? "retain" : "remove",
    protect: production,
    providers: { aws: { region } },
  } as const;
}

/** Stops a deployment that could delete what production has filed. */
export function keepRecords({ stage, removal, protect }: Kept): void {
  if (stage !== "production" || (removal !== "remove" && removal !== undefined && protect)) return;
  throw new Error(
    '正式环境的数据表和存储桶不得删除。请在 sst.config.ts 的 app() 中恢复 removal: "retain" 和 protect: true。 / Production\'s table and buckets must stay; restore removal: "retain" and protect: true in app() of sst.config.ts.',
  );
}
