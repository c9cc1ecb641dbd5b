/**
 * A new kind of subject needs its own files and one line in a table of kinds: trail, description, task, term, reminder,
 * escalation, sweep and verification come by themselves (decision 0026).
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MACHINE } from "../../core/subject/kind.ts";
import { UnreadableRow } from "../../core/subject/stored.ts";
import { changeSubject, tellTerm } from "../../functions/adapters/table/subject.ts";
import { subjects } from "../../functions/adapters/table/subjects.ts";
import { dropTaskRow, tasksOfSubject } from "../../functions/adapters/table/tasks.ts";
import { dropTerm, termsOfSubject } from "../../functions/adapters/table/terms.ts";
import { trailOf } from "../../functions/adapters/table/trail.ts";
import { commit } from "../../functions/adapters/table/transaction.ts";
import { mendDerivedRows } from "../../functions/app/subjects/derived-rows.ts";
import { described } from "../../functions/app/subjects/describe.ts";
import { sweep } from "../../functions/app/subjects/sweep.ts";
import { tellDueTerms } from "../../functions/app/subjects/tell-terms.ts";
import { verifySubject } from "../../functions/app/subjects/verify.ts";
import { LeapClock } from "../clock.ts";
import { type Office, openOffice } from "../office.ts";
import { errands } from "./errand.ts";

const clock = new LeapClock("2026-07-20T01:00:00Z");
let office: Office;
beforeAll(async () => {
  office = await openOffice(clock);
});
afterAll(() => office.close());

/** The one line. */
const all = { ...subjects, errand: errands };

const ID = "err_1";
const told = async () =>
  (await trailOf(ID)).filter(({ by }) => by === "machine").map((entry) => described(entry, all).text);

const rows = async (id: string) => ({
  tasks: (await tasksOfSubject(id)).map(({ about, pool }) => `${about} ${pool}`),
  terms: (await termsOfSubject(id)).map(({ about, due, day, step }) => `${about} ${due} ${step} ${day}`),
});

describe("an errand", () => {
  test("set out: a line in the trail, a task and a term, in one change", async () => {
    const { jurisdiction } = office;
    const command = { type: "Set", jurisdiction, what: "送书", due: "2026-07-24" } as const;
    await changeSubject(all, "errand", ID, () => ({ command }), { id: "user_1" });
    expect((await trailOf(ID)).map((entry) => described(entry, all))).toEqual([
      { type: "Set", text: "交办：送书" },
    ]);
    expect(await rows(ID)).toEqual({
      tasks: ["errand role/secretary"],
      terms: ["errand 2026-07-24 -2 2026-07-22"],
    });
  });

  test("is reminded of before the day and chased after it, each once though asked twice at once", async () => {
    for (const [instant, line] of [
      ["2026-07-21T02:00:00Z", undefined],
      ["2026-07-22T02:00:00Z", "提醒：差事将于2026年7月24日到期"],
      ["2026-07-23T02:00:00Z", undefined],
      ["2026-07-24T02:00:00Z", "提醒：差事今天到期"],
      ["2026-07-25T02:00:00Z", undefined],
      ["2026-07-27T02:00:00Z", "催办：差事已过2026年7月24日期限，逾期1个工作日"],
      ["2026-08-10T02:00:00Z", "催办：差事已过2026年7月24日期限，逾期10个工作日"],
      ["2026-09-10T02:00:00Z", undefined],
    ] as const) {
      const before = await told();
      clock.leap(instant);
      await Promise.all([tellDueTerms(all), tellDueTerms(all)]);
      expect(await told(), instant).toEqual(line ? [...before, line] : before);
    }
  });

  test("gets its task and term back when they were lost", async () => {
    await commit([...(await tasksOfSubject(ID)).flatMap(dropTaskRow), dropTerm(ID, "errand")]);
    expect(await rows(ID)).toEqual({ tasks: [], terms: [] });
    // Each id has its own five minutes of the hour.
    for (let run = 0; run < 12; run++) {
      clock.leap(new Date(clock.now() + 5 * 60_000).toISOString());
      await sweep(all);
    }
    expect((await rows(ID)).tasks).toEqual(["errand role/secretary"]);
    expect((await rows(ID)).terms).toHaveLength(1);
  });

  test("verifies: the trail is whole and leads to what is stored", async () => {
    expect(await verifySubject(errands, ID)).toEqual({ faults: [], diverged: false });
  });

  test("keeps its term when somebody comes late with one of an earlier day", async () => {
    const [term] = await termsOfSubject(ID);
    if (!term) throw new Error("no term");
    expect(await tellTerm(errands, { ...term, due: "2026-07-10" })).toBeUndefined();
    expect(await termsOfSubject(ID)).toEqual([term]);
  });

  test("finished, it owes nobody anything, also when it was looked at before", async () => {
    await commit((await tasksOfSubject(ID)).flatMap(dropTaskRow));
    await changeSubject(all, "errand", ID, () => ({ command: { type: "Finish" } }), MACHINE);
    expect(await mendDerivedRows(errands, ID)).toBe(0);
    expect(await rows(ID)).toEqual({ tasks: [], terms: [] });
    expect(await verifySubject(errands, ID)).toEqual({ faults: [], diverged: false });
  });

  test("that there is not is refused in its own words", async () => {
    const asked = await changeSubject(
      all,
      "errand",
      "err_none",
      () => ({ command: { type: "Finish" } }),
      MACHINE,
    );
    expect(asked).toMatchObject({ ok: false, refusal: { code: "errand_unknown" } });
  });
});

describe("a stored row", () => {
  test("that is damaged is named, and never guessed at", () => {
    const damaged = { id: "err_9", headHash: "", errand: { id: "err_9", jurisdiction: 7 } };
    expect(() => errands.rows.one(damaged)).toThrow(UnreadableRow);
    expect(() => errands.rows.one(damaged)).toThrow(
      "差事 err_9：数据已损坏（字段 jurisdiction），请从备份恢复。",
    );
  });

  test("of newer code is refused in words", () => {
    expect(() => errands.rows.one({ id: "err_9", format: 2 })).toThrow(
      "差事 err_9：数据由更新版本的七有写成（格式 2，本程序为 1），请用新版本的程序打开。",
    );
  });
});
