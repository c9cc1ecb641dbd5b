/** The leader has issued the notice: its numbered copy is made. */
import * as z from "zod";
import { publishNotice } from "../app/notices/publish.ts";

const input = z.object({ noticeId: z.string() });

export const handler = (event: unknown): ReturnType<typeof publishNotice> =>
  publishNotice(input.parse(event).noticeId);
