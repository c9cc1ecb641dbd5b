// What codes.yaml may say: how finding codes (domain.md §8) are called, the fault as a noun, without blame.
import * as z from "zod";

export const codesFile = z.strictObject({
  names: z.record(z.string(), z.string()),
  /** Codes that begin alike and are called alike. */
  families: z.array(z.strictObject({ prefix: z.string().min(1, "不能是空字"), name: z.string() })),
  /** Codes that say only that the machine is not sure: never counted as a fault, in no notice. */
  looks: z.array(z.string()).default([]),
  /** What the rulebook does not know: a reviewer's own reasons. */
  other: z.string(),
});
export type CodesSource = z.infer<typeof codesFile>;
