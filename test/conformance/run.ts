/** Runs every case of every service, and counts by operation. */
import type { Service } from "./case.ts";
import { openDynamoDBService } from "./dynamodb.ts";
import { openS3Service } from "./s3.ts";
import { openStatesService } from "./states.ts";

export interface Outcome {
  readonly service: string;
  /** Of each operation that is kept: cases passed, and the others in words. */
  readonly kept: ReadonlyMap<string, { readonly passed: number; readonly failed: readonly string[] }>;
  /** What AWS has beside, and how it is refused. */
  readonly refused: ReadonlyMap<string, string>;
  /** Neither refused nor asked for by any case. */
  readonly untold: readonly string[];
}

export async function conformance(): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const open of [openDynamoDBService, openS3Service, openStatesService]) {
    const service = await open();
    try {
      outcomes.push(await outcomeOf(service));
    } finally {
      await service.close();
    }
  }
  return outcomes;
}

async function outcomeOf({ name, cases, refused }: Service): Promise<Outcome> {
  const kept = new Map<string, { passed: number; failed: string[] }>();
  for (const { operation, says, run } of cases) {
    const sum = kept.get(operation) ?? { passed: 0, failed: [] };
    kept.set(operation, sum);
    const fault = await run().then(
      () => undefined,
      (error: unknown) => String(error),
    );
    if (fault === undefined) sum.passed++;
    else sum.failed.push(`${says}: ${fault}`);
  }
  const answers = [...(await refused())];
  return {
    service: name,
    kept,
    refused: new Map(answers.flatMap(([operation, by]) => (by === undefined ? [] : [[operation, by]]))),
    untold: answers.flatMap(([operation, by]) =>
      by === undefined && !kept.has(operation) ? [operation] : [],
    ),
  };
}
