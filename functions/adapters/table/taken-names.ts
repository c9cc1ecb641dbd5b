/** Names that only one may bear. */
import * as z from "zod";
import { service, text, written } from "./column.ts";
import { Entity } from "./entity.ts";
import { rowKind } from "./row.ts";
import { primary } from "./table.ts";
import { put, remove, type Write } from "./transaction.ts";

/** A name only one may bear: written together with its bearer, so that two asked for at once are still one. */
const NameRow = new Entity({
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

/** Holds only while nobody bears the name. */
export const takeName = (among: string, name: string, bearer: string): Write =>
  put(NameRow.put({ among, name, bearer }).where((field, { notExists }) => notExists(field.bearer)));

/** Its bearer bears it no longer. */
export const giveUpName = (among: string, name: string): Write => remove(NameRow.delete({ among, name }));
