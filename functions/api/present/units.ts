/** What stands on a unit's desk. */
import type * as z from "zod";
import { periodName } from "../../../core/calendar/period.ts";
import { rosterOn } from "../../../core/organisation/member.ts";
import type { Unit } from "../../../core/organisation/unit.ts";
import { type DossierRules, lightsOf } from "../../../core/sessions/dossier.ts";
import type { StudySession } from "../../../core/sessions/session.ts";
import { SET_ASIDE } from "../../../core/submissions/describe.ts";
import { clock } from "../../adapters/clock.ts";
import type { Contradiction } from "../../app/checking/cross-check.ts";
import type { Desk } from "../../app/units/desk.ts";
import type * as contract from "../contract/units.ts";
import { linkLine } from "./links.ts";
import { submissionLine } from "./submissions.ts";

function sessionLine(
  session: StudySession,
  yearLit: Readonly<Record<string, readonly string[]>>,
  rules: Pick<DossierRules, "sessions">,
): z.input<typeof contract.sessionLine> {
  const lights = lightsOf(session, yearLit, rules);
  const { counting } = session;
  return {
    id: session.id,
    date: session.date,
    kind: session.kind,
    title: session.title,
    lights: Object.fromEntries(
      Object.entries(lights).map(([id, { lit, submissionIds }]) => [
        id,
        { lit, submissionIds: [...submissionIds] },
      ]),
    ),
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

export function unitLine(unit: Unit): z.input<typeof contract.unit> {
  const { id, name, shortName, order, kind, level, area, from, until, headsOffice, members } = unit;
  return {
    id,
    name,
    shortName,
    order,
    kind,
    level,
    area,
    from,
    until,
    headsOffice,
    members: rosterOn(members, clock.today()).length,
    unconfirmed: unit.unconfirmed !== undefined,
  };
}

export function deskView({
  unit,
  period,
  quarter,
  contradictions,
  recognising,
  links,
  setAside,
  rulebook,
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
    sessions: quarter.sessions.map((session) => sessionLine(session, quarter.yearLit, rulebook)),
    contradictions: contradictions.map(contradictionLine),
    submissions: quarter.submissions.map((one) => submissionLine(one, unit.name, recognising(one))),
    links: links.map(({ link, uploads }) => linkLine(link, uploads)),
    setAside: setAside.map(({ submissionId, fileName, object: { size }, why, at }) => ({
      submissionId,
      fileName,
      size,
      why: SET_ASIDE[why],
      at,
    })),
  };
}
