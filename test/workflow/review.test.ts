/** One document's way (design §4, §5), on the real one-machine cloud from the upload link to the dossier. */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { ApiClient } from "../../client/api-client.ts";
import { replayed } from "../../core/subject/change.ts";
import { verify } from "../../core/subject/trail.ts";
import { submissionKind } from "../../core/submissions/kind.ts";
import { message } from "../../functions/adapters/table/outbox.ts";
import { getSubmission } from "../../functions/adapters/table/submissions.ts";
import { trailOf } from "../../functions/adapters/table/trail.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { changeSubmission } from "../../functions/app/submissions/change.ts";
import { handler as intake } from "../../functions/entry/intake.ts";
import {
  correct,
  type Detail,
  type Office,
  openOffice,
  PERIOD,
  post,
  refusal,
  ticketFor,
  untilIt,
  untilState,
  upload,
} from "../office.ts";
import { damaged, minutes, minutesWithoutPlace } from "../paper.ts";
import { historyOf, statesOf, statusOf } from "./executions.ts";

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const types = (detail: Detail) => detail.trail.map(({ type }) => type);
const byHand = [
  { code: "reviewer", message: "议题与计划不符", element: "topic", evidence: "水库巡查", start: 10, end: 14 },
];

function decide(id: string, decision: "approve" | "return" | "reject", revision = 1, by = office.reviewer) {
  const reasons = decision === "approve" ? [] : byHand;
  return by.call(endpoints.decide, { params: { id }, body: { decision, revision, reasons } });
}

/** Until the execution under this name has ended. */
async function ended(id: string): Promise<string | undefined> {
  await office.cloud.idle();
  return statusOf("review", id);
}

/** The trail is whole and leads to the very state that is stored. */
async function trailHolds(id: string): Promise<void> {
  const trail = await trailOf(id);
  expect(verify(trail)).toEqual([]);
  expect(replayed(submissionKind, id, trail)).toEqual(await getSubmission(id));
}

describe("a good paper", () => {
  test("is accepted at first reading in at most 6 transitions, and its session counts", async () => {
    const id = await upload(office.url, office.water.link, minutes({ mark: "一" }));
    await untilState(office.reviewer, id, "in_review");
    await office.reviewer.call(endpoints.claimTask, { params: { id }, body: { about: "review" } });
    await decide(id, "approve");
    const detail = await untilState(office.reviewer, id, "closed");
    expect(types(detail)).toEqual([
      "Received",
      "Examined",
      "ReviewRequested",
      "TaskClaimed",
      "Approved",
      "Closed",
    ]);
    expect(await ended(id)).toBe("SUCCEEDED");

    const history = await historyOf("review", id);
    const entered = history.filter(({ type }) => type?.endsWith("StateEntered"));
    expect(entered.length + 1, "transitions: every state entered, and the start").toBeLessThanOrEqual(6);
    expect(await statesOf("review", id)).toEqual(["Examine", "Triage", "AwaitReview", "Judge", "Close"]);
    await trailHolds(id);

    const { sessions, obligations } = await office.secretary.call(endpoints.desk, {
      params: { id: office.water.id },
      query: { period: PERIOD },
    });
    const session = sessions.find(({ date }) => date === "2026-07-22");
    expect(session?.counting.status).toBe("counted");
    expect(session?.lights.record).toEqual({ lit: true, submissionIds: [id] });
    expect(session?.lights.discussion?.lit).toBe(true);
    expect(obligations.find((one) => one.id === "record@2026-07-22")?.status).toBe("closed");
  });

  test("no task token is in the history's outputs, the trail or what people see", async () => {
    const id = await upload(office.url, office.water.link, minutes({ mark: "二" }));
    const detail = await untilState(office.reviewer, id, "in_review");
    await office.cloud.idle();
    const scheduled = (await historyOf("review", id)).find(({ type }) => type === "TaskScheduled");
    expect(scheduled).toBeDefined();
    const parameters = JSON.stringify(
      (await historyOf("review", id)).map((event) => event.taskScheduledEventDetails),
    );
    const token = /\\"token\\":\\"([^"\\]+)\\"/.exec(parameters)?.[1];
    expect(token?.length).toBeGreaterThan(20);
    expect(JSON.stringify([detail, await trailOf(id)])).not.toContain(token);
    await decide(id, "reject");
    await untilState(office.reviewer, id, "rejected");
  });
});

