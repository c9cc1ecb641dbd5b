import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { VirtualClock } from "../clock.ts";
import { openSchedule, type ScheduleRule, type ScheduleService } from "./service.ts";
import type { DeadStart } from "./store.ts";

const DAY = 86_400_000;
const MONTHLY: ScheduleRule = {
  name: "notice",
  cron: "cron(0 9 1 * ? *)",
  timezone: "Asia/Shanghai",
  function: "draftNotice",
  input: { at: "<aws.scheduler.scheduled-time>" },
};

let folder: string;
let clock: VirtualClock;
let fired: { name: string; payload: unknown; at: string }[];
let failing: boolean;
let dead: DeadStart[];
let storeFailing: boolean;
let faults: string[];
let schedule: ScheduleService;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "qiyou-schedule-"));
  clock = new VirtualClock(Date.parse("2026-01-15T00:00:00Z"));
  fired = [];
  dead = [];
  storeFailing = false;
  faults = [];
  failing = false;
  schedule = open();
});

afterEach(() => {
  schedule.stop();
  rmSync(folder, { recursive: true });
});

function open(rules = [MONTHLY]): ScheduleService {
  return openSchedule({
    file: join(folder, "schedule.sqlite"),
    clock,
    async invoke(name, payload) {
      fired.push({ name, payload, at: new Date(clock.now()).toISOString() });
      if (failing) throw new Error("不通");
    },
    rules,
    onDead: (start) => dead.push(start),
    failing: () => storeFailing,
    onFault: (fault) => faults.push(String(fault)),
  });
}

/** Makes the store refuse a change, as a full disk does. */
function refuse(change: "INSERT" | "DELETE" | undefined): void {
  const other = new DatabaseSync(join(folder, "schedule.sqlite"));
  other.exec("DROP TRIGGER IF EXISTS full");
  if (change)
    other.exec(
      `CREATE TRIGGER full BEFORE ${change} ON firing BEGIN SELECT RAISE(ABORT, 'disk is full'); END`,
    );
  other.close();
}

async function restart(rules?: ScheduleRule[]): Promise<void> {
  schedule.stop();
  schedule = open(rules);
  schedule.start();
  await clock.advance(0);
}

test("fires when due, with the due time in the input, month after month", async () => {
  schedule.start();
  await clock.advance(80 * DAY);
  expect(fired).toEqual(
    ["2026-02-01", "2026-03-01", "2026-04-01"].map((day) => ({
      name: "draftNotice",
      payload: { at: `${day}T01:00:00Z` },
      at: `${day}T01:00:00.000Z`,
    })),
  );
});

test.each(["INSERT", "DELETE"] as const)(
  "goes on by itself after its store has refused an %s",
  async (change) => {
    schedule.start();
    refuse(change);
    await clock.advanceTo(Date.parse("2026-02-01T01:00:00Z"));
    await clock.advance(500);
    expect(faults).not.toEqual([]);
    const before = fired.length;
    refuse(undefined);
    await clock.advance(10_000);
    expect(fired).toHaveLength(before + 1);
    await clock.advance(DAY);
    expect(fired).toHaveLength(before + 1);
  },
);

test("a rule that is new has missed nothing", async () => {
  schedule.start();
  await clock.advance(0);
  expect(fired).toEqual([]);
});

test("what was missed while the machine was off is fired once, the latest, and never again", async () => {
  schedule.start();
  schedule.stop();
  await clock.advance(80 * DAY);
  await restart();
  await restart();
  await clock.advance(DAY);
  expect(fired.map(({ payload }) => payload)).toEqual([{ at: "2026-04-01T01:00:00Z" }]);
});

test("a restart in the very instant of the due time does not fire twice", async () => {
  schedule.start();
  await clock.advanceTo(Date.parse("2026-02-01T01:00:00Z"));
  await restart();
  await restart();
  expect(fired).toHaveLength(1);
});

