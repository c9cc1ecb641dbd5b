/** Study sessions in the table. */
import * as z from "zod";
import type { StudySession } from "../../../core/sessions/session.ts";
import { storedSession } from "../../../core/sessions/stored.ts";
import { json, number, service, text, written } from "./column.ts";
import { Entity } from "./entity.ts";
import { rowKind } from "./row.ts";
import { first, primary, table } from "./table.ts";
import { put, type Write } from "./transaction.ts";

/** A unit's study sessions by day; of a jurisdiction by period (gsi1). */
const SessionRow = new Entity({
  model: { entity: "session", version: "1", service },
  attributes: {
    id: text,
    jurisdiction: text,
    unitId: text,
    date: text,
    period: text,
    version: number,
    session: json,
    format: written(1),
  },
  indexes: {
    byUnit: {
      pk: { field: primary.pk, composite: ["unitId"] },
      sk: { field: primary.sk, composite: ["date"] },
    },
    byPeriod: {
      index: first.index,
      pk: { field: first.pk, composite: ["jurisdiction", "period"] },
      sk: { field: first.sk, composite: ["unitId", "date"] },
    },
  },
});

export const sessionRows = rowKind(SessionRow, {
  label: "学习场次",
  key: ["id"],
  schema: z.object({
    id: z.string(),
    jurisdiction: z.string(),
    unitId: z.string(),
    date: z.string(),
    period: z.string(),
    version: z.int().positive(),
    session: storedSession,
  }),
});

export async function getSession(unitId: string, date: string): Promise<StudySession | undefined> {
  const { data } = await SessionRow.get({ unitId, date }).go({ ...table(), consistent: true });
  return sessionRows.one(data)?.session;
}

/** A unit's sessions of a quarter, by day. */
export async function sessionsOfUnit(unitId: string, first: string, last: string): Promise<StudySession[]> {
  const { data } = await SessionRow.query
    .byUnit({ unitId })
    .between({ date: first }, { date: last })
    .go({ ...table(), pages: "all" });
  return sessionRows.all(data).map((row) => row.session);
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
