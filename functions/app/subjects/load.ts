/** What a path's `{id}` is about: read once, before anybody enters, and handed to the route. */
import type { Person, Unit } from "../../../core/organisation/unit.ts";
import type { SubjectState } from "../../../core/subject/kind.ts";
import { unitIdOf } from "../../../core/subject/open-task.ts";
import { getPerson } from "../../adapters/table/people.ts";
import type { AnySubjectTable, StateOf, SubjectTables } from "../../adapters/table/subject.ts";
import { subjects } from "../../adapters/table/subjects.ts";
import { getUnit } from "../../adapters/table/units.ts";

type Kinds = typeof subjects;

/** A subject of whatever kind, as its tasks ask for it. */
export interface TaskSubject {
  readonly table: AnySubjectTable;
  readonly state: SubjectState;
}

/** Every kind of subject, and those whom the office knows besides. */
export type Subjects = { readonly unit: Unit; readonly person: Person; readonly task: TaskSubject } & {
  readonly [Name in keyof Kinds]: StateOf<Kinds[Name]>;
};

/** A subject, and whose it is. */
export interface Loaded {
  readonly subject: Subjects[keyof Subjects];
  readonly jurisdiction: string;
  readonly unitId?: string;
  /** Of a kind of subject: which, and its state. */
  readonly kind?: AnySubjectTable["kind"];
  readonly state?: SubjectState;
}

/** Undefined: there is no such thing. A unit and a person are looked for in the caller's own jurisdiction only. */
export async function loadSubject(
  name: keyof Subjects,
  id: string,
  jurisdiction: string,
): Promise<Loaded | undefined> {
  if (name === "unit") {
    const unit = await getUnit(jurisdiction, id);
    return unit && owned(unit, unit.id);
  }
  if (name === "person") {
    const person = await getPerson(jurisdiction, id);
    return person && owned(person, person.unitId);
  }
  if (name !== "task") return loaded(subjects[name], id);
  const table = tableOf(id);
  if (!table) return undefined;
  const found = await loaded(table, id);
  return found?.state && { ...found, subject: { table, state: found.state } };
}

async function loaded(table: AnySubjectTable, id: string): Promise<Loaded | undefined> {
  const state = (await table.read(id))?.state;
  return state && { ...owned(state, unitIdOf(state)), kind: table.kind, state };
}

/** Ids begin with their kind: `sub_…`. Undefined: there is no such kind. */
export const tableOf = (id: string, tables: SubjectTables = subjects): AnySubjectTable | undefined =>
  Object.values(tables).find(({ kind }) => id.startsWith(`${kind.prefix}_`));

function owned(subject: Exclude<Subjects[keyof Subjects], TaskSubject>, unitId: string | undefined): Loaded {
  return { subject, jurisdiction: subject.jurisdiction, ...(unitId !== undefined && { unitId }) };
}