test("a failing function is tried again with growing pauses, across restarts, until it is given up", async () => {
  failing = true;
  schedule.start();
  await clock.advanceTo(Date.parse("2026-02-01T01:00:30Z"));
  await restart();
  await clock.advance(DAY);
  const seconds = fired.map(({ at }) => (Date.parse(at) - Date.parse("2026-02-01T01:00:00Z")) / 1000);
  expect(seconds).toEqual([0, 10, 30, 70, 150, 310, 630, 1270]);
  expect(dead).toMatchObject([{ rule: "notice", attempts: 8, error: "不通" }]);
  expect(schedule.dead()).toMatchObject([{ rule: "notice", due: Date.parse("2026-02-01T01:00:00Z") }]);
});

test("nothing is given up while a store refuses", async () => {
  failing = true;
  storeFailing = true;
  schedule.start();
  await clock.advanceTo(Date.parse("2026-02-03T01:00:00Z"));
  expect(fired.length).toBeGreaterThan(8);
  expect(dead).toEqual([]);
  failing = false;
  storeFailing = false;
  await clock.advance(2 * 3_600_000);
  const tries = fired.length;
  await clock.advance(DAY);
  expect([fired.length, dead]).toEqual([tries, []]);
});

test("a call that was under way when the process ended is made again", async () => {
  schedule.stop();
  let release: () => void = () => undefined;
  const held = openSchedule({
    file: join(folder, "schedule.sqlite"),
    clock,
    invoke: () => new Promise<void>((resolve) => (release = resolve)),
    rules: [MONTHLY],
  });
  held.start();
  await clock.advance(20 * DAY);
  held.stop();
  release();
  await held.idle();
  schedule = open();
  schedule.start();
  await clock.advance(0);
  expect(fired.map(({ payload }) => payload)).toEqual([{ at: "2026-02-01T01:00:00Z" }]);
});

test("a rule whose schedule changed begins anew", async () => {
  schedule.start();
  schedule.stop();
  await clock.advance(80 * DAY);
  schedule = open([{ ...MONTHLY, cron: "rate(1 hour)" }]);
  schedule.start();
  await clock.advance(2 * 3_600_000);
  expect(fired).toHaveLength(2);
});

test("what a rule still had to fire goes with the rule, and a rule that comes back begins anew", async () => {
  failing = true;
  schedule.start();
  await clock.advanceTo(Date.parse("2026-02-01T01:00:05Z"));
  expect(fired).toHaveLength(1);
  const another = { ...MONTHLY, name: "another", function: "another", cron: "cron(0 9 1 6 ? *)" };
  await restart([another]);
  failing = false;
  await clock.advance(40 * DAY);
  expect(fired).toHaveLength(1);
  await restart([MONTHLY]);
  expect(fired).toHaveLength(1);
  await clock.advanceTo(Date.parse("2026-04-01T01:00:00Z"));
  expect(fired.slice(1).map(({ payload }) => payload)).toEqual([{ at: "2026-04-01T01:00:00Z" }]);
});

test("a firing that failed before its rule's function was renamed calls the new one", async () => {
  failing = true;
  schedule.start();
  await clock.advanceTo(Date.parse("2026-02-01T01:00:05Z"));
  failing = false;
  await restart([{ ...MONTHLY, function: "composeNotice" }]);
  await clock.advance(60_000);
  expect(fired.map(({ name }) => name)).toEqual(["draftNotice", "composeNotice"]);
});

describe("a clock that was ahead and is set right", () => {
  const often = [{ ...MONTHLY, cron: "rate(1 hour)" }];
  const AHEAD = 40 * DAY;

  /** Fires ahead of its time, then goes on by the right clock. */
  async function setRight(): Promise<void> {
    const right = clock;
    clock = new VirtualClock(right.now() + AHEAD);
    await restart(often);
    await clock.advance(2 * 3_600_000);
    clock = right;
    fired = [];
  }

  test("does not keep a rule waiting until it is that late again", async () => {
    await setRight();
    await restart(often);
    await clock.advance(3 * 3_600_000);
    expect(fired).toHaveLength(3);
  });

  test("leaves no failed firing waiting for that day", async () => {
    failing = true;
    await setRight();
    failing = false;
    await restart(often);
    expect(fired.length).toBeGreaterThan(0);
  });
});

test("a rule that cannot be kept is refused at once", () => {
  expect(() => open([{ ...MONTHLY, cron: "cron(0 9 * * * *)" }])).toThrow(/定时任务“notice”.*“日”与“周”/);
});