describe("a paper without its place", () => {
  test("goes back by itself with words, and closes once each reason is answered", async () => {
    const id = await upload(office.url, office.water.link, minutesWithoutPlace("三"));
    const returned = await untilState(office.reviewer, id, "returned");
    expect(returned).toMatchObject({ automatic: true, turn: "unit" });
    expect(returned.reasons?.map(({ code, element }) => [code, element])).toEqual([["label_blank", "place"]]);
    expect(returned.reasons?.[0]?.message).toContain("地点");

    const link = office.water.link;
    const better = minutes({ mark: "三" });
    expect(
      await refusal(ticketFor(office.url, link, better, { submissionId: id, answers: [] })),
    ).toMatchObject({
      code: "reason_unanswered",
    });
    const bare = [{ reason: 0, answer: "contested" as const }];
    expect(
      await refusal(ticketFor(office.url, link, better, { submissionId: id, answers: bare })),
    ).toMatchObject({
      code: "contest_without_note",
    });
    await correct(office.url, link, better, returned);
    const again = await untilState(office.reviewer, id, "in_review");
    expect(again.revisions[1]?.answers).toEqual([{ reason: 0, answer: "fixed" }]);
    expect(await refusal(decide(id, "approve", 1))).toMatchObject({ code: "revision_outdated" });
    await decide(id, "approve", 2);
    await untilState(office.reviewer, id, "closed");
    expect(await ended(id)).toBe("SUCCEEDED");
    expect(await statesOf("review", id)).toEqual([
      "Examine",
      "Triage",
      "AwaitCorrection",
      "Examine",
      "Triage",
      "AwaitReview",
      "Judge",
      "Close",
    ]);
    await trailHolds(id);
  });

  test("may be looked at by a person instead, and is not sent back by the machine again", async () => {
    const id = await upload(office.url, office.farm.link, minutesWithoutPlace("四"));
    await untilState(office.reviewer, id, "returned");
    const params = { token: office.farm.link, id };
    await new ApiClient(office.url).call(endpoints.linkManualReview, {
      params,
      body: { note: "地点见附件第二页" },
    });
    const detail = await untilState(office.reviewer, id, "in_review");
    expect(detail.revision).toBe(1);
    expect(types(detail)).toEqual([
      "Received",
      "Examined",
      "Returned",
      "ManualReviewRequested",
      "Examined",
      "ReviewRequested",
    ]);
    await decide(id, "approve");
    await untilState(office.reviewer, id, "closed");
    await trailHolds(id);
  });
});

describe("a file that cannot be read", () => {
  test("comes back with a sentence a person understands, its bytes kept, and no human look", async () => {
    const id = await upload(office.url, office.water.link, damaged);
    const returned = await untilState(office.reviewer, id, "returned");
    expect(returned.reasons).toEqual([{ code: "file_truncated", message: expect.stringContaining("重新") }]);
    expect(returned.revisions[0]).toMatchObject({ outcome: "refused", refusal: "truncated" });
    const bytes = await office.reviewer.download(endpoints.original, { params: { id, revision: 1 } });
    expect(Buffer.from(bytes).equals(Buffer.from(damaged.bytes))).toBe(true);
    const look = new ApiClient(office.url).call(endpoints.linkManualReview, {
      params: { token: office.water.link, id },
      body: { note: "请看" },
    });
    expect(await refusal(look)).toMatchObject({ code: "manual_review_not_possible" });
    await correct(office.url, office.water.link, minutes({ mark: "五" }), returned);
    await untilState(office.reviewer, id, "in_review");
    await trailHolds(id);
  });
});

