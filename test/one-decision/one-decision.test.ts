/** Two reviewers decide the same paper in the same instant, 200 times: one decision each time, the other is told. */

import { afterAll, beforeAll, expect, test } from "vitest";
import type { ApiClient } from "../../client/api-client.ts";
import { waitUntil } from "../../client/wait-until.ts";
import type { CommonEvent } from "../../core/subject/change.ts";
import { verify } from "../../core/subject/trail.ts";
import type { SubmissionEvent } from "../../core/submissions/event.ts";
import { getSubmission, submissionsByTurn } from "../../functions/adapters/table/submissions.ts";
import { trailOf } from "../../functions/adapters/table/trail.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { Refused } from "../../functions/api/contract/refused.ts";
import { foundUnit, type Office, openOffice, refusal, upload } from "../office.ts";
import { minutes } from "../paper.ts";

const TIMES = 200;
/** A paper compared with few others is read faster: many units file a few each. */
const UNITS = 40;
const SIDE_BY_SIDE = 8;
const DECISIONS = ["approve", "return", "reject"] as const;
type Decision = (typeof DECISIONS)[number];
const EVENTS: Record<Decision, SubmissionEvent["type"]> = {
  approve: "Approved",
  return: "Returned",
  reject: "Rejected",
};
const STATES = { approve: "closed", return: "returned", reject: "rejected" } as const;

let office: Office;
const waiting: string[] = [];

beforeAll(async () => {
  office = await openOffice();
  const units = await Promise.all(
    Array.from({ length: UNITS }, (_, n) => foundUnit(office.jurisdiction, `青槐县第${n + 1}单位`, n + 10)),
  );
  const work = Array.from({ length: TIMES }, (_, n) => n);
  await sideBySide(work, async (n) => {
    const unit = units[n % UNITS];
    if (unit) waiting.push(await upload(office.url, unit.link, minutes({ mark: `第${n}份` })));
  });
  await waitUntil(
    "200 papers in review",
    async () =>
      (await submissionsByTurn(office.jurisdiction, "reviewer")).length === TIMES ? true : undefined,
    90_000,
  );
}, 120_000);
afterAll(() => office.close());

/** Works a list off, a few at a time. */
async function sideBySide<T>(list: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...list];
  const hand = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, hand));
}

/** The decision, or the refusal it met. */
async function decide(by: ApiClient, id: string, decision: Decision) {
  const reasons =
    decision === "approve" ? [] : [{ code: "reviewer", message: "请补充研讨内容", element: "discussion" }];
  const call = by.call(endpoints.decide, { params: { id }, body: { decision, revision: 1, reasons } });
  return call.then(
    () => ({ decision }),
    () => refusal(call),
  );
}

test(`${TIMES} times two at once: one decision stands, the other is told`, async () => {
  const told = new Set<string>();
  const won = { reviewer: 0, colleague: 0 };
  await sideBySide([...waiting.entries()], async ([n, id]) => {
    const mine = DECISIONS[n % 3] ?? "approve";
    const yours = DECISIONS[Math.floor(n / 3) % 3] ?? "approve";
    const answers = await Promise.all([
      decide(office.reviewer, id, mine),
      decide(office.colleague, id, yours),
    ]);
    const done = answers.filter((answer) => "decision" in answer);
    const refused = answers.filter((answer) => "code" in answer);
    expect([done.length, refused.length], `${id} ${JSON.stringify(answers)}`).toEqual([1, 1]);
    for (const { status, code, message } of refused) {
      expect({ status, code }).toEqual({ status: 409, code: "already_decided" });
      told.add(message);
    }
    const [first] = done;
    if (!first) return;
    won[answers[0] === first ? "reviewer" : "colleague"]++;
    const trail = await trailOf(id);
    const decisions = trail
      .map(({ event }) => (event as SubmissionEvent).type)
      .filter((type) => Object.values(EVENTS).includes(type));
    expect(decisions, id).toEqual([EVENTS[first.decision]]);
    await waitUntil(`${id} ${STATES[first.decision]}`, async () =>
      (await getSubmission(id))?.state === STATES[first.decision] ? true : undefined,
    );
  });
  expect(won.reviewer + won.colleague).toBe(TIMES);
  expect([...told]).toEqual(["这份文件已由其他审核员处理，请刷新后查看结果。"]);
  for (const id of waiting) expect(verify(await trailOf(id)), id).toEqual([]);
}, 120_000);

test("many claim the same paper at once: one has it, the others are told", async () => {
  const id = await upload(office.url, office.water.link, minutes({ mark: "众" }));
  await waitUntil("in review", async () =>
    (await getSubmission(id))?.state === "in_review" ? true : undefined,
  );
  const claims = [office.reviewer, office.colleague, office.reviewer, office.colleague].map((by) =>
    by.call(endpoints.claimTask, { params: { id }, body: { about: "review" } }).then(
      () => "claimed",
      (error: Error) =>
        error instanceof Refused && error.code === "claimed_by_other" ? "told" : error.message,
    ),
  );
  const answers = await Promise.all(claims);
  expect(answers.toSorted()).toEqual(["claimed", "claimed", "told", "told"]);
  expect(answers[0]).toBe(answers[2]);
  const claimed = (await trailOf(id)).filter(({ event }) => (event as CommonEvent).type === "TaskClaimed");
  expect(claimed).toHaveLength(1);
});
