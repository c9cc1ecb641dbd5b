/** The shape of every state type. Strict: a field that is not listed (JSONPath's among them) is refused. */
import { z } from "zod";
import type { Json } from "../json.ts";
import type { Machine, State } from "./types.ts";

const expression = z
  .string()
  .regex(/^\{%[\s\S]*%\}$/, "Value must be a JSONata expression between {% and %}");
const template: z.ZodType<Json> = z.json();
const assign = z.record(z.string(), template);
const amount = (from: number, to: number) => z.union([z.number().min(from).max(to), expression]);
const seconds = amount(1, 99_999_999);
const names = z.array(z.string()).min(1);

const labelled = { Comment: z.string().optional(), QueryLanguage: z.literal("JSONata").optional() };
const exiting = { ...labelled, Assign: assign.optional(), Output: template.optional() };
const onward = { ...exiting, Next: z.string().optional(), End: z.boolean().optional() };

const retrier = z.strictObject({
  ErrorEquals: names,
  IntervalSeconds: z.int().min(1).max(99_999_999).optional(),
  MaxAttempts: z.int().min(0).max(99_999_999).optional(),
  BackoffRate: z.number().min(1).optional(),
  MaxDelaySeconds: z.int().min(1).max(31_622_400).optional(),
  JitterStrategy: z.enum(["FULL", "NONE"]).optional(),
  Comment: z.string().optional(),
});
const catcher = z.strictObject({
  ErrorEquals: names,
  Next: z.string(),
  Assign: assign.optional(),
  Output: template.optional(),
  Comment: z.string().optional(),
});
const guarded = { Retry: z.array(retrier).optional(), Catch: z.array(catcher).optional() };

const rule = z.strictObject({
  Condition: z.union([z.boolean(), expression]),
  Next: z.string(),
  Comment: z.string().optional(),
  Assign: assign.optional(),
  Output: template.optional(),
});

const reader = z.strictObject({
  Resource: z.string(),
  Arguments: template,
  ReaderConfig: z.strictObject({ InputType: z.literal("JSON"), MaxItems: amount(0, 100_000_000).optional() }),
});

/** Branches hold states and states hold branches: the circle is closed here, lazily. */
const states: z.ZodType<Record<string, State>> = z.lazy(() => z.record(z.string().min(1).max(80), state));
const part = { Comment: z.string().optional(), StartAt: z.string(), States: states };
const branch = z.strictObject(part);
const processor = z.strictObject({
  ...part,
  ProcessorConfig: z
    .strictObject({
      Mode: z.enum(["INLINE", "DISTRIBUTED"]).optional(),
      ExecutionType: z.literal("STANDARD").optional(),
    })
    .optional(),
});

const state = z.discriminatedUnion("Type", [
  z.strictObject({ Type: z.literal("Pass"), ...onward }),
  z.strictObject({ Type: z.literal("Succeed"), ...exiting }),
  z.strictObject({
    Type: z.literal("Fail"),
    ...labelled,
    Error: z.string().optional(),
    Cause: z.string().optional(),
  }),
  z.strictObject({
    Type: z.literal("Wait"),
    ...onward,
    Seconds: amount(0, 99_999_999).optional(),
    Timestamp: z.string().optional(),
  }),
  z.strictObject({
    Type: z.literal("Choice"),
    ...exiting,
    Choices: z.array(rule).min(1),
    Default: z.string().optional(),
  }),
  z.strictObject({
    Type: z.literal("Task"),
    ...onward,
    ...guarded,
    Resource: z.string(),
    Arguments: template.optional(),
    TimeoutSeconds: seconds.optional(),
    HeartbeatSeconds: seconds.optional(),
    Credentials: z.strictObject({ RoleArn: z.string() }).optional(),
  }),
  z.strictObject({
    Type: z.literal("Parallel"),
    ...onward,
    ...guarded,
    Branches: z.array(branch).min(1),
    Arguments: template.optional(),
  }),
  z.strictObject({
    Type: z.literal("Map"),
    ...onward,
    ...guarded,
    Items: z.union([z.array(template), expression]).optional(),
    ItemSelector: template.optional(),
    ItemReader: reader.optional(),
    MaxConcurrency: amount(0, 100_000_000).optional(),
    ToleratedFailureCount: amount(0, 100_000_000).optional(),
    ToleratedFailurePercentage: amount(0, 100).optional(),
    Label: z.string().max(40).optional(),
    ItemProcessor: processor,
  }),
]);
export const machineSchema: z.ZodType<Machine> = z.strictObject({
  ...part,
  Version: z.string().optional(),
  QueryLanguage: z.enum(["JSONata", "JSONPath"]).optional(),
  TimeoutSeconds: z.int().min(1).max(99_999_999).optional(),
});
