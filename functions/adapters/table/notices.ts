/** Notices in the table. */
import type { IssuanceCommand, IssuanceEvent, NoticeRecord } from "../../../core/notices/issuance.ts";
import { noticeKind } from "../../../core/notices/kind.ts";
import { format, json, number, service, text } from "./column.ts";
import { Entity } from "./entity.ts";
import { type SubjectTable, subjectRows } from "./subject.ts";
import { first, primary, second, table } from "./table.ts";
import { put, type Write } from "./transaction.ts";

/** A notice by id; of a jurisdiction, newest last (gsi1); by verification code (gsi2). */
const NoticeRow = new Entity({
  model: { entity: "notice", version: "1", service },
  attributes: {
    id: text,
    jurisdiction: text,
    createdAt: text,
    code: text,
    version: number,
    headHash: text,
    format,
    notice: json,
  },
  indexes: {
    byId: { pk: { field: primary.pk, composite: ["id"] }, sk: { field: primary.sk, composite: [] } },
    byJurisdiction: {
      index: first.index,
      pk: { field: first.pk, composite: ["jurisdiction"] },
      sk: { field: first.sk, composite: ["createdAt", "id"] },
    },
    byCode: {
      index: second.index,
      pk: { field: second.pk, composite: ["code"] },
      sk: { field: second.sk, composite: [] },
    },
  },
});

function writeNotice(notice: NoticeRecord, headHash: string, expected: number | undefined): Write {
  const { id, jurisdiction, createdAt, code, version } = notice;
  const row = { id, jurisdiction, createdAt, code, version, headHash, notice, format: noticeKind.format };
  return put(
    NoticeRow.put(row).where((field, { eq, notExists }) =>
      expected === undefined ? notExists(field.version) : eq(field.version, expected),
    ),
  );
}

const rows = subjectRows(NoticeRow, "通报", noticeKind, writeNotice);

export const notices: SubjectTable<NoticeRecord, IssuanceCommand, IssuanceEvent, "notice"> = {
  kind: noticeKind,
  rows,
  unknown: { kind: "conflict", code: "notice_unknown", message: "没有这份通报。" },
  async read(id) {
    const { data } = await NoticeRow.get({ id }).go({ ...table(), consistent: true });
    return rows.one(data);
  },
  write: writeNotice,
  async open(jurisdiction) {
    const { sound, unreadable } = rows.sift(await ofJurisdiction(jurisdiction));
    return {
      sound: sound.map(({ state }) => state).filter(({ state }) => state !== "published"),
      unreadable,
    };
  },
};

export async function getNotice(id: string): Promise<NoticeRecord | undefined> {
  return (await notices.read(id))?.state;
}

async function ofJurisdiction(jurisdiction: string): Promise<readonly unknown[]> {
  const { data } = await NoticeRow.query
    .byJurisdiction({ jurisdiction })
    .go({ ...table(), pages: "all", order: "desc" });
  return data;
}

export async function noticesOf(jurisdiction: string): Promise<NoticeRecord[]> {
  return rows.all(await ofJurisdiction(jurisdiction)).map(({ state }) => state);
}

export async function noticeByCode(code: string): Promise<NoticeRecord | undefined> {
  const { data } = await NoticeRow.query.byCode({ code }).go(table());
  return rows.one(data[0])?.state;
}
