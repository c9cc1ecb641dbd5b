/** A unit's figures of a quarter as they lie in the bucket, so that the workflow's payloads carry only ids. */
import * as z from "zod";
import type { UnitFigures } from "../../../core/notices/quarter.ts";
import { getJson, putJson } from "../../adapters/bucket.ts";

const gathered = z.custom<UnitFigures>((value) => z.object({ unitId: z.string() }).safeParse(value).success);

const keyOf = (noticeId: string, unitId: string): string => `gathered/${noticeId}/${unitId}.json`;

export const putFigures = (noticeId: string, figures: UnitFigures): Promise<void> =>
  putJson("Notices", keyOf(noticeId, figures.unitId), figures);

/** Undefined: not gathered yet. */
export async function getFigures(noticeId: string, unitId: string): Promise<UnitFigures | undefined> {
  const stored = await getJson("Notices", keyOf(noticeId, unitId));
  return stored === undefined ? undefined : gathered.parse(stored);
}
