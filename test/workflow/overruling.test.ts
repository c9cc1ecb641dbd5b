/** A rule that is wrong, from the review desk to those who own the rules, on the real one-machine cloud (issue 4, Shows 6). */

import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { listOverruled } from "../../cli/overruled-rules.ts";
import { ApiClient } from "../../client/api-client.ts";
import { verify } from "../../core/subject/trail.ts";
import type { SubmissionEvent } from "../../core/submissions/event.ts";
import { papersOf } from "../../core/text/notation.ts";
import { getSubmission } from "../../functions/adapters/table/submissions.ts";
import { trailOf } from "../../functions/adapters/table/trail.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { Refused } from "../../functions/api/contract/refused.ts";
import { returnsOf } from "../../functions/app/units/quarter.ts";
import {
  correct,
  hire,
  type Office,
  openOffice,
  PASSWORD,
  PERIOD,
  refusal,
  signedIn,
  type TestUnit,
  untilIt,
  untilState,
  upload,
} from "../office.ts";
import { minutesWithoutPlace, type Paper, relayed } from "../paper.ts";

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

type Span = { readonly start: number; readonly end: number };

const REASON = "地点写在附件第二页，规则没有看到附件。";

/** Sent back by the machine and, because the unit asked for it, on a reviewer's desk. */
async function onTheDesk(unit: TestUnit, paper: Paper): Promise<string> {
  const id = await upload(office.url, unit.link, paper);
  await untilState(office.reviewer, id, "returned");
  const body = { note: "请人工审核" };
  await new ApiClient(office.url).call(endpoints.linkManualReview, {
    params: { token: unit.link, id },
    body,
  });
  await untilState(office.reviewer, id, "in_review");
  return id;
}

const examined = (id: string, revision = 1) =>
  office.reviewer.call(endpoints.examined, { params: { id, revision } });

/** The finding of a code and its place in the list. */
async function findingOf(id: string, code: string, revision = 1) {
  const { findings } = await examined(id, revision);
  const place = findings.findIndex((one) => one.code === code);
  const found = findings[place];
  if (!found) throw new RangeError(`${code} not among ${findings.map((one) => one.code)}`);
  return { place, ...found };
}

async function overrule(
  id: string,
  code: string,
  { by = office.reviewer, name = `ovr-${id}-${code}`, words = undefined as Span | undefined } = {},
) {
  const { place, rule } = await findingOf(id, code);
  const body = { id: name.slice(-60), revision: 1, finding: place, rule, reason: REASON, words };
  return by.call(endpoints.overrule, { params: { id }, body });
}

