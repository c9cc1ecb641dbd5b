/** Offices: the jurisdictions of the installation. */
import * as z from "zod";
import type { Person } from "../../../core/organisation/unit.ts";
import { service, text, written } from "./column.ts";
import { Entity } from "./entity.ts";
import { writeNewPerson } from "./people.ts";
import { rowKind } from "./row.ts";
import { primary, table } from "./table.ts";
import { commit, put } from "./transaction.ts";

export interface Office {
  readonly jurisdiction: string;
  /** 青槐县 */
  readonly name: string;
  /** Who signs the notices: 中共青槐县委宣传部 */
  readonly issuer: string;
  /** Mark before the notice number: 青宣通 */
  readonly mark: string;
}

/** The jurisdiction: whose notices these are. One row lists all jurisdictions of the installation. */
const OfficeRow = new Entity({
  model: { entity: "office", version: "1", service },
  attributes: { all: text, jurisdiction: text, name: text, issuer: text, mark: text, format: written(1) },
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
  }),
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
