/** Units of a jurisdiction. */
import * as z from "zod";
import { membersOfRoster, storedUnit } from "../../../core/organisation/stored.ts";
import type { Unit } from "../../../core/organisation/unit.ts";
import { json, service, text, written } from "./column.ts";
import { Entity } from "./entity.ts";
import { rowKind } from "./row.ts";
import { primary, table } from "./table.ts";
import { giveUpName, takeName } from "./taken-names.ts";
import { put, remove, type Write } from "./transaction.ts";

const UnitRow = new Entity({
  model: { entity: "unit", version: "1", service },
  attributes: {
    id: text,
    jurisdiction: text,
    unit: json,
    format: written(2),
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
  upcasts: [membersOfRoster],
});

/** @param surely also what has been written this very moment, for whoever builds on it */
export async function unitsOf(jurisdiction: string, surely = false): Promise<Unit[]> {
  const { data } = await UnitRow.query
    .byId({ jurisdiction })
    .go({ ...table(), pages: "all", consistent: surely });
  return unitRows
    .all(data)
    .map((row) => row.unit)
    .sort((a, b) => a.order - b.order);
}

export async function getUnit(jurisdiction: string, id: string): Promise<Unit | undefined> {
  const { data } = await UnitRow.get({ jurisdiction, id }).go({ ...table(), consistent: true });
  return unitRows.one(data)?.unit;
}

export async function putUnit(unit: Unit): Promise<void> {
  await UnitRow.put({ id: unit.id, jurisdiction: unit.jurisdiction, unit }).go(table());
}

const among = (jurisdiction: string): string => `unit ${jurisdiction}`;

/** Holds only while no other unit of the jurisdiction bears its name. */
export const writeNewUnit = (unit: Unit): Write[] => {
  const { id, jurisdiction, name } = unit;
  return [put(UnitRow.put({ id, jurisdiction, unit })), takeName(among(jurisdiction), name, id)];
};

/** Another name is taken while no other unit bears it, the old one is free again. */
export const writeUnit = (before: Unit, after: Unit): Write[] => {
  const { id, jurisdiction } = after;
  const renamed = before.name !== after.name;
  return [
    put(UnitRow.put({ id, jurisdiction, unit: after })),
    ...(renamed
      ? [giveUpName(among(jurisdiction), before.name), takeName(among(jurisdiction), after.name, id)]
      : []),
  ];
};

export const dropUnit = ({ id, jurisdiction, name }: Unit): Write[] => [
  remove(UnitRow.delete({ id, jurisdiction })),
  giveUpName(among(jurisdiction), name),
];
