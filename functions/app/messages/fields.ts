/** What is said of a subject in messages: its unit, its kind, its day. Names and numbers, never a word of a paper. */
import { chineseDay } from "../../../core/calendar/day-name.ts";
import { periodName } from "../../../core/calendar/period.ts";
import type { Telling, Tellings } from "../../../core/messages/telling.ts";
import type { Fields } from "../../../core/messages/template.ts";
import type { Person } from "../../../core/organisation/unit.ts";
import { UnreadableRow } from "../../../core/subject/stored.ts";
import { termOf } from "../../../core/subject/term-event.ts";
import { rulebookInForce } from "../../adapters/rulebook/in-force.ts";
import type { AnySubjectTable, SubjectTables } from "../../adapters/table/subject.ts";
import { getUnit } from "../../adapters/table/units.ts";

export interface Wording {
  fieldsOf(telling: Telling, person: Person): Fields;
  pageOf(about: string): string;
}

export async function wordingOf(
  { kind: name, subject, jurisdiction, facts }: Tellings,
  tables: SubjectTables,
): Promise<Wording> {
  const { unitId, documentType, period, reasons } = facts;
  const [unit, rulebook] = await Promise.all([
    unitId === undefined ? undefined : getUnit(jurisdiction, unitId),
    documentType === undefined ? undefined : rulebookInForce(jurisdiction),
  ]);
  const { kind, rows } = tableOf(tables, name, subject);
  const material = documentType === undefined ? undefined : rulebook?.types.get(documentType)?.name;
  const span = period === undefined ? undefined : periodName(period);
  const label = rows.stored.label;
  return {
    pageOf: (about) => kind.pageOf(subject, about),
    fieldsOf: ({ about, step, due }, person) => ({
      对象: unit ? `${unit.shortName}${material ? `《${material}》` : label}` : `${span ?? ""}${label}`,
      事项: kind.terms[termOf(about)] ?? "办理",
      期限: due && chineseDay(due),
      逾期: Number(step) > 0 ? String(Number(step)) : undefined,
      理由数: reasons === undefined ? undefined : String(reasons),
      单位: unit?.shortName,
      材料: material,
      时段: span,
      姓名: person.name,
    }),
  };
}

function tableOf(tables: SubjectTables, name: string, subject: string): AnySubjectTable {
  const found = tables[name];
  if (found) return found;
  const message = `待发消息 ${subject}：没有这一类事项，它由更新版本的七有写成，请用新版本的程序打开。`;
  throw new UnreadableRow("newer", subject, message);
}
