/** One step of the notice's Map: a unit's figures of the quarter, kept in the bucket, so that payloads carry only ids. */
import * as z from "zod";
import { gatherUnit } from "../../core/notices/gather.ts";
import { sessionIdOf } from "../../core/sessions/session.ts";
import { rulebookInForce } from "../adapters/rulebook/in-force.ts";
import { getNotice } from "../adapters/table/notices.ts";
import { getUnit } from "../adapters/table/offices.ts";
import { contradictionsOf } from "../app/checking/cross-check.ts";
import { gathered } from "../app/notices/stored-content.ts";
import { quarterOf, returnsOf } from "../app/units/quarter.ts";

const input = z.object({ noticeId: z.string(), unitId: z.string() });

export const figuresKey = (noticeId: string, unitId: string): string => `gathered/${noticeId}/${unitId}.json`;

export async function handler(event: unknown): Promise<{ unitId: string }> {
  const { noticeId, unitId } = input.parse(event);
  const notice = await getNotice(noticeId);
  const unit = notice && (await getUnit(notice.jurisdiction, unitId));
  if (!notice || !unit) throw new Error(`no notice ${noticeId} or unit ${unitId}`);
  const { period, cutoff } = notice;
  const { sessions, submissions, obligations, ofYear, yearLit } = await quarterOf(unit, period, cutoff);
  const [returns, contradictions] = await Promise.all([
    returnsOf(submissions),
    contradictionsOf(unit, ofYear, period, cutoff),
  ]);
  const contradicted = contradictions.flatMap(({ among, day, settled, finding }) =>
    among === "session" && day && !settled && finding.severity === "error"
      ? [
          {
            sessionId: sessionIdOf(unitId, day),
            submissionIds: [finding.paper, ...(finding.beside ? [finding.beside.paper] : [])],
          },
        ]
      : [],
  );
  const figures = gatherUnit(
    { unit, sessions, submissions, obligations, ofYear: yearLit, returns, contradicted },
    cutoff,
    await rulebookInForce(),
  );
  await gathered.put(figuresKey(noticeId, unitId), figures);
  return { unitId };
}
