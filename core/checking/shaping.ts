// Verdicts on normalised text to the plain data that an examination hands out: original positions, dates, people.
import type { Rulebook, TypeRule } from "../rulebook/rulebook.ts";
import type { Span } from "../text/normalized.ts";
import type { Verdict } from "./context.ts";
import { iso } from "./dates.ts";
import type { ElementResult, Examination } from "./examination.ts";
import { isDate } from "./moments.ts";
import type { Page } from "./page.ts";

type Verdicts = ReadonlyMap<string, Verdict>;

/** One state for every element, where nothing could be looked at. */
export const everyElement = (type: TypeRule, state: ElementResult["state"]): Record<string, ElementResult> =>
  Object.fromEntries(type.elements.map((rule) => [rule.id, { state, evidence: "", start: 0, end: 0 }]));

/** The original words of a span, and where they stand. */
export function original(page: Page, span: Span): { evidence: string; start: number; end: number } {
  if (span.end <= span.start) return { evidence: "", start: 0, end: 0 };
  const { start, end } = page.source.toOriginal(span.start, span.end);
  return { evidence: page.source.original.slice(start, end), start, end };
}

/** What is told of one element. */
export function result(page: Page, verdict: Verdict | undefined): ElementResult {
  if (!verdict) return { state: "not_checked", evidence: "", start: 0, end: 0 };
  const sure = verdict.certainty === undefined ? {} : { certainty: Math.round(verdict.certainty * 100) };
  if (verdict.state === "missing") return { state: "missing", evidence: "", start: 0, end: 0, ...sure };
  const value = isDate(verdict.value) ? (iso(verdict.value) ?? undefined) : verdict.value;
  return {
    state: verdict.state,
    ...original(page, verdict.evidence),
    ...(value === undefined ? {} : { value }),
    ...(verdict.ground && { ground: verdict.ground }),
    ...sure,
  };
}

/** Who presided, if a sound element says so. */
export function hostOf({ roles }: Rulebook, verdicts: Verdicts): string | undefined {
  const verdict = roles.host.map((id) => verdicts.get(id)).find((one) => one?.state === "ok");
  return typeof verdict?.value === "string" ? verdict.value : undefined;
}

/** The day of the session, if it exists. */
export function heldOn({ roles }: Rulebook, verdicts: Verdicts): string | undefined {
  const value = roles.session_date.map((id) => verdicts.get(id)?.value).find(isDate);
  return value && iso(value);
}

/** The people of the session, by the roles that the rulebook gives its elements. */
export function peopleOf(
  { roles }: Rulebook,
  verdicts: Verdicts,
  host: string | undefined,
): Examination["people"] {
  const list = (ids: string[]): string[] | undefined =>
    ids
      .map((id) => verdicts.get(id)?.value)
      .filter((value) => Array.isArray(value))
      .map((value) => value.filter((name) => typeof name === "string"))
      .find((names) => names.length > 0);
  return { host, attendees: list(roles.attendees), speakers: list(roles.speakers) };
}
