/** Rows of the office itself: jurisdiction, units, people, and the names only one may bear. */
import * as z from "zod";
import { storedPerson, storedUnit } from "../../../core/organisation/stored.ts";
import { json, service, text, written } from "./column.ts";
import { Entity } from "./entity.ts";
import { rowKind } from "./row.ts";
import { first, primary } from "./table.ts";

/** The jurisdiction: whose notices these are. One row lists all jurisdictions of the installation. */
export const OfficeRow = new Entity({
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

export const UnitRow = new Entity({
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

/** A person; by login (gsi1). The password only as an scrypt hash with its own salt and parameters. */
export const PersonRow = new Entity({
  model: { entity: "person", version: "1", service },
  attributes: {
    id: text,
    jurisdiction: text,
    login: text,
    password: text,
    person: json,
    format: written(1),
  },
  indexes: {
    byId: {
      pk: { field: primary.pk, composite: ["jurisdiction"] },
      sk: { field: primary.sk, composite: ["id"] },
    },
    byLogin: {
      index: first.index,
      pk: { field: first.pk, composite: ["login"] },
      sk: { field: first.sk, composite: [] },
    },
  },
});

export const personRows = rowKind(PersonRow, {
  label: "人员",
  key: ["id"],
  schema: z.object({
    id: z.string(),
    jurisdiction: z.string(),
    login: z.string(),
    password: z.string(),
    person: storedPerson,
  }),
});

/** A name only one may bear: written together with its bearer, so that two asked for at once are still one. */
export const NameRow = new Entity({
  model: { entity: "name", version: "1", service },
  attributes: { among: text, name: text, bearer: text, format: written(1) },
  indexes: {
    byName: {
      pk: { field: primary.pk, composite: ["among"], casing: "none" },
      sk: { field: primary.sk, composite: ["name"], casing: "none" },
    },
  },
});

/** Kept by conditions on writing: nothing here reads one. */
export const nameRows = rowKind(NameRow, {
  label: "名称占用",
  key: ["among", "name"],
  schema: z.object({ among: z.string(), name: z.string(), bearer: z.string() }),
});
