/** What a recorded event says to a person, whatever kind of subject it is of. */
import { parsedEvent } from "../../../core/subject/change.ts";
import { describeTermEvent, isTermEvent } from "../../../core/subject/term-event.ts";
import type { TrailEntry } from "../../../core/subject/trail.ts";
import type { AnySubjectTable, SubjectTables } from "../../adapters/table/subject.ts";
import { subjects } from "../../adapters/table/subjects.ts";

/** Ids begin with their kind: `sub_…`. */
function tableOf(tables: SubjectTables, id: string): AnySubjectTable {
  const found = Object.values(tables).find(({ kind }) => id.startsWith(`${kind.prefix}_`));
  if (!found) throw new Error(`no kind of subject for ${id}`);
  return found;
}

export function described(
  { subject, event, format = 1 }: TrailEntry,
  tables: SubjectTables = subjects,
): { readonly type: string; readonly text: string } {
  const { kind } = tableOf(tables, subject);
  const told = parsedEvent(kind, event, format);
  const text = isTermEvent(told) ? describeTermEvent(told, kind.terms) : kind.describe(told);
  return { type: told.type, text };
}
