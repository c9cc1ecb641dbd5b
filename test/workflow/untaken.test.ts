/** A file in the inbox that nobody was told of: found by the rounds of the sweeper, and taken in once. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { deadLetters } from "../../functions/adapters/table/dead-letters.ts";
import { submissionsOfUnit } from "../../functions/adapters/table/submissions.ts";
import { trailOf } from "../../functions/adapters/table/trail.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { DATABASES } from "../../local/folder/inspection.ts";
import { LeapClock } from "../clock.ts";
import { correct, type Office, openOffice, TODAY, ticketFor, untilState, upload } from "../office.ts";
import { minutes, minutesWithoutPlace } from "../paper.ts";
import { meddle } from "../recovery/store-trouble.ts";

const clock = new LeapClock(TODAY);
let office: Office;
beforeAll(async () => {
  office = await openOffice(clock);
});
afterAll(() => office.close());

/** Whatever is sent meanwhile, nobody is told of. */
async function unheard<T>(work: () => Promise<T>): Promise<T> {
  meddle(office.folder, DATABASES.files, "DELETE FROM outbox WHERE id = new.id");
  try {
    return await work();
  } finally {
    meddle(office.folder, DATABASES.files, undefined);
  }
}

/** The rounds of an hour and a quarter, twice side by side as at-least-once may. */
async function rounds(): Promise<void> {
  for (let round = 0; round < 16; round++) {
    clock.leap(new Date(clock.now() + 5 * 60_000).toISOString());
    await Promise.all([office.cloud.invoke("Sweep", {}), office.cloud.invoke("Sweep", {})]);
    await office.cloud.idle();
  }
}

const types = async (id: string) => (await trailOf(id)).map(({ event }) => (event as { type: string }).type);

test("a paper whose event was lost is taken in within the hour, once", async () => {
  const id = await unheard(() => upload(office.url, office.water.link, minutes({ mark: "子" })));
  await office.cloud.idle();
  expect(await submissionsOfUnit(office.jurisdiction, office.water.id)).toEqual([]);
  await rounds();
  await untilState(office.reviewer, id, "in_review");
  await rounds();
  expect(await types(id)).toEqual(["Received", "Examined", "ReviewRequested"]);
  const body = { decision: "approve", revision: 1 } as const;
  await office.reviewer.call(endpoints.decide, { params: { id }, body });
  await untilState(office.reviewer, id, "closed");
});

test("a correction whose event was lost, too", async () => {
  const id = await upload(office.url, office.farm.link, minutesWithoutPlace("丑"));
  const returned = await untilState(office.reviewer, id, "returned");
  await unheard(() => correct(office.url, office.farm.link, minutes({ mark: "丑" }), returned));
  await rounds();
  await untilState(office.reviewer, id, "in_review");
  expect((await types(id)).filter((type) => type === "Resubmitted")).toHaveLength(1);
});

test("a ticket that nobody used becomes nothing", async () => {
  const before = await submissionsOfUnit(office.jurisdiction, office.farm.id);
  await ticketFor(office.url, office.farm.link, minutes({ mark: "寅" }));
  await rounds();
  expect(await submissionsOfUnit(office.jurisdiction, office.farm.id)).toHaveLength(before.length);
  expect(await deadLetters()).toEqual([]);
});
