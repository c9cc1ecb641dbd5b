/** The only place where handlers ask what time it is. Tests and the one-machine cloud may set another clock. */
import { dayOf } from "../../core/calendar/workday.ts";

let source: () => number = Date.now;

export const clock = {
  now: (): Date => new Date(source()),
  /** This instant as ISO 8601 in UTC. */
  instant: (): string => new Date(source()).toISOString(),
  /** Today in the office's time zone, `YYYY-MM-DD`. */
  today: (): string => dayOf(new Date(source())),
  use(milliseconds: () => number): void {
    source = milliseconds;
  },
};
