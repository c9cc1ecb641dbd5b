/** One step of the notice's Map: a unit's figures of the quarter, kept in the bucket, so that payloads carry only ids. */
import * as z from "zod";
import { gatherUnit } from "../../core/notices/gather.ts";
import { putJson } from "../adapters/bucket.ts";
import { getNotice } from "../adapters/table/notices.ts";
import { getUnit } from "../adapters/table/offices.ts";
import { quarterOf, returnsOf } from "./quarter.ts";

const input = z.object({ noticeId: z.string(), unitId: z.string() });

export const figuresKey = (noticeId: string, unitId: string): string => `gathered/${noticeId}/${unitId}.json`;

export async function handler(event: unknown): Promise<{ unitId: string }> {
  const { noticeId, unitId } = input.parse(event);
  const notice = await getNotice(noticeId);
  const unit = notice && (await getUnit(notice.jurisdiction, unitId));
  if (!notice || !unit) throw new Error(`no notice ${noticeId} or unit ${unitId}`);
  const { sessions, submissions, obligations } = await quarterOf(unit, notice.period, notice.cutoff);
  const returns = await returnsOf(submissions);
  const figures = gatherUnit({ unit, sessions, submissions, obligations, returns }, notice.cutoff);
  await putJson("Notices", figuresKey(noticeId, unitId), figures);
  return { unitId };
}
