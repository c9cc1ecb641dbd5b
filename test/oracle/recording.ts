/** Recorded executions: a definition, an input, what its functions do, and the history that came of it. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

/** What happens from outside while the execution runs, in order. */
const act = z.union([
  z.strictObject({ advance: z.number() }),
  z.strictObject({ success: z.json() }),
  z.strictObject({ failure: z.strictObject({ error: z.string(), cause: z.string().optional() }) }),
  z.strictObject({ heartbeat: z.literal(true) }),
]);

const event = z.record(z.string(), z.json());

/** One of our own, written by hand after the rules of the States Language and what AWS records of the like. */
const ownRecording = z.strictObject({
  says: z.string(),
  definition: z.json(),
  input: z.json(),
  functions: z.record(z.string(), z.string()),
  acts: z.array(act).default([]),
  events: z.array(event),
});

/** AWS's, as the file of recordings holds them. */
const awsRecordings = z.record(
  z.string(),
  z.object({
    runs: z.array(z.object({ definition: z.string(), input: z.string().nullable() })).length(1),
    lambdas: z.record(z.string(), z.string()),
    snap: z.record(z.string(), z.object({ events: z.array(event).optional() })),
  }),
);

export type Act = z.infer<typeof act>;
export type RecordedEvent = z.infer<typeof event>;

export interface Recording {
  name: string;
  definition: string;
  input: string;
  /** Function name → which double plays it. */
  functions: Record<string, string>;
  acts: Act[];
  events: RecordedEvent[];
}

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Where AWS's recordings lie when this machine has them. */
export function awsFile(): string | undefined {
  const folder = process.env.QIYOU_ORACLES ?? join(ROOT, "..", "shared", "oracles");
  const file = join(folder, "states", "aws-recorded.json");
  return existsSync(file) ? file : undefined;
}

export function readAws(file: string): Recording[] {
  const all = awsRecordings.parse(JSON.parse(readFileSync(file, "utf8")));
  return Object.entries(all).map(([id, { runs, lambdas, snap }]) => {
    const [run] = runs;
    const events = Object.values(snap).find((answer) => answer.events)?.events ?? [];
    const name = id.slice(id.lastIndexOf("::") + 2);
    return {
      name,
      definition: run?.definition ?? "",
      input: run?.input ?? "{}",
      functions: lambdas,
      acts: [],
      events,
    };
  });
}

export function readOwn(): Recording[] {
  const folder = fileURLToPath(new URL("recordings/", import.meta.url));
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => {
      const { definition, input, ...rest } = ownRecording.parse(
        JSON.parse(readFileSync(join(folder, file), "utf8")),
      );
      return {
        ...rest,
        name: file.replace(/\.json$/, ""),
        definition: JSON.stringify(definition),
        input: JSON.stringify(input),
      };
    });
}