describe("an overruled finding", () => {
  test("is shown with reason and who, counts no more, is told in the trail, and the unit need not mend it", async () => {
    const id = await onTheDesk(office.water, minutesWithoutPlace("甲"));
    const before = await untilState(office.reviewer, id, "in_review");
    await overrule(id, "label_blank");
    const after = await office.reviewer.call(endpoints.submission, { params: { id } });
    expect(after.errors).toBe((before.errors ?? 0) - 1);
    expect((await findingOf(id, "label_blank")).overruled).toMatchObject({
      reason: REASON,
      byName: "reviewer",
      revision: 1,
    });
    expect(after.trail.at(-1)).toMatchObject({ type: "Overruled", byName: "reviewer" });
    expect(after.trail.at(-1)?.text).toContain(REASON);
    const seen = await new ApiClient(office.url).call(endpoints.linkSubmission, {
      params: { token: office.water.link, id },
    });
    const told = seen.findings.find(({ code }) => code === "label_blank")?.overruled;
    expect(told).toMatchObject({ reason: REASON });
    expect(told?.byName).toBeUndefined();
    expect(verify(await trailOf(id))).toEqual([]);
  });

  test("that takes a session out of the count lets it count once the document is closed", async () => {
    // What does not count is no fault of the paper: it goes to a reviewer by itself.
    const id = await upload(office.url, office.farm.link, relayed());
    await untilState(office.reviewer, id, "in_review");
    const { counted } = await examined(id);
    expect(counted?.counted).toBe(false);
    await overrule(id, counted?.reason ?? "");
    expect((await examined(id)).counted).toEqual({ counted: true });
    await office.reviewer.call(endpoints.decide, {
      params: { id },
      body: { decision: "approve", revision: 1 },
    });
    const closed = await untilState(office.reviewer, id, "closed");
    expect(closed.notCountedReason).toBeUndefined();
    const desk = await office.reviewer.call(endpoints.desk, {
      params: { id: office.farm.id },
      query: { period: PERIOD },
    });
    expect(desk.sessions.map(({ counting }) => counting.status)).toEqual(["counted"]);
  });

  test("does not send the next revision back, and is no problem of the notice", async () => {
    const id = await onTheDesk(office.farm, minutesWithoutPlace("乙"));
    await overrule(id, "label_blank");
    await office.reviewer.call(endpoints.decide, {
      params: { id },
      body: {
        decision: "return",
        revision: 1,
        reasons: [{ code: "reviewer", message: "议题与计划不符", element: "topic" }],
      },
    });
    const returned = await untilState(office.reviewer, id, "returned");
    await correct(office.url, office.farm.link, minutesWithoutPlace("丙"), returned);
    const again = await untilIt(
      office.reviewer,
      id,
      ({ state, revision }) => state === "in_review" && revision === 2,
    );
    expect(again.errors).toBe(0);
    expect((await findingOf(id, "label_blank", 2)).overruled).toMatchObject({ revision: 1 });
    const submission = await getSubmission(id);
    const reasons = (await returnsOf(submission ? [submission] : [])).flatMap((one) => one.reasons);
    expect(reasons.map(({ code }) => code)).toEqual(["reviewer"]);
  });

  test("can be taken back while the document is in review, not after", async () => {
    const id = await onTheDesk(office.water, minutesWithoutPlace("丁"));
    await overrule(id, "label_blank", { name: `first-${id}` });
    const back = (overruling: string) =>
      office.colleague.call(endpoints.reinstate, { params: { id, overruling } });
    const name = `first-${id}`.slice(-60);
    await back(name);
    expect((await findingOf(id, "label_blank")).overruled).toBeUndefined();
    await overrule(id, "label_blank", { name: `second-${id}` });
    await office.reviewer.call(endpoints.decide, {
      params: { id },
      body: { decision: "approve", revision: 1 },
    });
    await untilState(office.reviewer, id, "closed");
    expect((await refusal(back(`second-${id}`.slice(-60)))).code).toBe("already_decided");
  });
});

describe("whoever may not decide may not overrule", () => {
  test("a reviewer of the unit itself, a secretary, a leader; and a finding that is not there", async () => {
    const id = await onTheDesk(office.water, minutesWithoutPlace("戊"));
    await hire(office.jurisdiction, "of-the-unit", ["reviewer"], office.water.id);
    const own = await signedIn(office.url, "of-the-unit");
    expect((await refusal(overrule(id, "label_blank", { by: own }))).code).toBe("own_filing");
    for (const by of [office.secretary, office.leader])
      expect((await refusal(overrule(id, "label_blank", { by }))).code).toBe("not_allowed");
    const params = { id };
    for (const wrong of [
      { finding: 99, rule: "none" },
      { finding: 0, rule: "another.rule" },
    ]) {
      const body = { id: "no-such-finding", revision: 1, reason: REASON, ...wrong };
      expect((await refusal(office.reviewer.call(endpoints.overrule, { params, body }))).code).toBe(
        "finding_unknown",
      );
    }
  });

  test("two at once: one overruling stands, the other is told; the same command twice is one", async () => {
    for (const mark of ["己", "庚", "辛", "壬"]) {
      const id = await onTheDesk(office.water, minutesWithoutPlace(mark));
      const answers = await Promise.all(
        [office.reviewer, office.colleague].map((by, n) =>
          overrule(id, "label_blank", { by, name: `at-once-${n}-${id}` }).then(
            () => "done",
            (error: Error) =>
              error instanceof Refused && error.code === "already_overruled" ? "told" : error.message,
          ),
        ),
      );
      expect(answers.toSorted()).toEqual(["done", "told"]);
      const winner = answers.indexOf("done");
      const by = [office.reviewer, office.colleague][winner];
      await overrule(id, "label_blank", { by, name: `at-once-${winner}-${id}` });
      const types = (await trailOf(id)).map(({ event }) => (event as SubmissionEvent).type);
      expect(types.filter((type) => type === "Overruled")).toHaveLength(1);
    }
  });
});

