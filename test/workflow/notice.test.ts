/** A quarter's way into an issued notice (design §9): figures with their papers, the leader's word, a number without gaps. */
import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ApiClient } from "../../client/api-client.ts";
import { waitUntil } from "../../client/wait-until.ts";
import { verify } from "../../core/subject/trail.ts";
import { getNotice } from "../../functions/adapters/table/notices.ts";
import { sessionsOfUnit } from "../../functions/adapters/table/sessions.ts";
import { getSubmission } from "../../functions/adapters/table/submissions.ts";
import { trailOf } from "../../functions/adapters/table/trail.ts";
import { getUnit } from "../../functions/adapters/table/units.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { readInWorker } from "../../functions/reading/read.ts";
import { hire, type Office, openOffice, PERIOD, refusal, signedIn, untilState, upload } from "../office.ts";
import { minutes, minutesWithoutPlace, relayed } from "../paper.ts";
import { statusOf } from "./executions.ts";

let office: Office;
/** One closed and counted, one closed and not counted, one still with its unit. */
let [counted, notCounted, returned]: string[] = [];

beforeAll(async () => {
  office = await openOffice();
  counted = await upload(office.url, office.water.link, minutes({ mark: "计" }));
  notCounted = await upload(office.url, office.farm.link, relayed());
  returned = await upload(office.url, office.water.link, minutesWithoutPlace("退"));
  await untilState(office.reviewer, returned, "returned");
  for (const id of [counted, notCounted]) {
    await untilState(office.reviewer, id, "in_review");
    await office.reviewer.call(endpoints.decide, {
      params: { id },
      body: { decision: "approve", revision: 1 },
    });
    await untilState(office.reviewer, id, "closed");
  }
});
afterAll(() => office.close());

const decide = (id: string, decision: "issue" | "return", note?: string, by = office.leader) =>
  by.call(endpoints.decideNotice, {
    params: { id },
    body: { decision, ...(note !== undefined && { note }) },
  });
const look = (id: string) => office.leader.call(endpoints.notice, { params: { id } });
const inState = (id: string, state: string) =>
  waitUntil(`${id} ${state}`, async () => {
    const notice = await look(id);
    return notice.state === state ? notice : undefined;
  });
const draft = async (period: string) =>
  (await office.leader.call(endpoints.draftNotice, { body: { period } })).id;
const textOf = async (pdf: Uint8Array) => {
  const reading = await readInWorker(pdf);
  return reading.outcome === "text" ? reading.text.replaceAll(/\s/g, "") : "";
};

/** Whether the office holds what a figure rests on: a paper, a unit, a session, or what a unit owes (`unit_…/record`). */
async function exists(source: string): Promise<boolean> {
  const [unitId, owed] = source.split("/");
  if (unitId && owed) {
    const desk = await office.leader.call(endpoints.desk, {
      params: { id: unitId },
      query: { period: PERIOD },
    });
    return desk.obligations.some(({ id }) => id === owed);
  }
  if (source.startsWith("sub_")) return (await getSubmission(source)) !== undefined;
  if (source.startsWith("unit_")) return (await getUnit(office.jurisdiction, source)) !== undefined;
  const sessions = await Promise.all(
    [office.water, office.farm].map(({ id }) => sessionsOfUnit(id, "2026-01-01", "2026-12-31")),
  );
  return sessions.flat().some(({ id }) => id === source);
}

