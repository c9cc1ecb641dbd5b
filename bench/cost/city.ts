/** A city's year, made of what single things were measured to use. The assumptions about its people are all here. */
import { nothing, plus, type Tally, times } from "./tally.ts";

export interface City {
  readonly units: number;
  /** A year: the seven papers of twelve sessions would be 84; a plan, a summary, some sessions less. */
  readonly papersPerUnit: number;
  readonly reviewers: number;
  /** A working day, with the queue on the screen. */
  readonly deskHours: number;
  readonly workdays: number;
  /** Working days a paper is open on average, over all of them. */
  readonly waitDays: number;
  readonly alarms: number;
}

export const CITY: City = {
  units: 200,
  papersPerUnit: 80,
  reviewers: 3,
  deskHours: 4,
  workdays: 250,
  waitDays: 3,
  /** As infra/alarm-table.ts has them. */
  alarms: 7,
};

/** What was measured, each of it once. */
export interface Measured {
  readonly paper: Tally;
  readonly noticePerUnit: Tally;
  /** The sweeper looks at every open paper. */
  readonly sweep: { readonly base: Tally; readonly perOpen: Tally };
  readonly remind: Tally;
  /** Whether anything is to be sent or not. */
  readonly deliver: Tally;
  /** The queue lists every open paper and reads all units and people for their names. */
  readonly look: { readonly perUnit: Tally; readonly perOpen: Tally };
}

export interface Year {
  readonly papers: Tally;
  readonly notices: Tally;
  readonly sweeps: Tally;
  readonly desks: Tally;
  /** Runs whether anybody files or not. */
  readonly idle: Tally;
}

const DAYS = 365;
/** As resources.ts schedules them. */
const SWEEPS_A_DAY = 24 * 12;
const REMINDS_A_DAY = 24;
const DELIVERS_A_DAY = 24 * 60;
/** The queue page asks anew every fifteen seconds. */
const LOOKS_AN_HOUR = 240;
/** Five long polls of 20 s are kept open on a queue, whether anything lies in it or not: what arrived, what has its turn, dead letters. */
const POLLS_A_DAY = 3 * 5 * 3 * 60 * 24;

/** Papers that are open at a time on average. */
export const openPapers = ({ units, papersPerUnit, workdays, waitDays }: City): number =>
  ((units * papersPerUnit) / workdays) * waitDays;

export function yearOf(city: City, { paper, noticePerUnit, sweep, remind, deliver, look }: Measured): Year {
  const { units, papersPerUnit, reviewers, deskHours, workdays } = city;
  const open = openPapers(city);
  const oneSweep = plus(sweep.base, times(sweep.perOpen, open));
  const oneLook = plus(times(look.perUnit, units), times(look.perOpen, open));
  return {
    papers: times(paper, units * papersPerUnit),
    notices: times(noticePerUnit, units * 4),
    sweeps: times(oneSweep, SWEEPS_A_DAY * DAYS),
    desks: times(oneLook, LOOKS_AN_HOUR * deskHours * workdays * reviewers),
    idle: plus(times(remind, REMINDS_A_DAY * DAYS), times(deliver, DELIVERS_A_DAY * DAYS), {
      ...nothing,
      queueRequests: POLLS_A_DAY * DAYS,
      scheduledCalls: (SWEEPS_A_DAY + REMINDS_A_DAY + DELIVERS_A_DAY) * DAYS,
    }),
  };
}
