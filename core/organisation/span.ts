/** A span of days, half-open: from its first day up to, and without, `until`. What is left out has no bound. */
import type { Day } from "../subject/kind.ts";

export interface Span {
  readonly from?: Day;
  /** The first day on which it no longer holds. */
  readonly until?: Day;
}

export const holdsOn = ({ from, until }: Span, day: Day): boolean =>
  (from === undefined || from <= day) && (until === undefined || day < until);

/** Whether it holds on any day from `first` to `last`, both included. */
export const holdsWithin = ({ from, until }: Span, first: Day, last: Day): boolean =>
  (from === undefined || from <= last) && (until === undefined || first < until);

/** A span that ends before it begins holds on no day: somebody has mistaken one of the two. */
export const isEmpty = ({ from, until }: Span): boolean =>
  from !== undefined && until !== undefined && until <= from;
