/** The workflow waits for a reviewer. */
import * as z from "zod";
import { askReview } from "../app/submissions/ask-review.ts";

const input = z.object({ submissionId: z.string(), token: z.string(), execution: z.string() });

export const handler = (event: unknown): Promise<void> => askReview(input.parse(event));
