/** Notices in the table. */
import { CustomAttributeType } from "electrodb";
import type { IssuanceCommand, IssuanceEvent, NoticeRecord } from "../../../core/notices/issuance.ts";
import { noticeKind } from "../../../core/notices/kind.ts";
import { format, number, service, text } from "./column.ts";
import { Entity } from "./entity.ts";
import { parsed, readSubject, type SubjectTable } from "./subject.ts";
import { first, primary, second, table } from "./table.ts";
import { put } from "./transaction.ts";

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
    notice: { type: CustomAttributeType<NoticeRecord>("any"), required: true },
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

export const notices: SubjectTable<NoticeRecord, IssuanceCommand, IssuanceEvent, "notice"> = {
  kind: noticeKind,
  unknown: { kind: "conflict", code: "notice_unknown", message: "没有这份通报。" },
  async read(id) {
    const { data } = await NoticeRow.get({ id }).go({ ...table(), consistent: true });
    return data && { json: data.notice, headHash: data.headHash, format: data.format };
  },
  write(notice, headHash, expected) {
    const { id, jurisdiction, createdAt, code, version } = notice;
    return put(
      NoticeRow.put({
        id,
        jurisdiction,
        createdAt,
        code,
        version,
        headHash,
        notice,
        format: noticeKind.format,
      }).where((field, { eq, notExists }) =>
        expected === undefined ? notExists(field.version) : eq(field.version, expected),
      ),
    );
  },
  open: async (jurisdiction) => (await noticesOf(jurisdiction)).filter(({ state }) => state !== "published"),
};

export async function getNotice(id: string): Promise<NoticeRecord | undefined> {
  return (await readSubject(notices, id))?.state;
}

type Row = { readonly id: string; readonly notice: unknown; readonly format?: number };
const noticeIn = (row: Row): NoticeRecord => parsed(noticeKind, row.id, row.notice, row.format);

export async function noticesOf(jurisdiction: string): Promise<NoticeRecord[]> {
  const { data } = await NoticeRow.query
    .byJurisdiction({ jurisdiction })
    .go({ ...table(), pages: "all", order: "desc" });
  return data.map(noticeIn);
}

export async function noticeByCode(code: string): Promise<NoticeRecord | undefined> {
  const { data } = await NoticeRow.query.byCode({ code }).go(table());
  return data[0] && noticeIn(data[0]);
}
