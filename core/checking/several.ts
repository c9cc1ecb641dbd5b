/** Several sessions in one paper: the day is told again, under its own label, with another host or other people. */
import type { Span } from "../text/normalized.ts";
import { type ExaminationContext, wordsOf } from "./context.ts";
import { datesIn, iso } from "./dates.ts";

/** Where the second session begins, and how many there are; undefined for one. */
export function furtherSessions(context: ExaminationContext): { at: Span; times: number } | undefined {
  const { roles } = context.rulebook;
  const under = (ids: readonly string[]) =>
    context.labels.filter(({ elements }) => elements.some((id) => ids.includes(id)));
  const days = new Map<string, Span>();
  for (const { at, value } of under(roles.session_date)) {
    const [date] = datesIn(wordsOf(context, value));
    const day = date && (iso(date) ?? `${date.month}-${date.day}`);
    if (day && !days.has(day)) days.set(day, { start: at.start, end: value.end });
  }
  const hosts = new Set(under(roles.host).map(({ at }) => at.start));
  const times = Math.min(days.size, hosts.size);
  const second = [...days.values()][1];
  return times > 1 && second ? { at: second, times } : undefined;
}
