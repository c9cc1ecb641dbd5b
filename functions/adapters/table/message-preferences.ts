/** How people want to be told: where they are reached, and by which way of telling. */
import * as z from "zod";
import { WAYS } from "../../../core/messages/sending.ts";
import { optional, service, text, written } from "./column.ts";
import { Entity } from "./entity.ts";
import { rowKind } from "./row.ts";
import { primary, table } from "./table.ts";

const PreferenceRow = new Entity({
  model: { entity: "messagePreference", version: "1", service },
  attributes: {
    person: text,
    jurisdiction: text,
    mail: optional,
    mobile: optional,
    byMail: text,
    bySms: text,
    format: written(1),
  },
  indexes: {
    byPerson: {
      pk: { field: primary.pk, composite: ["person"] },
      sk: { field: primary.sk, composite: [] },
    },
  },
});

const preference = z.object({
  person: z.string(),
  jurisdiction: z.string(),
  mail: z.string().optional(),
  mobile: z.string().optional(),
  byMail: z.enum(WAYS),
  bySms: z.enum(WAYS),
});
export type Preference = Readonly<z.output<typeof preference>>;

export const preferenceRows = rowKind(PreferenceRow, {
  label: "消息偏好",
  key: ["person"],
  schema: preference,
});

/** Of somebody who has said nothing: as it comes, once there is an address. */
export async function preferenceOf(person: string, jurisdiction: string): Promise<Preference> {
  const { data } = await PreferenceRow.get({ person }).go({ ...table(), consistent: true });
  return preferenceRows.one(data) ?? { person, jurisdiction, byMail: "at_once", bySms: "at_once" };
}

export async function putPreference(row: Preference): Promise<void> {
  await PreferenceRow.put(row).go(table());
}
