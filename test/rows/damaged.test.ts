/** A damaged row is said to be one, by its name, to whoever asks for it; what works through many rows goes on past it. */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { deadLetters, recordDeadLetter } from "../../functions/adapters/table/dead-letters.ts";
import { dropTaskRow, tasksOfSubject } from "../../functions/adapters/table/tasks.ts";
import { trailOf } from "../../functions/adapters/table/trail.ts";
import { commit } from "../../functions/adapters/table/transaction.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { LeapClock } from "../clock.ts";
import { type Office, openOffice, refusal, TODAY, untilState, upload } from "../office.ts";
import { minutes } from "../paper.ts";
import { itemsOf, setColumn } from "./aged.ts";

const clock = new LeapClock(TODAY);
let office: Office;
/** Papers that wait for their reviewer. */
let sound: string;
let damaged: string;
beforeAll(async () => {
  office = await openOffice(clock);
  const { url, water, farm, reviewer, cloud } = office;
  sound = await upload(url, water.link, minutes({ mark: "甲" }));
  damaged = await upload(url, farm.link, minutes({ mark: "乙" }));
  for (const id of [sound, damaged]) await untilState(reviewer, id, "in_review");
  await cloud.idle();
  const row = await rowOf("submission", damaged);
  await setColumn(row, "submission", { ...Object(row.submission), due: 7 });
});
afterAll(() => office.close());

async function rowOf(entity: string, id: string) {
  const found = (await itemsOf(entity)).find((item) => item.id === id);
  if (!found) throw new Error(`no ${entity} ${id}`);
  return found;
}
const sentence = () => `报送件 ${damaged}：数据已损坏（字段 due），请从备份恢复。`;

describe("to whoever asks", () => {
  test("it is named, with its field and what to do, and logged without where it was met", async () => {
    const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const refused = await refusal(office.reviewer.call(endpoints.submission, { params: { id: damaged } }));
    const lines = written.mock.calls.map(([line]) => String(line));
    written.mockRestore();
    expect(refused).toEqual({
      status: 500,
      code: "row_damaged",
      message: `${sentence()}操作没有完成，请告诉管理员。`,
    });
    const told = lines.map((line) => JSON.parse(line)).find(({ code }) => code === "row_damaged");
    expect(told).toMatchObject({ level: "error", subject: damaged, message: sentence() });
    expect(told).not.toHaveProperty("error");
  });

  test("a list with it fails by it, rather than be short of it", async () => {
    expect(await refusal(office.reviewer.call(endpoints.queue))).toMatchObject({
      status: 500,
      code: "row_damaged",
    });
  });

  test("nothing else is held up", async () => {
    const { state } = await office.reviewer.call(endpoints.submission, { params: { id: sound } });
    expect(state).toBe("in_review");
  });
});

describe("what works through all", () => {
  /** The failure that a run of the hour ends with, as the clock's own runs do. */
  const run = (name: string) =>
    office.cloud.invoke(name, {}).then(
      () => "well",
      ({ message }: Error) => message.replace("UnreadableRow: ", ""),
    );

  test("the sweeper mends the others, and fails by it once in its hour", async () => {
    await commit((await tasksOfSubject(sound)).flatMap(dropTaskRow));
    const said: string[] = [];
    // Its slot of the hour is one of twelve.
    for (let minutes = 0; minutes < 60; minutes += 5) {
      clock.leap(new Date(clock.now() + 5 * 60_000).toISOString());
      said.push(await run("Sweep"));
    }
    expect(new Set(said)).toEqual(new Set(["well", sentence()]));
    expect(said.filter((one) => one !== "well")).toHaveLength(1);
    expect(await tasksOfSubject(sound)).toHaveLength(1);
  });

  test("a reminder that is due reaches the others", async () => {
    clock.leap("2026-10-20T01:00:00Z");
    expect(await run("Remind")).toBe(sentence());
    expect((await trailOf(sound)).map(({ event }) => Object(event).type)).toContain("Escalated");
  });
});

test("of the administrator's own list too", async () => {
  await recordDeadLetter("试", "试", 1, "");
  const [letter] = await itemsOf("deadLetter");
  if (!letter) throw new Error("no letter");
  await setColumn(letter, "attempts", "一次");
  await expect(deadLetters()).rejects.toThrow(`未能处理的事项 ${letter.id}：数据已损坏（字段 attempts）`);
});
