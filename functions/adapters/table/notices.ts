/** Notices in the table, and the counter their numbers come from. */
import {
  decideIssuance,
  evolveIssuance,
  type IssuanceCommand,
  type IssuanceEvent,
  type NoticeRecord,
} from "../../../core/notices/issuance.ts";
import { accept, type Result, refuse } from "../../../core/outcome.ts";
import { append } from "../../../core/subject/trail.ts";
import { clock } from "../clock.ts";
import { CounterRow, NoticeRow, TrailRow } from "./filing-entities.ts";
import { table } from "./table.ts";
import { backOff, commit, put, type Write } from "./transaction.ts";

export interface NoticeChanged {
  readonly notice: NoticeRecord;
  readonly events: readonly IssuanceEvent[];
}

async function read(id: string) {
  const { data } = await NoticeRow.get({ id }).go({ ...table(), consistent: true });
  return data ?? undefined;
}

export async function getNotice(id: string): Promise<NoticeRecord | undefined> {
  return (await read(id))?.notice;
}

/** `command` may be made from a fresh read each time, as the number of an issuance is. */
export async function changeNotice(
  id: string,
  command: () => Promise<{ command: IssuanceCommand; writes?: readonly Write[] }>,
  by: string,
  together: (changed: NoticeChanged) => readonly Write[] = () => [],
): Promise<Result<NoticeChanged>> {
  for (let attempt = 0; attempt < 12; attempt++) {
    const row = await read(id);
    const asked = await command();
    const decided = decideIssuance(row?.notice, asked.command);
    if (!decided.ok) return decided;
    const events = decided.value;
    const stamp = { at: clock.instant(), by };
    let notice = row?.notice;
    for (const event of events) notice = evolveIssuance(notice, event, stamp, id);
    if (!notice) return refuse("conflict", "notice_unknown", "没有这份通报。");
    const entries = append(id, row && { sequence: row.version, hash: row.headHash }, events, stamp);
    const others = together({ notice, events });
    if (events.length === 0 && others.length === 0) return accept({ notice, events });
    const { jurisdiction, createdAt, code, version } = notice;
    const headHash = entries.at(-1)?.hash ?? row?.headHash ?? "";
    const expected = row?.version;
    const writes = [
      put(
        NoticeRow.put({ id, jurisdiction, createdAt, code, version, headHash, notice }).where(
          (field, { eq, notExists }) =>
            expected === undefined ? notExists(field.version) : eq(field.version, expected),
        ),
      ),
      ...entries.map((entry) => put(TrailRow.put(entry).where(({ hash }, { notExists }) => notExists(hash)))),
      ...(events.length > 0 ? (asked.writes ?? []) : []),
      ...others,
    ];
    if (await commit(writes)) return accept({ notice, events });
    await backOff(attempt);
  }
  return refuse("conflict", "busy", "操作的人太多，请稍候再试。");
}

/** The next number of a year, and the write that uses it up: both go into the change that issues. */
export async function nextNumber(
  jurisdiction: string,
  year: number,
): Promise<{ value: number; write: Write }> {
  const name = `notice-${year}`;
  const { data } = await CounterRow.get({ jurisdiction, name }).go({ ...table(), consistent: true });
  const value = (data?.value ?? 0) + 1;
  const write = put(
    CounterRow.put({ jurisdiction, name, value }).where((field, { eq, notExists }) =>
      data ? eq(field.value, data.value) : notExists(field.value),
    ),
  );
  return { value, write };
}

export async function noticesOf(jurisdiction: string): Promise<NoticeRecord[]> {
  const { data } = await NoticeRow.query
    .byJurisdiction({ jurisdiction })
    .go({ ...table(), pages: "all", order: "desc" });
  return data.map((row) => row.notice);
}

export async function noticeByCode(code: string): Promise<NoticeRecord | undefined> {
  const { data } = await NoticeRow.query.byCode({ code }).go(table());
  return data[0]?.notice;
}