describe("the quarter's notice", () => {
  test("is drafted by itself ten days after the quarter, once, for its leader to issue", async () => {
    const id = `ntc_${office.jurisdiction}_2026-Q2`;
    expect(await office.cloud.invoke("StartNotices", {})).toEqual({ started: [id] });
    await office.cloud.invoke("StartNotices", {});
    const notice = await inState(id, "draft");
    expect(notice.may).toEqual(["issue", "return"]);
    expect(notice.trail.map(({ type }) => type).slice(0, 2)).toEqual(["GatheringStarted", "Drafted"]);
  });

  test("is drafted, returned with a note, drafted again, issued, published, verified", async () => {
    const id = await draft(PERIOD);
    const first = await inState(id, "draft");
    expect(first.may).toEqual(["issue", "return"]);
    const draftPdf = await office.leader.download(endpoints.noticePdf, { params: { id } });
    expect(await textOf(draftPdf)).not.toContain("〔2026〕1号");
    const code = (await getNotice(id))?.code ?? "";
    const anybody = new ApiClient(office.url);
    const check = () => anybody.call(endpoints.verifyNotice, { params: { code } });
    expect(await refusal(check()), "a draft verifies as nothing").toMatchObject({ status: 404 });

    expect(await refusal(decide(id, "return"))).toMatchObject({ code: "note_required" });
    await decide(id, "return", "请核对学习次数");
    const second = await waitUntil("a second draft", async () => {
      const notice = await look(id);
      return notice.state === "draft" && notice.trail.length > first.trail.length ? notice : undefined;
    });
    // The leader may be faster than the workflow that asks.
    const people = second.trail.map(({ type }) => type).filter((type) => type !== "IssuanceRequested");
    expect(people).toEqual([
      "GatheringStarted",
      "Drafted",
      "ReturnedByLeader",
      "GatheringResumed",
      "Drafted",
    ]);

    await decide(id, "issue");
    const issued = await inState(id, "published");
    expect(issued.number).toBe("〔2026〕1号");
    const pdf = await office.leader.download(endpoints.noticePdf, { params: { id } });
    expect(createHash("sha256").update(pdf).digest("hex")).toBe(issued.sha256);
    expect(await check()).toMatchObject({
      number: "〔2026〕1号",
      issuer: "中共青槐县委宣传部",
      sha256: issued.sha256,
    });
    const text = await textOf(pdf);
    for (const words of ["〔2026〕1号", "青槐县水务局", "青槐县农业农村局"]) expect(text).toContain(words);

    expect(await refusal(decide(id, "issue"))).toMatchObject({ code: "notice_not_draft" });
    expect(await refusal(draft(PERIOD))).toMatchObject({ code: "already_issued" });
    await office.cloud.idle();
    expect(await statusOf("notice", id)).toBe("SUCCEEDED");
    expect(verify(await trailOf(id))).toEqual([]);
  });

  test("counts what counts, names what does not and why, and every figure has its papers", async () => {
    const { figures, sections } = await look(await noticeOf(PERIOD));
    const text = JSON.stringify(sections);
    expect(text).toContain("以文件传达代替理论学习");
    const sources = new Set(figures.flatMap((figure) => figure.sources));
    for (const source of sources) expect(await exists(source), source).toBe(true);
    for (const figure of figures)
      if (figure.value > 0) expect(figure.sources.length, figure.label).toBeGreaterThan(0);
    for (const id of [counted, notCounted, returned])
      expect([...sources], "no paper is left out").toContain(id);
    const held = figures.find(({ label }) => label.includes("学习次数"));
    expect(held?.value, "one session of two counts").toBe(1);
  });
});

const noticeOf = async (period: string) => {
  const { notices } = await office.leader.call(endpoints.notices);
  return notices.find((notice) => notice.period === period)?.id ?? "";
};

describe("at the same time", () => {
  test("a notice drafted by many is one notice", async () => {
    const ids = await Promise.all([1, 2, 3, 4].map(() => draft("2025-Q4")));
    expect(new Set(ids).size).toBe(1);
    const { notices } = await office.leader.call(endpoints.notices);
    expect(notices.filter(({ period }) => period === "2025-Q4")).toHaveLength(1);
  });

  test("notices issued by two leaders get consecutive numbers without a gap, each once", async () => {
    await hire(office.jurisdiction, "second-leader", ["leader"]);
    const second = await signedIn(office.url, "second-leader");
    const periods = ["2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2"];
    const ids = await Promise.all(periods.map(draft));
    for (const id of ids) await inState(id, "draft");
    const answers = await Promise.all(
      ids.flatMap((id) =>
        [office.leader, second].map((by) => {
          const call = decide(id, "issue", undefined, by);
          return call.then(
            () => "issued",
            async () => (await refusal(call)).code,
          );
        }),
      ),
    );
    expect(answers.toSorted()).toEqual(
      [...Array(4).fill("issued"), ...Array(4).fill("notice_not_draft")].toSorted(),
    );
    const published = await Promise.all(ids.map((id) => inState(id, "published")));
    expect(published.map(({ number }) => number).toSorted()).toEqual(
      [2, 3, 4, 5].map((n) => `〔2026〕${n}号`),
    );
  });

  test("a quarter that has not begun has no notice", async () => {
    expect(await refusal(draft("2026-Q4"))).toMatchObject({ code: "period_not_begun" });
  });
});