describe("a reviewer's word", () => {
  test("returns with reasons bound to words; the correction comes back to the desk and closes", async () => {
    const id = await upload(office.url, office.farm.link, minutes({ mark: "六" }));
    await untilState(office.reviewer, id, "in_review");
    await decide(id, "return");
    const returned = await untilState(office.reviewer, id, "returned");
    expect(returned).toMatchObject({ automatic: false, reasons: byHand });
    await correct(office.url, office.farm.link, minutes({ mark: "七" }), returned);
    await untilState(office.reviewer, id, "in_review");
    await decide(id, "approve", 2, office.colleague);
    await untilState(office.reviewer, id, "closed");
    expect(await ended(id)).toBe("SUCCEEDED");
    await trailHolds(id);
  });

  test("rejects for good; another upload through the ticket is set aside", async () => {
    const paper = minutes({ mark: "八" });
    const ticket = await ticketFor(office.url, office.farm.link, paper);
    await post(ticket, paper);
    const id = ticket.submissionId;
    await untilState(office.reviewer, id, "in_review");
    await decide(id, "reject");
    await untilState(office.reviewer, id, "rejected");
    expect(await ended(id)).toBe("SUCCEEDED");
    await post(ticket, paper);
    const detail = await untilIt(office.reviewer, id, (one) => types(one).includes("SetAside"));
    expect(detail).toMatchObject({ state: "rejected", revision: 1 });
    await trailHolds(id);
  });

  test("needs a reason when it returns or rejects", async () => {
    const id = await upload(office.url, office.farm.link, minutes({ mark: "九" }));
    await untilState(office.reviewer, id, "in_review");
    for (const decision of ["return", "reject"] as const) {
      const call = office.reviewer.call(endpoints.decide, {
        params: { id },
        body: { decision, revision: 1, reasons: [] },
      });
      expect(await refusal(call)).toMatchObject({ status: 409, code: "reason_required" });
    }
    await office.colleague.call(endpoints.claimTask, { params: { id }, body: { about: "review" } });
    expect(await refusal(decide(id, "approve"))).toMatchObject({ code: "claimed_by_other" });
    await office.colleague.call(endpoints.releaseTask, { params: { id }, body: { about: "review" } });
    await decide(id, "approve");
    expect(await refusal(decide(id, "reject", 1, office.colleague))).toMatchObject({
      code: "already_decided",
    });
  });
});

describe("withdrawing", () => {
  test.each([
    ["from the reviewer's desk", minutes({ mark: "十" }), "in_review"],
    ["after a return", minutesWithoutPlace("甲"), "returned"],
  ] as const)("%s ends the flow", async (_, paper, state) => {
    const id = await upload(office.url, office.water.link, paper);
    await untilState(office.reviewer, id, state);
    await office.secretary.call(endpoints.withdraw, { params: { id } });
    await untilState(office.reviewer, id, "withdrawn");
    await untilIt(office.reviewer, id, () => true);
    expect(await ended(id)).toBe("SUCCEEDED");
    expect((await statesOf("review", id)).at(-1)).toBe("Ended");
    const again = office.secretary.call(endpoints.withdraw, { params: { id } });
    expect(await refusal(again)).toMatchObject({ code: "already_ended" });
    await trailHolds(id);
  });
});

