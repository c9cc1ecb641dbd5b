/** The workflow's last step: a document is approved, it closes. */
import * as z from "zod";
import { closeSubmission } from "../app/submissions/close.ts";

const input = z.object({ submissionId: z.string() });

export const handler = (event: unknown): ReturnType<typeof closeSubmission> =>
  closeSubmission(input.parse(event).submissionId);