describe("those who own the rules", () => {
  test("see per rule how often it spoke and was wrong, the newest reasons and their documents", async () => {
    const { rules } = await office.reviewer.call(endpoints.overruledRules, { query: {} });
    const [first] = rules;
    expect(first).toMatchObject({ rule: "minutes_record.place", name: "会议记录·学习地点" });
    expect(first?.overruled).toBeGreaterThan(rules[1]?.overruled ?? 0);
    expect(first?.fired).toBe((first?.overruled ?? 0) + 1);
    expect(first?.share).toBeCloseTo(((first?.overruled ?? 0) / (first?.fired ?? 1)) * 100, 1);
    expect(first?.latest).toHaveLength(5);
    expect(first?.latest[0]).toMatchObject({ reason: REASON, message: expect.stringContaining("地点") });
  });

  test("may take all of it as a sheet", async () => {
    const bytes = await office.reviewer.download(endpoints.overruledSheet, {
      query: { since: "2026-01-01" },
    });
    const [head, first] = Buffer.from(bytes).toString("utf8").split("\r\n");
    expect(head?.startsWith('\uFEFF"规则"')).toBe(true);
    expect(first).toContain(REASON);
  });

  async function asked(options: { readonly asTraining?: boolean } = {}): Promise<string> {
    const printed = vi.spyOn(process.stdout, "write").mockImplementation((_: unknown, done?: unknown) => {
      if (typeof done === "function") done();
      return true;
    });
    vi.stubEnv("QIYOU_PASSWORD", PASSWORD);
    const code = await listOverruled({ url: office.url, login: "reviewer", ...options });
    const said = printed.mock.calls.map(([chunk]) => String(chunk)).join("");
    vi.unstubAllEnvs();
    printed.mockRestore();
    expect(code).toBe(0);
    return said;
  }

  test("may ask on the command line", async () => {
    const said = await asked();
    expect(said).toMatch(/minutes_record\.place　会议记录·学习地点：\d+ 件中认定误判 \d+ 件/);
    expect(said).toContain(REASON);
  });

  test("may take the documents to train on: the words that the reviewer has marked, no name of anybody", async () => {
    const id = await onTheDesk(office.farm, minutesWithoutPlace("癸"));
    const { text } = await examined(id);
    const start = text.indexOf("防汛救");
    const beyond = { start: text.length - 1, end: text.length + 1 };
    const refused = await refusal(overrule(id, "label_blank", { words: beyond }));
    expect(refused.code).toBe("words_unknown");
    await overrule(id, "label_blank", { words: { start, end: start + 3 } });
    const { trail } = await office.reviewer.call(endpoints.submission, { params: { id } });
    expect(trail.at(-1)?.text).toContain("原文：“防汛救”");

    const said = await asked({ asTraining: true });
    const papers = papersOf(said);
    // The other one teaches that a finding about the whole document was wrong.
    expect(papers).toHaveLength(2);
    const paper = papers.find((one) => one.text.length === text.trimEnd().length);
    expect(paper?.type).toBe("minutes_record");
    const place = paper?.marks.find(({ element }) => element === "place");
    expect(place).toEqual({ element: "place", nature: "sound", start, end: start + 3 });
    expect(paper?.expected.map(({ code }) => code)).not.toContain("label_blank");
    const { farm, water } = office;
    for (const name of ["江映川", "戴云舟", "谭松年", farm.name, water.name])
      expect(said).not.toContain(name);
    expect(said).toMatch(/# 另有 \d+ 份没有标出原文/);
  });

  test("what was made before the day that is asked for is left out", async () => {
    const { rules } = await office.reviewer.call(endpoints.overruledRules, {
      query: { since: "2027-01-01" },
    });
    expect(rules).toEqual([]);
  });
});
