/** What a recorded event says to a person, whatever kind of subject it is of. */
import { parsedEvent } from "../../../core/subject/change.ts";
import { describeTermEvent, isTermEvent } from "../../../core/subject/term-event.ts";
import type { TrailEntry } from "../../../core/subject/trail.ts";
import type { AnySubjectTable } from "../../adapters/table/subject.ts";

/** Ids begin with their kind: `sub_…`. */
export function tableOf(subjects: readonly AnySubjectTable[], id: string): AnySubjectTable {
  const found = subjects.find(({ kind }) => id.startsWith(`${kind.prefix}_`));
  if (!found) throw new Error(`no kind of subject for ${id}`);
  return found;
}

export function described(
  subjects: readonly AnySubjectTable[],
  { subject, event, format = 1 }: TrailEntry,
): { readonly type: string; readonly text: string } {
  const { kind } = tableOf(subjects, subject);
  const told = parsedEvent(kind, event, format);
  const text = isTermEvent(told) ? describeTermEvent(told, kind.terms) : kind.describe(told);
  return { type: told.type, text };
}
