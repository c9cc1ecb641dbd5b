/** What a crash leaves behind is taken up again (design §4.9): executions that died, messages that were not delivered. */
import { SFNClient, StopExecutionCommand } from "@aws-sdk/client-sfn";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { waitUntil } from "../../client/wait-until.ts";
import { deadLetters } from "../../functions/adapters/table/dead-letters.ts";
import { message } from "../../functions/adapters/table/outbox.ts";
import { getSubmission } from "../../functions/adapters/table/submissions.ts";
import { trailOf } from "../../functions/adapters/table/trail.ts";
import { getWait } from "../../functions/adapters/table/waits.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { changeSubmission } from "../../functions/app/submissions/change.ts";
import { figuresOf } from "../../local/figures.ts";
import { LeapClock } from "../clock.ts";
import {
  correct,
  hire,
  type Office,
  openOffice,
  PERIOD,
  refusal,
  signedIn,
  TODAY,
  untilState,
  upload,
} from "../office.ts";
import { minutes, minutesWithoutPlace } from "../paper.ts";
import { arnOf, statusOf } from "./executions.ts";

const clock = new LeapClock(TODAY);
let office: Office;
beforeAll(async () => {
  office = await openOffice(clock);
});
afterAll(async () => {
  await office.close();
});

async function kill(flow: "review" | "notice", execution: string): Promise<void> {
  await office.cloud.idle();
  const client = new SFNClient({});
  await client.send(new StopExecutionCommand({ executionArn: arnOf(flow, execution) }));
  client.destroy();
  expect(await statusOf(flow, execution)).toBe("ABORTED");
}

/** Some minutes pass, and the round is made, twice side by side as at-least-once may. */
async function sweep(minutesPassed = 5): Promise<void> {
  clock.leap(new Date(clock.now() + minutesPassed * 60_000).toISOString());
  await Promise.all([office.cloud.invoke("Sweep", {}), office.cloud.invoke("Sweep", {})]);
  await office.cloud.idle();
}

/** The rounds of an hour: what has waited for long is looked at in one of them. */
async function sweepForAnHour(): Promise<void> {
  for (let round = 0; round < 12; round++) await sweep();
}

const approve = (id: string, revision = 1) =>
  office.reviewer.call(endpoints.decide, { params: { id }, body: { decision: "approve", revision } });

async function liveOf(id: string, kind: "review" | "correction" = "review"): Promise<string> {
  return waitUntil(`a live execution of ${id}`, async () => {
    const execution = (await getWait(id, kind))?.execution;
    return execution && (await statusOf("review", execution)) === "RUNNING" ? execution : undefined;
  });
}

const types = async (id: string) => (await trailOf(id)).map(({ event }) => (event as { type: string }).type);

