/** What a recorded event says to a person, whatever kind of subject it is of. */
import { parsedEvent } from "../../../core/subject/change.ts";
import { UnreadableRow } from "../../../core/subject/stored.ts";
import { describeTaskEvent, isTaskEvent } from "../../../core/subject/task-event.ts";
import { describeTermEvent, isTermEvent } from "../../../core/subject/term-event.ts";
import type { TrailEntry } from "../../../core/subject/trail.ts";
import type { AnySubjectTable, SubjectTables } from "../../adapters/table/subject.ts";
import { subjects } from "../../adapters/table/subjects.ts";
import { tableOf } from "./load.ts";

/** A kind that there is not is one that newer code has. */
function kindOf(tables: SubjectTables, { subject, sequence }: TrailEntry): AnySubjectTable["kind"] {
  const found = tableOf(subject, tables);
  if (found) return found.kind;
  const key = `${subject}/${sequence}`;
  const message = `留痕 ${key}：没有这一类事项，它由更新版本的七有写成，请用新版本的程序打开。`;
  throw new UnreadableRow("newer", key, message);
}

/** @throws UnreadableRow */
export function described(
  entry: TrailEntry,
  tables: SubjectTables = subjects,
): { readonly type: string; readonly text: string } {
  const kind = kindOf(tables, entry);
  const told = parsedEvent(kind, entry);
  if (isTermEvent(told)) return { type: told.type, text: describeTermEvent(told, kind.terms) };
  if (isTaskEvent(told)) return { type: told.type, text: describeTaskEvent(told, kind.terms) };
  return { type: told.type, text: kind.describe(told) };
}
