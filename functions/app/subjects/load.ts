/** What a path's `{id}` is about: read once, before anybody enters, and handed to the route. */
import type { Person, Unit } from "../../../core/organisation/unit.ts";
import { getPerson } from "../../adapters/table/people.ts";
import type { AnySubjectTable, StateOf } from "../../adapters/table/subject.ts";
import { subjects } from "../../adapters/table/subjects.ts";
import { getUnit } from "../../adapters/table/units.ts";

type Kinds = typeof subjects;

/** Every kind of subject, and those whom the office knows besides. */
export type Subjects = { readonly unit: Unit; readonly person: Person } & {
  readonly [Name in keyof Kinds]: StateOf<Kinds[Name]>;
};

/** A subject, and whose it is. */
export interface Loaded {
  readonly subject: Subjects[keyof Subjects];
  readonly jurisdiction: string;
  readonly unitId?: string;
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
  const table: AnySubjectTable = subjects[name];
  const state: StateOf<Kinds[keyof Kinds]> | undefined = (await table.read(id))?.state;
  return state && owned(state, "unitId" in state ? state.unitId : undefined);
}

function owned(subject: Subjects[keyof Subjects], unitId: string | undefined): Loaded {
  return { subject, jurisdiction: subject.jurisdiction, ...(unitId !== undefined && { unitId }) };
}
