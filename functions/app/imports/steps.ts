/** What an import writes, and what taking it back writes: one step for each unit and account, with its entry in the register. */
import type { Change } from "../../../core/organisation/changes.ts";
import type { Planned } from "../../../core/organisation/import/plan.ts";
import type { RegisterEvent } from "../../../core/organisation/register.ts";
import type { Person, Unit } from "../../../core/organisation/unit.ts";
import { NO_PASSWORD } from "../../adapters/password.ts";
import type { ImportedRows } from "../../adapters/table/imports.ts";
import { dropPerson, writeNewPerson, writePerson } from "../../adapters/table/people.ts";
import type { Write } from "../../adapters/table/transaction.ts";
import { dropUnit, writeNewUnit, writeUnit } from "../../adapters/table/units.ts";

export interface Step {
  readonly event: RegisterEvent;
  readonly writes: () => readonly Write[];
}

const back = (changes: readonly Change[]): Change[] =>
  changes.map(({ what, before, after }) => ({
    what,
    ...(after !== undefined && { before: after }),
    ...(before !== undefined && { after: before }),
  }));

export const stepsOf = ({ units, people }: ImportedRows, direction: "apply" | "undo"): Step[] =>
  direction === "apply"
    ? [...units.map(applyUnit), ...people.map(applyPerson)]
    : // Accounts first: they belong to units.
      [...people.map(undoPerson), ...units.map(undoUnit)];

function applyUnit({ before, after, changes }: Planned<Unit>): Step {
  return {
    event: { type: before ? "UnitChanged" : "UnitAdded", about: after.id, name: after.name, changes },
    writes: () => (before ? writeUnit(before, after) : writeNewUnit(after)),
  };
}

function applyPerson({ before, after, changes }: Planned<Person>): Step {
  return {
    event: { type: before ? "PersonChanged" : "PersonAdded", about: after.id, name: after.name, changes },
    writes: () => (before ? [writePerson(after)] : writeNewPerson(after, NO_PASSWORD)),
  };
}

function undoUnit({ before, after, changes }: Planned<Unit>): Step {
  return {
    event: {
      type: before ? "UnitChanged" : "UnitRemoved",
      about: after.id,
      name: after.name,
      changes: back(changes),
    },
    writes: () => (before ? writeUnit(after, before) : dropUnit(after)),
  };
}

function undoPerson({ before, after, changes }: Planned<Person>): Step {
  return {
    event: {
      type: before ? "PersonChanged" : "PersonRemoved",
      about: after.id,
      name: after.name,
      changes: back(changes),
    },
    writes: () => (before ? [writePerson(before)] : dropPerson(after)),
  };
}
