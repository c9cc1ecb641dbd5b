/** What a workbook would change, and imports as a list. */
import type * as z from "zod";
import type { Planned } from "../../../core/organisation/import/plan.ts";
import type { Import, Preview } from "../../app/imports/imports.ts";
import { isUndoable } from "../../app/imports/undo.ts";
import type { Names } from "../../app/people/names.ts";
import type * as contract from "../contract/imports.ts";

const plannedLine = ({ before, after, changes }: Planned<{ readonly name: string }>) => ({
  name: after.name,
  isNew: before === undefined,
  changes: changes.map((one) => ({ ...one })),
});

export const previewView = ({
  base,
  faults,
  units,
  people,
}: Preview): z.input<typeof contract.importPreview> => ({
  base,
  faults: faults.map((one) => ({ ...one })),
  units: units.map(plannedLine),
  people: people.map(plannedLine),
});

export function importLine(made: Import, names: Names): z.input<typeof contract.importLine> {
  const { id, fileName, at, by, stage: state, units, people } = made;
  return { id, fileName, at, byName: names.get(by) ?? "", state, units, people, undoable: isUndoable(made) };
}
