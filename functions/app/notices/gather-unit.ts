/** A unit's figures of the quarter, for the notice. */
import { gatherUnit } from "../../../core/notices/gather.ts";
import { sessionIdOf } from "../../../core/sessions/session.ts";
import { rulebookInForce } from "../../adapters/rulebook/in-force.ts";
import { getNotice } from "../../adapters/table/notices.ts";
import { getUnit } from "../../adapters/table/units.ts";
import { contradictionsOf } from "../checking/cross-check.ts";
import { quarterOf, returnsOf } from "../units/quarter.ts";
import { putFigures } from "./gathered-figures.ts";

export async function gatherFigures(noticeId: string, unitId: string): Promise<void> {
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
    await rulebookInForce(unit.jurisdiction),
  );
  await putFigures(noticeId, figures);
}
