/**
 * A month of filing, minute by minute, all units of an installation together.
 *
 *   units ─▶ queue ─▶ Intake ─(StartExecution)─▶ Examine ─▶ reviewers ─▶ closed
 *               ▲                                  │            │
 *               └────────── corrected a day later ◀─ returned ◀─┘
 *
 * What is simulated is the waiting: for a free function, for a token of a quota, for a reviewer. Jurisdictions are alike,
 * so their reviewers are one pool; a real one with fewer reviewers than the average waits longer than shown.
 */
import { Backlog } from "./backlog.ts";
import { drawCount, drawShare, type Random, randomFrom } from "./draw.ts";
import { QUOTAS, type Quotas } from "./quotas.ts";

export interface Office {
  readonly units: number;
  readonly unitsPerJurisdiction: number;
  readonly papersPerUnit: number;
  readonly reviewersPerJurisdiction: number;
  readonly minutesPerReview: number;
  /** Share of papers that the machine, and of those it passes that a reviewer, sends back once. */
  readonly returnedByMachine: number;
  readonly returnedByReviewer: number;
  /** Seconds of one call, warm. */
  readonly intakeSeconds: number;
  readonly examineSeconds: number;
}

export interface Month {
  readonly filed: number;
  readonly closed: number;
  /** Not closed when the simulation ends. */
  readonly left: number;
  readonly peakPerSecond: number;
  /** Longest time in the queue before Intake, and before Examine, in minutes. */
  readonly queueMinutes: number;
  readonly examineMinutes: number;
  /** Peak of write units a second: of the table, and of the one key under which all outgoing messages stand. */
  readonly peakWriteUnits: number;
  readonly peakMessageUnits: number;
  /** Peak of requests to the API a second: upload pages, and desks that ask for their queue. */
  readonly peakRequests: number;
  /** Peak of state transitions a second. */
  readonly peakTransitions: number;
  /** Open executions, which are open papers. */
  readonly peakOpen: number;
  /** Of one jurisdiction. */
  readonly peakQueueOfJurisdiction: number;
  readonly medianReviewHours: number;
  readonly p95ReviewHours: number;
  readonly longestReviewHours: number;
  /** Minutes of the simulation in which the sweeper cannot look at all open papers within its time. */
  readonly sweepsCutShort: number;
}

const MINUTES_A_DAY = 1440;
/** A month of 30 days that begins on a Monday, and ten days to work off what is left. */
const FILING_DAYS = 30;
const DAYS = 40;
/** Of a month's papers: the last three working days, the seven before, the rest evenly over the others. */
const LAST_DAYS = { count: 3, share: 0.5 } as const;
const DAYS_BEFORE = { count: 5, share: 0.3 } as const;
/** Office hours, in minutes of the day. */
const HOURS = [
  [510, 690],
  [840, 1050],
] as const;
const WORKING_MINUTES = HOURS.reduce((sum, [from, to]) => sum + to - from, 0);
/** Few people file evenly: within a day the busiest minutes see this many times the mean. */
const RUSH = 1.6;
/** Write units of a paper up to its review, and of its messages, as `npm run cost` counts them. */
const WRITE_UNITS = 60;
const MESSAGE_UNITS = 2;
/** Requests of an upload page for one paper, of a desk for one decision, and how often an open queue asks anew. */
const REQUESTS_A_FILING = 6;
const REQUESTS_A_REVIEW = 7;
const QUEUE_LOOK_SECONDS = 15;
/** Started, examined, sorted, waiting. */
const TRANSITIONS_A_FILING = 4;
/** The share of all functions that the desks and the upload pages keep. */
const DESK_SHARE = 0.4;
const SWEEP_SECONDS = 300;
/** The sweeper looks at what has just changed every time, at all else once in so many runs. */
const YOUNG_MINUTES = 15;
const SWEEPS_AN_HOUR = 12;

const isWorkday = (day: number): boolean => day % 7 < 5;
const isOpen = (minute: number): boolean => {
  const ofDay = minute % MINUTES_A_DAY;
  return (
    isWorkday(Math.floor(minute / MINUTES_A_DAY)) && HOURS.some(([from, to]) => ofDay >= from && ofDay < to)
  );
};

