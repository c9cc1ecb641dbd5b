/** An office's own words for what people are told. */
import * as z from "zod";
import { type OwnTemplates, type Template, templateNames } from "../../../core/messages/template.ts";
import { json, service, text, written } from "./column.ts";
import { Entity } from "./entity.ts";
import { rowKind } from "./row.ts";
import { primary, table } from "./table.ts";

const TemplateRow = new Entity({
  model: { entity: "messageTemplate", version: "1", service },
  attributes: { jurisdiction: text, name: text, template: json, by: text, at: text, format: written(1) },
  indexes: {
    byOffice: {
      pk: { field: primary.pk, composite: ["jurisdiction"] },
      sk: { field: primary.sk, composite: ["name"] },
    },
  },
});

const row = z.object({
  jurisdiction: z.string(),
  name: z.enum(templateNames),
  template: z.object({ title: z.string(), text: z.string() }),
  by: z.string(),
  at: z.string(),
});
export type KeptTemplate = Readonly<z.output<typeof row>>;

export const templateRows = rowKind(TemplateRow, {
  label: "消息模板",
  key: ["jurisdiction", "name"],
  schema: row,
});

export async function templatesOf(jurisdiction: string): Promise<OwnTemplates> {
  const { data } = await TemplateRow.query.byOffice({ jurisdiction }).go({ ...table(), pages: "all" });
  const own: Partial<Record<KeptTemplate["name"], Template>> = {};
  for (const { name, template } of templateRows.all(data)) own[name] = template;
  return own;
}

export async function putTemplate(kept: KeptTemplate): Promise<void> {
  await TemplateRow.put(kept).go(table());
}

/** The product's own words again. */
export async function dropTemplate(jurisdiction: string, name: KeptTemplate["name"]): Promise<void> {
  await TemplateRow.delete({ jurisdiction, name }).go(table());
}
