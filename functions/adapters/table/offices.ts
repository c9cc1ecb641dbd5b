/** Offices: the jurisdictions of the installation. */
import * as z from "zod";
import type { Office } from "../../../core/organisation/office.ts";
import type { Person } from "../../../core/organisation/unit.ts";
import { json, optional, service, text, written } from "./column.ts";
import { Entity } from "./entity.ts";
import { writeNewPerson } from "./people.ts";
import { rowKind } from "./row.ts";
import { primary, table } from "./table.ts";
import { commit, put, type Write } from "./transaction.ts";

/** The jurisdiction: whose notices these are. One row lists all jurisdictions of the installation. */
const OfficeRow = new Entity({
  model: { entity: "office", version: "1", service },
  attributes: {
    all: text,
    jurisdiction: text,
    parentId: optional,
    name: text,
    issuer: text,
    mark: text,
    addressee: optional,
    copyTo: { ...json, required: false },
    printedBy: optional,
    copies: { type: "number" },
    format: written(2),
  },
  indexes: {
    byId: {
      pk: { field: primary.pk, composite: ["all"] },
      sk: { field: primary.sk, composite: ["jurisdiction"] },
    },
  },
});

export const officeRows = rowKind(OfficeRow, {
  label: "辖区",
  key: ["jurisdiction"],
  schema: z.object({
    all: z.string(),
    jurisdiction: z.string(),
    name: z.string(),
    issuer: z.string(),
    mark: z.string(),
    parentId: z.string().optional(),
    addressee: z.string().optional(),
    copyTo: z.array(z.string()).optional(),
    printedBy: z.string().optional(),
    copies: z.int().optional(),
  }),
  // 1 → 2: an office may stand in a tree, and says how its notices are addressed. Older code would drop what it says.
  upcasts: [(older) => older],
});

const ALL = "all";

export async function offices(): Promise<Office[]> {
  const { data } = await OfficeRow.query.byId({ all: ALL }).go({ ...table(), pages: "all" });
  return officeRows.all(data);
}

export async function getOffice(jurisdiction: string): Promise<Office> {
  const { data } = await OfficeRow.get({ all: ALL, jurisdiction }).go(table());
  const office = officeRows.one(data);
  if (!office) throw new Error(`no office ${jurisdiction}`);
  return office;
}

export const writeOffice = (office: Office): Write => put(OfficeRow.put({ all: ALL, ...office }));

export async function putOffice(office: Office): Promise<void> {
  await OfficeRow.put({ all: ALL, ...office }).go(table());
}

/**
 * A new office with its first administrator, all or nothing; `false` when the installation has this office already.
 * @param password its hash
 */
export function addOffice(office: Office, administrator: Person, password: string): Promise<boolean> {
  return commit([
    put(
      OfficeRow.put({ all: ALL, ...office }).where((field, { notExists }) => notExists(field.jurisdiction)),
    ),
    ...writeNewPerson(administrator, password),
  ]);
}