/** Share of the month's papers that are filed on each day. */
export function filingByDay(): number[] {
  const workdays = Array.from({ length: FILING_DAYS }, (_, day) => day).filter(isWorkday);
  const last = workdays.slice(-LAST_DAYS.count);
  const before = workdays.slice(-LAST_DAYS.count - DAYS_BEFORE.count, -LAST_DAYS.count);
  const others = workdays.slice(0, -LAST_DAYS.count - DAYS_BEFORE.count);
  const rest = 1 - LAST_DAYS.share - DAYS_BEFORE.share;
  const shares = Array.from({ length: DAYS }, () => 0);
  for (const day of last) shares[day] = LAST_DAYS.share / last.length;
  for (const day of before) shares[day] = DAYS_BEFORE.share / before.length;
  for (const day of others) shares[day] = rest / others.length;
  return shares;
}

/** Papers a minute: quiet at the edges of the office hours, a rush in their middle; the day's mean stays. */
function perMinute(ofDay: number, minute: number): number {
  if (!isOpen(minute)) return 0;
  const at = minute % MINUTES_A_DAY;
  const [from, to] = HOURS.find(([begin, end]) => at >= begin && at < end) ?? [0, 1];
  const wave = 1 + (RUSH - 1) * Math.sin((Math.PI * 2 * (at - from)) / (to - from) - Math.PI / 2);
  return (ofDay / WORKING_MINUTES) * wave;
}

