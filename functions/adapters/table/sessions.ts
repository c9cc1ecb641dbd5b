/** Study sessions in the table. */
import type { StudySession } from "../../../core/sessions/session.ts";
import { SessionRow } from "./filing-entities.ts";
import { table } from "./table.ts";
import { put, type Write } from "./transaction.ts";

export async function getSession(unitId: string, date: string): Promise<StudySession | undefined> {
  const { data } = await SessionRow.get({ unitId, date }).go({ ...table(), consistent: true });
  return data?.session;
}

/** A unit's sessions of a quarter, by day. */
export async function sessionsOfUnit(unitId: string, first: string, last: string): Promise<StudySession[]> {
  const { data } = await SessionRow.query
    .byUnit({ unitId })
    .between({ date: first }, { date: last })
    .go({ ...table(), pages: "all" });
  return data.map((row) => row.session);
}

/** Writes the session if nobody has changed it since `expected` (undefined: it must not exist yet). */
export function writeSession(session: StudySession, expected: number | undefined): Write {
  const { id, jurisdiction, unitId, date, period, version } = session;
  return put(
    SessionRow.put({ id, jurisdiction, unitId, date, period, version, session }).where(
      (field, { eq, notExists }) =>
        expected === undefined ? notExists(field.version) : eq(field.version, expected),
    ),
  );
}
