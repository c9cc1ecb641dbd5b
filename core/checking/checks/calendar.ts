// Checks on dates: order, future, year, window.

import { dayNumber, iso, order } from "../dates.ts";
import { isDate } from "../moments.ts";
import type { Check } from "./check.ts";
import { dayOf, doubted, said } from "./days.ts";

/**
 * `earlier` must not lie after `later` (`strict`: must lie before it). Days that do not exist are compared as written; where a
 * year is only the likeliest, a person looks.
 */
export const dateOrder: Check<"date_order"> = (context, verdicts, rule, regexes) => {
  const [seekEarlier, seekLater] = regexes;
  const earlier = dayOf(context, verdicts, rule.earlier, seekEarlier);
  const later = dayOf(context, verdicts, rule.later, seekLater);
  if (!earlier || !later || earlier.month === 0 || later.month === 0) return [];
  const [first, second] = [order(earlier), order(later)];
  const monthOnly = earlier.day === undefined || later.day === undefined;
  const wrong = monthOnly
    ? Math.floor(first / 100) > Math.floor(second / 100)
    : rule.strict
      ? first >= second
      : first > second;
  if (!wrong) return [];
  const blamed = rule.element === rule.earlier ? earlier : later;
  return [doubted({ at: blamed, values: { earlier: said(earlier), later: said(later) } }, earlier, later)];
};

/** The event must not lie after the day of examination. A day without a year that does is mostly another one, still to come. */
export const notFuture: Check<"not_future"> = (context, verdicts, rule) => {
  const date = dayOf(context, verdicts, rule.element);
  if (!date || date.day === undefined || date.month === 0) return [];
  const [year = 0, month = 0, day = 0] = context.input.asOf.split("-").map(Number);
  return order(date) > order({ year, month, day })
    ? [
        {
          at: date,
          values: { date: said(date), asof: context.input.asOf },
          ...(date.inferred && { severity: "look" as const }),
        },
      ]
    : [];
};

/** The event lies in the year for which the document is filed. A document filed for no year in particular is not judged. */
export const filedYear: Check<"filed_year"> = (context, verdicts, rule) => {
  const date = dayOf(context, verdicts, rule.element);
  const year = context.input.filed?.year;
  return date?.year !== undefined && year !== undefined && date.year !== year
    ? [{ at: date, values: { date: said(date), year } }]
    : [];
};

/** A date must lie in a window of the year that another element names, e.g. from last October to this March. */
export const yearWindow: Check<"year_window"> = (context, verdicts, rule) => {
  const date = dayOf(context, verdicts, rule.element);
  const year = verdicts.get(rule.year)?.value;
  if (!date || typeof year !== "number") return [];
  const bound = (text: string): number => {
    const [shift = 0, month = 1, day = 1] = text.split("/").map(Number);
    return order({ year: year + shift, month, day });
  };
  const at = order(date);
  return at < bound(rule.from) || at > bound(rule.to)
    ? [{ at: date, values: { date: said(date), year } }]
    : [];
};

/** A session that was held long before it is told of, by the paper's own dates. */
export const outdated: Check<"outdated"> = (context, verdicts, rule) => {
  const held = dayOf(context, verdicts, rule.element);
  const issued = dayOf(context, verdicts, rule.issued);
  if (!held || !issued || held.day === undefined || held.month === 0 || issued.month === 0) return [];
  const days = dayNumber(issued) - dayNumber(held);
  const written = held.inferred === undefined && issued.inferred === undefined;
  return days > rule.days
    ? [{ at: held, values: { date: said(held), days }, ...(!written && { severity: "look" as const }) }]
    : [];
};

const DAY = 86_400_000;

/** The paper was filed (`asOf`) within the rulebook's time: so many days after the event, or by a day of a year. */
export const filedWithin: Check<"filed_within"> = (context, verdicts, rule) => {
  const limit = context.rulebook.deadlines[rule.deadline]?.value;
  const verdict = verdicts.get(rule.since);
  const due = limit === undefined ? undefined : dueDay(limit, verdict?.value, rule.yearsAfter);
  if (due === undefined || !verdict || context.input.asOf <= due) return [];
  const late = Math.round((Date.parse(context.input.asOf) - Date.parse(due)) / DAY);
  return [{ at: verdict.evidence, values: { due, late, filed: context.input.asOf } }];
};

function dueDay(limit: number | string, value: unknown, yearsAfter: number): string | undefined {
  if (typeof limit === "string")
    return typeof value === "number" ? `${value + yearsAfter}-${limit}` : undefined;
  const held = isDate(value) ? iso(value) : undefined;
  return held && new Date(Date.parse(held) + limit * DAY).toISOString().slice(0, 10);
}