export function simulate(office: Office, seed: number, quotas: Quotas = QUOTAS): Month {
  const random = randomFrom(seed);
  const jurisdictions = Math.max(1, Math.round(office.units / office.unitsPerJurisdiction));
  const shares = filingByDay();
  const arriving = new Map<number, number>();
  const [queue, examining, review] = [new Backlog(), new Backlog(), new Backlog()];
  const reviewed = new Waits();
  const functionsFree = quotas.concurrentFunctions.value * (1 - DESK_SHARE);
  const reviewersAMinute = (jurisdictions * office.reviewersPerJurisdiction) / office.minutesPerReview;
  let [filed, closed, returned, reviewing, tokens, batches] = [0, 0, 0, 0, 0, 0];
  /** Papers that moved, minute by minute of late, and all of them. */
  const justNow: number[] = [];
  let changed = 0;
  const peak = { arrivals: 0, queue: 0, examine: 0, moved: 0, open: 0, review: 0, cutShort: 0 };

  const sendBack = (minute: number, count: number) => {
    returned += count;
    for (const part of parts(count)) {
      const again = minuteOfNextDay(minute, random);
      arriving.set(again, (arriving.get(again) ?? 0) + part);
    }
  };

  for (let minute = 0; minute < DAYS * MINUTES_A_DAY; minute++) {
    const day = Math.floor(minute / MINUTES_A_DAY);
    const mean = perMinute(office.units * office.papersPerUnit * (shares[day] ?? 0), minute);
    const first = drawCount(mean, random);
    const again = arriving.get(minute) ?? 0;
    filed += first;
    returned -= again;
    queue.add(minute, first + again);
    peak.arrivals = Math.max(peak.arrivals, first + again);

    // The mapping works on more batches while the queue is not empty, and calms down when it is.
    batches =
      queue.size > 0
        ? Math.min(quotas.queueMost.value, batches + quotas.queueRampPerMinute.value)
        : quotas.queueStart.value;
    tokens = Math.min(quotas.startBucket.value, tokens) + quotas.startsPerSecond.value * 60;
    const intakes = (Math.min(batches, functionsFree) * 60) / office.intakeSeconds;
    const taken = queue.take(minute, Math.floor(Math.min(intakes, tokens)), (waited) => {
      peak.queue = Math.max(peak.queue, waited);
    });
    tokens -= taken;
    examining.add(minute, taken);

    const examinations = Math.floor((functionsFree * 60) / office.examineSeconds);
    const examined = examining.take(minute, examinations, (waited) => {
      peak.examine = Math.max(peak.examine, waited);
    });
    const faulty = drawShare(
      Math.min(examined, Math.max(0, examined - again)),
      office.returnedByMachine,
      random,
    );
    if (faulty > 0) sendBack(minute, faulty);
    review.add(minute, examined - faulty);
    peak.moved = Math.max(peak.moved, taken);

    let decidedNow = 0;
    if (isOpen(minute)) {
      reviewing += reviewersAMinute;
      const decided = review.take(minute, Math.floor(reviewing), (waited, count) =>
        reviewed.add(waited, count),
      );
      // Hands that find nothing to do do not save the time up.
      reviewing = review.size === 0 ? Math.min(1, reviewing - decided) : reviewing - decided;
      const back = drawShare(decided, office.returnedByReviewer, random);
      if (back > 0) sendBack(minute, back);
      closed += decided - back;
      decidedNow = decided;
    }

    const open = filed - closed;
    peak.open = Math.max(peak.open, open);
    peak.review = Math.max(peak.review, review.size);
    justNow.push(taken + decidedNow);
    changed += taken + decidedNow - (justNow.length > YOUNG_MINUTES ? (justNow.shift() ?? 0) : 0);
    const looked = Math.min(open, changed) + Math.max(0, open - changed) / SWEEPS_AN_HOUR;
    if (looked > quotas.describesPerSecond.value * SWEEP_SECONDS) peak.cutShort++;
  }
  const left = queue.size + examining.size + review.size + returned;
  return {
    filed,
    closed,
    left,
    peakPerSecond: peak.arrivals / 60,
    queueMinutes: peak.queue,
    examineMinutes: peak.examine,
    peakWriteUnits: (peak.moved * WRITE_UNITS) / 60,
    peakMessageUnits: (peak.moved * MESSAGE_UNITS) / 60,
    peakRequests:
      (peak.arrivals / 60) * REQUESTS_A_FILING +
      jurisdictions *
        office.reviewersPerJurisdiction *
        (1 / QUEUE_LOOK_SECONDS + REQUESTS_A_REVIEW / (office.minutesPerReview * 60)),
    peakTransitions: (peak.moved / 60) * TRANSITIONS_A_FILING,
    peakOpen: peak.open,
    peakQueueOfJurisdiction: peak.review / jurisdictions,
    medianReviewHours: reviewed.quantile(0.5) / 60,
    p95ReviewHours: reviewed.quantile(0.95) / 60,
    longestReviewHours: reviewed.quantile(1) / 60,
    sweepsCutShort: peak.cutShort,
  };
}

/** Some office minute of the next working day: when the correction of what is sent back now arrives. */
function minuteOfNextDay(minute: number, random: Random): number {
  let day = Math.floor(minute / MINUTES_A_DAY) + 1;
  while (!isWorkday(day)) day++;
  let at = Math.floor(random() * WORKING_MINUTES);
  for (const [from, to] of HOURS) {
    if (at < to - from) return day * MINUTES_A_DAY + from + at;
    at -= to - from;
  }
  throw new RangeError("no such minute");
}

/** What goes back in one minute comes again at different times: in so many parts at most. */
const PARTS = 16;

function parts(count: number): number[] {
  const size = Math.ceil(count / PARTS);
  const whole = Math.floor(count / size);
  const rest = count - whole * size;
  return [...Array.from({ length: whole }, () => size), ...(rest > 0 ? [rest] : [])];
}

/** How long things have waited, by the minute. */
class Waits {
  readonly #counts: number[] = [];
  #all = 0;

  add(minutes: number, count: number): void {
    this.#counts[minutes] = (this.#counts[minutes] ?? 0) + count;
    this.#all += count;
  }

  /** Minutes within which the share `part` has been served. */
  quantile(part: number): number {
    let served = 0;
    for (const [minutes, count = 0] of this.#counts.entries()) {
      served += count;
      if (served >= part * this.#all) return minutes;
    }
    return 0;
  }
}
