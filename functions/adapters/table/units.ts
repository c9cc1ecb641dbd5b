/** Units of a jurisdiction. */
import * as z from "zod";
import { storedUnit } from "../../../core/organisation/stored.ts";
import type { Unit } from "../../../core/organisation/unit.ts";
import { json, service, text, written } from "./column.ts";
import { Entity } from "./entity.ts";
import { rowKind } from "./row.ts";
import { primary, table } from "./table.ts";
import { takeName } from "./taken-names.ts";
import { commit, put } from "./transaction.ts";

const UnitRow = new Entity({
  model: { entity: "unit", version: "1", service },
  attributes: {
    id: text,
    jurisdiction: text,
    unit: json,
    format: written(1),
  },
  indexes: {
    byId: {
      pk: { field: primary.pk, composite: ["jurisdiction"] },
      sk: { field: primary.sk, composite: ["id"] },
    },
  },
});

export const unitRows = rowKind(UnitRow, {
  label: "单位",
  key: ["id"],
  schema: z.object({ id: z.string(), jurisdiction: z.string(), unit: storedUnit }),
});

export async function unitsOf(jurisdiction: string): Promise<Unit[]> {
  const { data } = await UnitRow.query.byId({ jurisdiction }).go({ ...table(), pages: "all" });
  return unitRows
    .all(data)
    .map((row) => row.unit)
    .sort((a, b) => a.order - b.order);
}

export async function getUnit(jurisdiction: string, id: string): Promise<Unit | undefined> {
  const { data } = await UnitRow.get({ jurisdiction, id }).go(table());
  return unitRows.one(data)?.unit;
}

export async function putUnit(unit: Unit): Promise<void> {
  await UnitRow.put({ id: unit.id, jurisdiction: unit.jurisdiction, unit }).go(table());
}

/** A new unit; `false` when another of the jurisdiction has just taken its name. */
export function addUnit(unit: Unit): Promise<boolean> {
  const { id, jurisdiction, name } = unit;
  return commit([put(UnitRow.put({ id, jurisdiction, unit })), takeName(`unit ${jurisdiction}`, name, id)]);
}
