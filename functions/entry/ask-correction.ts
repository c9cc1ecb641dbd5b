/** The workflow waits for the unit. */
import * as z from "zod";
import { askCorrection } from "../app/submissions/ask-correction.ts";

const input = z.object({ submissionId: z.string(), token: z.string(), execution: z.string() });

export const handler = (event: unknown): Promise<void> => askCorrection(input.parse(event));
