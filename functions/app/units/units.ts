/** The units of an office: listed and added. */
import type { Unit } from "../../../core/organisation/unit.ts";
import { accept, type Result, refuse } from "../../../core/outcome.ts";
import { newId } from "../../adapters/identifier.ts";
import { addUnit, unitsOf } from "../../adapters/table/units.ts";

export const listUnits = (jurisdiction: string): Promise<Unit[]> => unitsOf(jurisdiction);

/** A new unit comes last in the order of the list. */
export async function createUnit(
  jurisdiction: string,
  written: Pick<Unit, "name" | "shortName" | "roster">,
): Promise<Result<Unit>> {
  const units = await unitsOf(jurisdiction);
  const exists = refuse("conflict", "unit_exists", `“${written.name}”已经在单位名单里。`);
  if (units.some((unit) => unit.name === written.name)) return exists;
  const order = Math.max(0, ...units.map((unit) => unit.order)) + 1;
  const unit = { id: newId("unit"), jurisdiction, order, ...written };
  return (await addUnit(unit)) ? accept(unit) : exists;
}
