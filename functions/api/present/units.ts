/** What stands on a unit's desk. */
import type * as z from "zod";
import { periodName } from "../../../core/calendar/period.ts";
import type { Unit } from "../../../core/organisation/unit.ts";
import { lightsOf } from "../../../core/sessions/dossier.ts";
import type { StudySession } from "../../../core/sessions/session.ts";
import type { Contradiction } from "../../app/checking/cross-check.ts";
import type { Desk } from "../../app/units/desk.ts";
import type * as contract from "../contract/units.ts";
import { linkLine } from "./links.ts";
import { submissionLine } from "./submissions.ts";

function sessionLine(
  session: StudySession,
  yearPlans: readonly string[],
): z.input<typeof contract.sessionLine> {
  const lights = lightsOf(session, yearPlans);
  const copy = (light: { lit: boolean; submissionIds: readonly string[] }) => ({
    lit: light.lit,
    submissionIds: [...light.submissionIds],
  });
  const { counting } = session;
  return {
    id: session.id,
    date: session.date,
    kind: session.kind,
    title: session.title,
    lights: {
      plan: copy(lights.plan),
      scheme: copy(lights.scheme),
      record: copy(lights.record),
      attendance: copy(lights.attendance),
      discussion: copy(lights.discussion),
      notes: copy(lights.notes),
      report: copy(lights.report),
    },
    counting: {
      status: counting.status,
      ...(counting.status === "not_counted" && { reason: counting.reason, evidence: counting.evidence }),
    },
  };
}

function contradictionLine({
  among,
  day,
  settled,
  finding: { severity, code, message, paper, beside },
}: Contradiction): z.input<typeof contract.contradictionLine> {
  const submissionIds = [paper, ...(beside ? [beside.paper] : [])];
  return { among, ...(day && { date: day }), severity, code, message, submissionIds, settled };
}

export function unitLine({ id, name, shortName, order }: Unit): z.input<typeof contract.unit> {
  return { id, name, shortName, order };
}

export function deskView({
  unit,
  period,
  quarter,
  contradictions,
  recognising,
  links,
}: Desk): z.input<typeof contract.desk> {
  return {
    unit: unitLine(unit),
    period,
    periodName: periodName(period),
    obligations: quarter.obligations.map((one) => ({
      ...one,
      documentTypes: [...one.documentTypes],
      submissionIds: [...one.submissionIds],
    })),
    sessions: quarter.sessions.map((session) => sessionLine(session, quarter.yearPlans)),
    contradictions: contradictions.map(contradictionLine),
    submissions: quarter.submissions.map((one) => submissionLine(one, unit.name, recognising(one))),
    links: links.map(({ link, uploads }) => linkLine(link, uploads)),
  };
}
