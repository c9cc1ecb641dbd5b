/** One step of the notice's Map: a unit's figures of the quarter. */
import * as z from "zod";
import { gatherFigures } from "../app/notices/gather-unit.ts";

const input = z.object({ noticeId: z.string(), unitId: z.string() });

export async function handler(event: unknown): Promise<{ unitId: string }> {
  const { noticeId, unitId } = input.parse(event);
  await gatherFigures(noticeId, unitId);
  return { unitId };
}
