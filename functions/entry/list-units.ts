/** First step of a notice, and again after the leader has returned it. */
import * as z from "zod";
import { resumeGathering } from "../app/notices/resume.ts";

const input = z.object({ noticeId: z.string() });

export const handler = (event: unknown): ReturnType<typeof resumeGathering> =>
  resumeGathering(input.parse(event).noticeId);