describe("a submission whose execution has died", () => {
  test("in review: is started again, once, and closes", async () => {
    const id = await upload(office.url, office.water.link, minutes({ mark: "子" }));
    await untilState(office.reviewer, id, "in_review");
    await kill("review", id);
    await sweep();
    const second = await liveOf(id);
    expect(second).not.toBe(id);
    await sweep();
    expect(await liveOf(id), "a living one is left alone").toBe(second);
    await approve(id);
    await untilState(office.reviewer, id, "closed");
    expect(await types(id)).toEqual(["Received", "Examined", "ReviewRequested", "Approved", "Closed"]);
  });

  test("twice over: is started again each time", async () => {
    const id = await upload(office.url, office.water.link, minutes({ mark: "丑" }));
    await untilState(office.reviewer, id, "in_review");
    await kill("review", id);
    await sweep();
    await kill("review", await liveOf(id));
    await sweep();
    await kill("review", await liveOf(id));
    await sweepForAnHour();
    await liveOf(id);
    await approve(id);
    await untilState(office.reviewer, id, "closed");
  });

  test("waiting for the unit: the correction still finds its way", async () => {
    const id = await upload(office.url, office.farm.link, minutesWithoutPlace("寅"));
    const returned = await untilState(office.reviewer, id, "returned");
    await kill("review", id);
    await sweep();
    await liveOf(id, "correction");
    await correct(office.url, office.farm.link, minutes({ mark: "寅" }), returned);
    await untilState(office.reviewer, id, "in_review");
    await liveOf(id);
    await approve(id, 2);
    await untilState(office.reviewer, id, "closed");
    expect((await types(id)).filter((type) => type === "Returned")).toHaveLength(1);
  });

  test("approved, but nobody was there to hear it: closes", async () => {
    const id = await upload(office.url, office.farm.link, minutes({ mark: "卯" }));
    await untilState(office.reviewer, id, "in_review");
    await kill("review", id);
    await approve(id);
    expect((await getSubmission(id))?.state).toBe("in_review");
    await sweep();
    await untilState(office.reviewer, id, "closed");
  });

  test("long after anything has happened: is started again within the hour", async () => {
    const id = await upload(office.url, office.water.link, minutes({ mark: "午" }));
    await untilState(office.reviewer, id, "in_review");
    clock.leap(new Date(clock.now() + 6 * 3_600_000).toISOString());
    await kill("review", id);
    await sweepForAnHour();
    expect(await liveOf(id)).not.toBe(id);
  });

  test("a moment ago: is left to itself", async () => {
    const id = await upload(office.url, office.farm.link, minutes({ mark: "辰" }));
    await untilState(office.reviewer, id, "in_review");
    await kill("review", id);
    await sweep(1);
    expect((await getWait(id, "review"))?.execution).toBe(id);
    await sweep();
    await liveOf(id);
  });
});

describe("a message that a crash has left in the outbox", () => {
  test("starts the flow that was owed", async () => {
    const id = "sub_01ZZZ0000000000000000000SW";
    const before = await upload(office.url, office.water.link, minutes({ mark: "巳" }));
    await untilState(office.reviewer, before, "in_review");
    const taken = await getSubmission(before);
    const object = taken?.revisions[0]?.object;
    if (!taken || !object) throw new Error("nothing was taken in");
    const { jurisdiction, unitId, linkId, period } = taken;
    await changeSubmission(
      id,
      {
        type: "TakeIn",
        jurisdiction,
        unitId,
        period,
        linkId,
        fileName: "a.txt",
        object,
        answers: [],
        declaredType: "minutes_record",
      },
      { id: linkId },
      () => [message(id, { do: "start", flow: "review", execution: id, input: { submissionId: id } })],
    );
    expect(await statusOf("review", id).catch((error: Error) => error.name)).toBe("ExecutionDoesNotExist");
    await sweep(0);
    const detail = await untilState(office.reviewer, id, "returned");
    expect(
      detail.reasons?.map(({ code }) => code),
      "the same paper once more",
    ).toEqual(["near_duplicate"]);
  });

  test("answers the wait that was owed an answer", async () => {
    const id = await upload(office.url, office.farm.link, minutes({ mark: "午" }));
    await untilState(office.reviewer, id, "in_review");
    await liveOf(id);
    const owed = message(id, { do: "answer", kind: "review", output: { decision: "approve" } });
    await changeSubmission(id, { type: "Approve", revision: 1 }, { id: "user_gone" }, () => [owed]);
    await sweep(0);
    await untilState(office.reviewer, id, "closed");
    expect(await statusOf("review", id)).toBe("SUCCEEDED");
  });
});

describe("what an alarm reads", () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  async function measured(): Promise<Record<string, unknown>[]> {
    const log = vi.spyOn(console, "log").mockImplementation(() => {});
    await office.cloud.invoke("Sweep", {});
    return log.mock.calls.flatMap(([line]) =>
      String(line).includes("_aws") ? [JSON.parse(String(line))] : [],
    );
  }

  test("is how many days the oldest paper has waited for a reviewer", async () => {
    const id = await upload(office.url, office.water.link, minutes({ mark: "未" }));
    await untilState(office.reviewer, id, "in_review");
    vi.stubEnv("QIYOU_METRICS", JSON.stringify({ namespace: "Qiyou", stage: "trial" }));
    clock.leap(new Date(clock.now() + 11 * 24 * 3_600_000).toISOString());
    const [line] = await measured();
    expect(line).toMatchObject({
      _aws: {
        Timestamp: clock.now(),
        CloudWatchMetrics: [
          { Namespace: "Qiyou", Dimensions: [["Stage"]], Metrics: [{ Name: "OldestTaskDays" }] },
        ],
      },
      Stage: "trial",
    });
    expect(line?.OldestTaskDays).toBeGreaterThanOrEqual(11);
  });

  test("is not written where nobody asks for it", async () => {
    expect(await measured()).toEqual([]);
  });
});