describe("what the store tells", () => {
  /** The message S3 would send of an object, as it comes out of the queue. */
  const told = (key: string, versionId: string, size: number) => ({
    messageId: `${key}${versionId}`,
    body: JSON.stringify({
      Records: [
        {
          eventName: "ObjectCreated:Post",
          s3: { object: { key: encodeURIComponent(key), versionId, size, eTag: "e" } },
        },
      ],
    }),
  });

  test("twice, and late, is one Revision", async () => {
    const id = await upload(office.url, office.water.link, minutes({ mark: "乙" }));
    await untilState(office.reviewer, id, "in_review");
    const object = (await getSubmission(id))?.revisions[0]?.object;
    if (!object) throw new Error("no object");
    const again = told(object.key, object.versionId, object.size);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => intake({ Records: [again, { ...again, messageId: "twin" }] })),
    );
    expect(answers.every(({ batchItemFailures }) => batchItemFailures.length === 0)).toBe(true);
    const detail = await untilState(office.reviewer, id, "in_review");
    expect(types(detail)).toEqual(["Received", "Examined", "ReviewRequested"]);
    expect(await getSubmission(id)).toMatchObject({ setAside: [] });
  });

  test("the newer of two uploads through one ticket first: one is the Revision, the other is kept aside", async () => {
    const paper = minutes({ mark: "丙" });
    const ticket = await ticketFor(office.url, office.water.link, paper);
    await Promise.all([post(ticket, paper), post(ticket, paper), post(ticket, paper)]);
    const detail = await untilIt(
      office.reviewer,
      ticket.submissionId,
      (one) => one.state === "in_review" && types(one).filter((type) => type === "SetAside").length === 2,
    );
    expect(types(detail).filter((type) => type === "Received")).toHaveLength(1);
    const stored = await getSubmission(ticket.submissionId);
    const versions = [...(stored?.revisions ?? []), ...(stored?.setAside ?? [])].map(
      ({ object }) => object.versionId,
    );
    expect(new Set(versions).size).toBe(3);
    await trailHolds(ticket.submissionId);
  });

  test("of an object without a ticket: buried where the administrator sees it, nothing else harmed", async () => {
    const { deadLetters } = await import("../../functions/adapters/table/dead-letters.ts");
    const answer = await intake({ Records: [told("inbox/unit_x/tkt_unknown/a.txt", "v", 1)] });
    expect(answer.batchItemFailures).toEqual([]);
    expect((await deadLetters()).some(({ what }) => what.includes("tkt_unknown"))).toBe(true);
  });

  test("of which nothing can be made is told back to the queue, the others are taken", async () => {
    const logged = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const answer = await intake({
      Records: [
        { messageId: "bad", body: "{}x" },
        { messageId: "test", body: '{"Event":"s3:TestEvent"}' },
      ],
    });
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: "bad" }]);
    const lines = logged.mock.calls.map(([line]) => String(line));
    expect(lines.filter((line) => line.includes("intake_failed"))).toHaveLength(1);
    // Of a whole that failed the queue is told why: a dead letter says so.
    await expect(intake({ Records: [{ messageId: "bad", body: "{}x" }] })).rejects.toThrow(/JSON/);
    logged.mockRestore();
  });
});

describe("in the very moment", () => {
  test("a correction that arrives before the flow has begun to wait is not lost", async () => {
    const id = await upload(office.url, office.farm.link, minutes({ mark: "丁" }));
    await untilState(office.reviewer, id, "in_review");
    await office.cloud.idle();
    // The return is written, the flow has not been told of it: it still stands at AwaitReview.
    const asked = { type: "Return", revision: 1, reasons: byHand, due: "2026-08-03" } as const;
    const owed = message(id, { do: "answer", kind: "review", output: { decision: "return" } });
    await changeSubmission(id, asked, { id: "user_quick" }, () => [owed]);
    const returned = await untilState(office.reviewer, id, "returned");
    await correct(office.url, office.farm.link, minutes({ mark: "戊" }), returned);
    const detail = await untilIt(
      office.reviewer,
      id,
      (one) => one.state === "in_review" && one.revision === 2,
    );
    expect(types(detail).filter((type) => type === "Resubmitted")).toHaveLength(1);
    expect((await statesOf("review", id)).slice(3, 6)).toEqual(["Judge", "AwaitCorrection", "Examine"]);
    await decide(id, "approve", 2);
    await untilState(office.reviewer, id, "closed");
    expect(await ended(id)).toBe("SUCCEEDED");
    await trailHolds(id);
  });

  test("a file sent before the first was examined is kept aside", async () => {
    const paper = minutes({ mark: "己" });
    const ticket = await ticketFor(office.url, office.farm.link, paper);
    await post(ticket, paper);
    await post(ticket, minutes({ mark: "庚" }));
    const detail = await untilIt(
      office.reviewer,
      ticket.submissionId,
      (one) => one.state === "in_review" && types(one).includes("SetAside"),
    );
    expect(detail.revision).toBe(1);
  });
});
