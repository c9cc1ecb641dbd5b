/** Nothing waits silently (design §4.9): reminder, escalation, the end of a wait. Months pass in milliseconds. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { waitUntil } from "../../client/wait-until.ts";
import { getSubmission } from "../../functions/adapters/table/submissions.ts";
import { termsOfSubject } from "../../functions/adapters/table/terms.ts";
import { trailOf } from "../../functions/adapters/table/trail.ts";
import { getWait } from "../../functions/adapters/table/waits.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { LeapClock } from "../clock.ts";
import { correct, type Office, openOffice, signedIn, untilState, upload } from "../office.ts";
import { minutes, minutesWithoutPlace } from "../paper.ts";
import { historyOf, statusOf } from "./executions.ts";

/** Monday 20 July 2026, nine in the morning in the office. */
const MONDAY = "2026-07-20T01:00:00Z";

const clock = new LeapClock(MONDAY);
let office: Office;
beforeAll(async () => {
  office = await openOffice(clock);
});
afterAll(() => office.close());

/** Leaps, and lets the hourly round be made: by the scheduler, and twice more beside it, as at-least-once may. */
async function comes(instant: string): Promise<void> {
  clock.leap(instant);
  await Promise.all([office.cloud.invoke("Remind", {}), office.cloud.invoke("Remind", {})]);
  await office.cloud.idle();
}

/** What the trail says was told, in order. */
async function told(id: string): Promise<string[]> {
  const events = (await trailOf(id)).map(({ event, at }) => ({
    ...(event as { type: string; about?: string; step?: string }),
    at,
  }));
  return events
    .filter(({ type }) => type === "Reminded" || type === "Escalated")
    .map(({ type, about, step, at }) => `${type} ${about} ${step} ${at.slice(0, 10)}`);
}

describe("a correction that does not come", () => {
  test("up the ladder, each rung once; then it lapses", async () => {
    const id = await upload(office.url, office.water.link, minutesWithoutPlace("迟"));
    const { due } = await untilState(office.reviewer, id, "returned");
    expect(due, "five working days").toBe("2026-07-27");
    await office.cloud.idle();

    const expected: string[] = [];
    for (const [instant, line] of [
      ["2026-07-22T04:00:00Z", undefined],
      ["2026-07-23T01:00:00Z", "Reminded correction -2 2026-07-23"],
      ["2026-07-26T09:00:00Z", undefined],
      ["2026-07-27T01:00:00Z", "Reminded correction 0 2026-07-27"],
      ["2026-07-27T09:00:00Z", undefined],
      ["2026-07-28T01:00:00Z", "Escalated correction +1 2026-07-28"],
      ["2026-08-02T09:00:00Z", undefined],
      // Nothing ran on the day of +5: its leader hears with the rung after it.
      ["2026-08-10T01:00:00Z", "Escalated correction +10 2026-08-10"],
      ["2026-09-10T01:00:00Z", undefined],
    ] as const) {
      await comes(instant);
      if (line) expected.push(line);
      expect(await told(id), instant).toEqual(expected);
    }
    expect(await statusOf("review", id)).toBe("RUNNING");

    await comes("2027-01-17T01:00:00Z");
    await waitUntil("the lapse", async () =>
      (await getSubmission(id))?.state === "withdrawn" ? true : undefined,
    );
    expect(await getSubmission(id)).toMatchObject({ why: "lapsed", by: "machine" });
    await office.cloud.idle();
    expect(await statusOf("review", id)).toBe("SUCCEEDED");
    expect(await getWait(id, "correction"), "nobody is told of it any more").toBeUndefined();
    const before = await told(id);
    await comes("2027-02-17T01:00:00Z");
    expect(await told(id)).toEqual(before);
  });

  test("a correction in time ends the telling", async () => {
    const id = await upload(office.url, office.farm.link, minutesWithoutPlace("准"));
    const reviewer = await signedIn(office.url, "reviewer");
    const returned = await untilState(reviewer, id, "returned");
    await correct(office.url, office.farm.link, minutes({ mark: "准" }), returned);
    await untilState(reviewer, id, "in_review");
    await office.cloud.idle();
    await comes("2027-02-26T01:00:00Z");
    expect((await told(id)).filter((line) => line.includes("correction"))).toEqual([]);
  });
});

describe("a review that does not come", () => {
  test("reminder, escalation; after a year the flow asks again and still waits for the decision", async () => {
    clock.leap("2027-03-01T01:00:00Z");
    const id = await upload(office.url, office.farm.link, minutes({ mark: "等" }));
    const { due } = await untilState(await signedIn(office.url, "reviewer"), id, "in_review");
    expect(due, "three working days").toBe("2027-03-04");
    await office.cloud.idle();
    const first = await getWait(id, "review");
    await comes("2027-03-02T01:00:00Z");
    await comes("2027-03-05T01:00:00Z");
    expect(await told(id)).toEqual(["Reminded review -2 2027-03-02", "Escalated review +1 2027-03-05"]);

    clock.leap("2028-03-01T02:00:00Z");
    await office.cloud.idle();
    // The pause before the second asking.
    clock.leap("2028-03-01T02:01:00Z");
    const second = await waitUntil("the second asking", async () => {
      const wait = await getWait(id, "review");
      return wait && wait.token !== first?.token ? wait : undefined;
    });
    expect(second.since.slice(0, 10)).toBe("2028-03-01");
    expect((await historyOf("review", id)).filter(({ type }) => type === "TaskTimedOut")).toHaveLength(1);
    expect((await getSubmission(id))?.state).toBe("in_review");

    const reviewer = await signedIn(office.url, "reviewer");
    await reviewer.call(endpoints.decide, { params: { id }, body: { decision: "approve", revision: 1 } });
    await untilState(reviewer, id, "closed");
    await office.cloud.idle();
    expect(await statusOf("review", id)).toBe("SUCCEEDED");
  });
});

describe("a notice that nobody issues", () => {
  test("reminds its leader like any other wait, and once it is issued no more", async () => {
    clock.leap("2028-04-03T01:00:00Z");
    const leader = await signedIn(office.url, "leader");
    const { id } = await leader.call(endpoints.draftNotice, { body: { period: "2028-Q1" } });
    const { due } = await waitUntil("the leader's term", async () =>
      (await termsOfSubject(id)).find(({ about }) => about === "issuance"),
    );
    expect(due, "five working days").toBe("2028-04-10");
    await office.cloud.idle();
    await comes("2028-04-09T02:00:00Z");
    await comes("2028-04-11T02:00:00Z");
    const expected = ["Reminded issuance -2 2028-04-09", "Escalated issuance +1 2028-04-11"];
    expect(await told(id)).toEqual(expected);
    const again = await signedIn(office.url, "leader");
    await again.call(endpoints.decideNotice, { params: { id }, body: { decision: "issue" } });
    await comes("2028-06-12T02:00:00Z");
    expect(await told(id)).toEqual(expected);
  });
});