describe("a dead letter", () => {
  test("of AWS's queue is kept for the administrator, and one that cannot be read is handed back", async () => {
    const message = (messageId: string, body: unknown) => ({
      messageId,
      body,
      attributes: { ApproximateReceiveCount: "6" },
      messageAttributes: {},
    });
    const answer = await office.cloud.invoke("RecordDeadLetter", {
      Records: [message("m-1", "an event nobody could take in")],
    });
    expect(answer).toEqual({ batchItemFailures: [] });
    expect((await deadLetters())[0]).toMatchObject({
      what: "收件箱事件",
      attempts: 6,
      body: "an event nobody could take in",
    });
    await expect(office.cloud.invoke("RecordDeadLetter", { Records: [message("m-2", 7)] })).rejects.toThrow();
  });

  test("says why, is tried again by the administrator, and is gone once that has succeeded", async () => {
    await hire(office.jurisdiction, "administrator", ["administrator"]);
    const administrator = await signedIn(office.url, "administrator");
    const id = await upload(office.url, office.water.link, minutes({ mark: "again" }));
    await untilState(administrator, id, "in_review");
    const revision = (await getSubmission(id))?.revisions[0];
    if (!revision) throw new Error("no revision");
    const { key, versionId, etag, size } = revision.object;
    const event = {
      Records: [
        {
          eventName: "ObjectCreated:Post",
          s3: { object: { key: encodeURI(key), size, eTag: etag, versionId } },
        },
      ],
    };
    const giveUp = (body: string) =>
      office.cloud.invoke("RecordDeadLetter", {
        what: "收件箱事件",
        error: "disk is full",
        attempts: 5,
        body,
      });
    const kept = async (body: string) => (await deadLetters()).find((letter) => letter.body === body);
    const retry = async (body: string) =>
      administrator.call(endpoints.retryDeadLetter, { params: { letter: (await kept(body))?.id ?? "" } });

    const good = JSON.stringify(event);
    await giveUp(good);
    await giveUp("{}x");
    const counted = figuresOf(office.folder).deadLetters;
    expect(await retry(good)).toEqual({ ok: true });
    expect(await kept(good)).toBeUndefined();
    expect(figuresOf(office.folder).deadLetters).toBe(counted - 1);
    // It had been taken in before: once more is once.
    expect((await getSubmission(id))?.revisions).toHaveLength(1);

    expect(await refusal(retry("{}x"))).toMatchObject({ status: 409, code: "failed_again" });
    expect(await kept("{}x")).toMatchObject({ attempts: 6, error: expect.stringContaining("JSON") });
    expect(await refusal(retry("nobody's"))).toMatchObject({ status: 404 });
  });
});

describe("a notice whose execution has died", () => {
  test("is started again and still gets issued", async () => {
    const leader = await signedIn(office.url, "leader");
    const { id } = await leader.call(endpoints.draftNotice, { body: { period: PERIOD } });
    const inState = (state: string) =>
      waitUntil(`notice ${state}`, async () => {
        const notice = await leader.call(endpoints.notice, { params: { id } });
        return notice.state === state ? notice : undefined;
      });
    await inState("draft");
    await kill("notice", id);
    await sweep();
    await waitUntil("a live execution", async () => {
      const execution = (await getWait(id, "issuance"))?.execution;
      return execution && execution !== id ? execution : undefined;
    });
    await leader.call(endpoints.decideNotice, { params: { id }, body: { decision: "issue" } });
    expect((await inState("published")).number).toBe("〔2026〕1号");
  });
});
