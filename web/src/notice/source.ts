/** What the ids behind a notice's figures tell without asking: papers, sessions, units and what a unit owes. */

import { periodOf } from "../../../core/calendar/period.ts";

export type Source =
  | { readonly kind: "paper"; readonly id: string }
  | { readonly kind: "session"; readonly unitId: string; readonly date: string; readonly period: string }
  | { readonly kind: "obligation"; readonly unitId: string; readonly rule: string; readonly date?: string }
  | { readonly kind: "unit"; readonly unitId: string };

/**
 * Reads a source id: `sub_…`; `ses_<unit>_<day>` (core/sessions/session); `unit_…`; `unit_…/<rule>@<day>`, an
 * obligation that no paper has met (core/obligations/obligation).
 */
export function sourceOf(id: string): Source {
  const session = /^ses_(.+)_(\d{4})(\d{2})(\d{2})$/.exec(id);
  if (session) {
    const date = `${session[2]}-${session[3]}-${session[4]}`;
    return { kind: "session", unitId: `unit_${session[1]}`, date, period: periodOf(date) };
  }
  const unit = /^(unit_[^/]+)(?:\/([^@]+)(?:@(\d{4}-\d{2}-\d{2}))?)?$/.exec(id);
  if (!unit?.[1]) return { kind: "paper", id };
  const [, unitId, rule, date] = unit;
  if (!rule) return { kind: "unit", unitId };
  return { kind: "obligation", unitId, rule, ...(date && { date }) };
}
