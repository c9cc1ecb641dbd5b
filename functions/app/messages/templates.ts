/** An office's own words, for its administrator: seen beside the product's, tried, kept, given back. */
import {
  checkedTemplate,
  type OwnTemplates,
  type Template,
  type TemplateName,
} from "../../../core/messages/template.ts";
import type { Person } from "../../../core/organisation/unit.ts";
import { accept, type Result } from "../../../core/outcome.ts";
import { clock } from "../../adapters/clock.ts";
import { dropTemplate, putTemplate, templatesOf } from "../../adapters/table/message-templates.ts";

export const ownTemplates = (jurisdiction: string): Promise<OwnTemplates> => templatesOf(jurisdiction);

export async function saveTemplate(
  { id: by, jurisdiction }: Person,
  name: TemplateName,
  written: Template,
): Promise<Result<{ ok: true }>> {
  const checked = checkedTemplate(written);
  if (!checked.ok) return checked;
  await putTemplate({ jurisdiction, name, template: checked.value, by, at: clock.instant() });
  return accept({ ok: true });
}

export async function restoreTemplate(
  jurisdiction: string,
  name: TemplateName,
): Promise<Result<{ ok: true }>> {
  await dropTemplate(jurisdiction, name);
  return accept({ ok: true });
}
