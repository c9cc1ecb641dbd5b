/**
 * EventBridge Scheduler on one machine. Each due time is fired once, also when the machine was off (then once for
 * all that was missed); a failing function is tried again with growing pauses and at last given up, visibly.
 */
import type { Clock } from "../clock.ts";
import type { Invoke } from "../lambda/function-error.ts";
import { Timers } from "../states/timers.ts";
import { parseSchedule, type Recurrence } from "./expression.ts";
import { type DeadStart, type DueStart, ScheduleStore } from "./store.ts";

export interface ScheduleRule {
  name: string;
  /** `cron(0 9 1 * ? *)` or `rate(5 minutes)`. */
  cron: string;
  /** IANA name, as `Asia/Shanghai`. */
  timezone: string;
  /** Name of the function in the registry. */
  function: string;
  /** Handed to the function; `<aws.scheduler.scheduled-time>` and `<aws.scheduler.attempt-number>` inside are filled. */
  input: unknown;
}

export interface ScheduleOptions {
  file: string;
  clock: Clock;
  invoke: Invoke;
  rules: readonly ScheduleRule[];
  /** Told once when a firing is given up. */
  onDead?: (start: DeadStart, rule: ScheduleRule) => void;
  /** Whether a store has just refused: no firing is given up for that. */
  failing?: () => boolean;
  /** Told when the store refuses: what it was to remember is asked of it again. */
  onFault?: (fault: unknown) => void;
}

export interface ScheduleService {
  /** Fires what was missed and begins to watch. */
  start(): void;
  /** Ends the watch; what was not finished is taken up by the next start. */
  stop(): void;
  /** Firings that were given up. */
  dead(): DeadStart[];
  /** Resolves when no function is under way. */
  idle(): Promise<void>;
}

/** A rule that cannot be kept: the code and the sentence say why. */
class ScheduleRefused extends Error {
  override readonly name = "ScheduleRefused";
  readonly code: string;

  constructor(rule: string, code: string, message: string) {
    super(`定时任务“${rule}”：${message}`);
    this.code = code;
  }
}

const MAX_ATTEMPTS = 8;
const FIRST_PAUSE = 10_000;
const MAX_PAUSE = 3_600_000;
/** A rule that has fired so far ahead of now did so by a clock that has been set back since. */
const SET_BACK = 60_000;
/** Rest before anything is begun again after the store has refused, in milliseconds. */
const AFTER_FAULT = 1000;

const isAhead = (last: number, now: number): boolean => last > now + SET_BACK;

interface Watched {
  rule: ScheduleRule;
  recurrence: Recurrence;
  last: number;
}

export function openSchedule(options: ScheduleOptions): ScheduleService {
  const { clock, invoke, onDead, onFault = () => undefined } = options;
  const store = new ScheduleStore(options.file);
  store.keep(options.rules.map(({ name }) => name));
  const watched = new Map(options.rules.map((rule) => [rule.name, watch(rule)]));
  const underWay = new Map<number, Promise<void>>();
  let timers: Timers | undefined;
  let open = true;

  function watch(rule: ScheduleRule): Watched {
    const now = clock.now();
    const schedule = `${rule.cron} ${rule.timezone}`;
    const known = store.rule(rule.name);
    const state = known?.schedule === schedule && !isAhead(known.last, now) ? known : undefined;
    const parsed = parseSchedule(rule.cron, rule.timezone, state?.anchor ?? now);
    if ("refusal" in parsed)
      throw new ScheduleRefused(rule.name, parsed.refusal.code, parsed.refusal.message);
    const { last } = state ?? store.begin(rule.name, schedule, now);
    return { rule, recurrence: parsed.recurrence, last };
  }

  /** Fires all that is due and answers when to look again. */
  function look(): number | undefined {
    const now = clock.now();
    const times: number[] = [];
    for (const { rule, last } of watched.values())
      if (isAhead(last, now)) watched.set(rule.name, watch(rule));
    for (const one of watched.values()) {
      const missed = one.recurrence.latest(now, one.last + 1);
      if (missed !== undefined) {
        store.fire(one.rule.name, missed, now);
        one.last = missed;
      }
      const next = one.recurrence.after(now);
      if (next !== undefined) times.push(next);
    }
    for (const start of store.pending()) {
      if (underWay.has(start.id)) continue;
      if (start.next <= now || start.next > now + MAX_PAUSE) begin(start);
      else times.push(start.next);
    }
    return times.length === 0 ? undefined : Math.min(...times);
  }

  function begin(start: DueStart): void {
    const rule = watched.get(start.rule)?.rule;
    if (!rule) return;
    const call = async () => invoke(rule.function, filled(rule.input, start));
    const work = call().then(
      () => settle(start, () => store.done(start.id)),
      (error: unknown) => settle(start, () => fail(start, rule, error)),
    );
    underWay.set(start.id, work);
  }

  /** Nothing is written after stop(): the firing stays as it was and is tried again. */
  function settle(start: DueStart, write: () => void): void {
    underWay.delete(start.id);
    if (!timers) return;
    try {
      write();
      timers.arm(clock.now());
    } catch (error) {
      // It stands as it was, and the call is made once more.
      onFault(error);
      timers.arm(clock.now() + AFTER_FAULT);
    }
  }

  function fail(start: DueStart, rule: ScheduleRule, error: unknown): void {
    const attempts = start.attempts + 1;
    const words = error instanceof Error ? error.message : String(error);
    if (attempts < MAX_ATTEMPTS || options.failing?.()) {
      const pause = Math.min(FIRST_PAUSE * 2 ** start.attempts, MAX_PAUSE);
      store.failed(start.id, attempts, clock.now() + pause, words);
    } else {
      store.recordDeadLetter(start.id, attempts, words);
      onDead?.({ ...start, attempts, error: words }, rule);
    }
  }

  return {
    start() {
      if (timers) return;
      timers = new Timers(clock, look, onFault);
      timers.arm(look());
    },
    stop() {
      timers?.stop();
      timers = undefined;
      if (open) store.close();
      open = false;
    },
    dead: () => store.dead(),
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay.values());
    },
  };
}

/** The context attributes of EventBridge Scheduler, wherever they stand in the input. */
function filled(input: unknown, { due, attempts }: DueStart): unknown {
  const text = JSON.stringify(input ?? {})
    .replaceAll("<aws.scheduler.scheduled-time>", new Date(due).toISOString().replace(".000Z", "Z"))
    .replaceAll("<aws.scheduler.attempt-number>", String(attempts + 1));
  return JSON.parse(text);
}
