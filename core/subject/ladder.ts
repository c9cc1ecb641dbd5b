/** When people are told of a term: a reminder before the due day, an escalation after it, then again and again. */
import { afterDays } from "../calendar/workday.ts";
import type { Day } from "./kind.ts";
import type { TermStep } from "./term-event.ts";

/** In calendar days. */
export interface Ladder {
  readonly remindBefore: number;
  readonly escalateAfter: number;
  readonly repeatEvery: number;
}

export interface NextTelling {
  readonly day: Day;
  readonly step: TermStep;
}

const later = (a: Day, b: Day): Day => (a > b ? a : b);

/** The first telling of a term: never before today. */
export const firstTelling = (due: Day, today: Day, { remindBefore }: Ladder): NextTelling => ({
  day: later(afterDays(due, -remindBefore), today),
  step: "remind",
});

/**
 * What follows a telling on `today`. After the reminder the escalation, at once where the day for it is past already (its
 * own turn of the clock, so that both are recorded).
 */
export function nextTelling(told: TermStep, due: Day, today: Day, ladder: Ladder): NextTelling {
  const day =
    told === "remind"
      ? later(afterDays(due, ladder.escalateAfter), today)
      : afterDays(today, ladder.repeatEvery);
  return { day, step: "escalate" };
}

/** The day before, the day after, then every week. */
export const DEFAULT_LADDER: Ladder = { remindBefore: 1, escalateAfter: 1, repeatEvery: 7 };
