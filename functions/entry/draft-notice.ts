/** The units' figures have been gathered: the notice is drafted. */
import * as z from "zod";
import { draftNotice } from "../app/notices/draft.ts";

const input = z.object({ noticeId: z.string() });

export async function handler(event: unknown): Promise<{ noticeId: string }> {
  const { noticeId } = input.parse(event);
  await draftNotice(noticeId);
  return { noticeId };
}
