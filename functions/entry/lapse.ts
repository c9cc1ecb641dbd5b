/** The workflow has waited long enough for a correction. */
import * as z from "zod";
import { lapseSubmission } from "../app/submissions/lapse.ts";

const input = z.object({ submissionId: z.string() });

export const handler = (event: unknown): Promise<void> => lapseSubmission(input.parse(event).submissionId);
