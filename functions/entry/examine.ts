/** The machine's step of the review flow. */
import * as z from "zod";
import { examine, type Next } from "../app/submissions/examine.ts";
import { READING } from "../reading/child.ts";

// Bundled, this file is also what its reading children start with.
if (process.send && process.argv[2] === READING) await import("../reading/worker.ts");

const input = z.object({
  submissionId: z.string(),
  rounds: z.number().default(0),
  attempt: z.number().default(0),
});

export const handler = (event: unknown): Promise<Next> => examine(input.parse(event));
