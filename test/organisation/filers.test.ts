/** Nobody approves what they filed (asks.md 3, D1): who made the link, who sent the file signed in, the unit's own people. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ApiClient } from "../../client/api-client.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { ticket as ticketAnswer } from "../../functions/api/contract/links.ts";
import { LeapClock } from "../clock.ts";
import {
  hire,
  type Office,
  openOffice,
  PASSWORD,
  PERIOD,
  post,
  refusal,
  signedIn,
  TODAY,
  untilState,
  upload,
} from "../office.ts";
import { minutes, minutesWithoutPlace } from "../paper.ts";
import { itemsOf, setColumn } from "../rows/aged.ts";
import { ask, cookieOf } from "../security/asking.ts";

const clock = new LeapClock(TODAY);
let office: Office;
/** Also of the water bureau, and a reviewer. */
let insider: ApiClient;
beforeAll(async () => {
  office = await openOffice(clock);
  await hire(office.jurisdiction, "insider", ["reviewer"], office.water.id);
  insider = await signedIn(office.url, "insider");
});
afterAll(() => office.close());

const reasons = [{ code: "manual", message: "请补充", element: "place" }];

/** What every way of judging says. */
async function judged(by: ApiClient, id: string): Promise<string[]> {
  const params = { id };
  const decide = (decision: "approve" | "return" | "reject") =>
    by.call(endpoints.decide, {
      params,
      body: { decision, revision: 1, ...(decision !== "approve" && { reasons }) },
    });
  const tried = [
    () => by.call(endpoints.claimTask, { params, body: { about: "review" } }),
    () => by.call(endpoints.transferTask, { params, body: { about: "review", reason: "急" } }),
    () => decide("return"),
    () => decide("reject"),
    () => decide("approve"),
  ];
  const codes: string[] = [];
  for (const one of tried) codes.push((await refusal(one())).code);
  return codes;
}
const ALL_SHUT = Array(5).fill("own_filing");

async function linkOf(by: ApiClient): Promise<string> {
  const { url } = await by.call(endpoints.createLink, {
    params: { id: office.farm.id },
    body: { period: PERIOD },
  });
  return url.split("/").at(-1) ?? "";
}

describe("may not judge, on any path:", () => {
  test("who made the link", async () => {
    const id = await upload(office.url, await linkOf(office.reviewer), minutes({ mark: "自建" }));
    const { may } = await untilState(office.colleague, id, "in_review");
    expect(may).toContain("approve");
    expect(await judged(office.reviewer, id)).toEqual(ALL_SHUT);
    const seen = await office.reviewer.call(endpoints.submission, { params: { id } });
    expect(seen.may).toEqual([]);
    expect(seen.mayNot).toContain("须由其他审核员审核");
    await office.colleague.call(endpoints.decide, {
      params: { id },
      body: { decision: "approve", revision: 1 },
    });
  });

  test("who sent the file while signed in, through a link of somebody else", async () => {
    const cookie = await cookieOf(office.url, "colleague", PASSWORD);
    const paper = minutes({ mark: "代传" });
    const body = { fileName: paper.fileName, size: paper.bytes.length, documentType: paper.documentType };
    const { text } = await ask(
      office.url,
      endpoints.ticket,
      { params: { token: office.farm.link }, body },
      { cookie },
    );
    const ticket = ticketAnswer.parse(JSON.parse(text));
    await post(ticket, paper);
    await untilState(office.reviewer, ticket.submissionId, "in_review");
    expect(await judged(office.colleague, ticket.submissionId)).toEqual(ALL_SHUT);
    expect(
      (await office.reviewer.call(endpoints.submission, { params: { id: ticket.submissionId } })).may,
    ).toContain("approve");
  });

  test("who sent only the correction", async () => {
    const returned = await upload(office.url, office.farm.link, minutesWithoutPlace("更正"));
    const { reasons: told = [] } = await untilState(office.reviewer, returned, "returned");
    const paper = minutes({ mark: "更正" });
    const cookie = await cookieOf(office.url, "colleague", PASSWORD);
    const answers = told.map((_, reason) => ({ reason, answer: "fixed" }));
    const body = { fileName: paper.fileName, size: paper.bytes.length, submissionId: returned, answers };
    const { text } = await ask(
      office.url,
      endpoints.ticket,
      { params: { token: office.farm.link }, body },
      { cookie },
    );
    await post(ticketAnswer.parse(JSON.parse(text)), paper);
    await untilState(office.reviewer, returned, "in_review");
    const decide = { decision: "approve", revision: 2 } as const;
    expect(
      await refusal(office.colleague.call(endpoints.decide, { params: { id: returned }, body: decide })),
    ).toMatchObject({ code: "own_filing" });
    await office.reviewer.call(endpoints.decide, { params: { id: returned }, body: decide });
  });

  test("whoever is of the unit", async () => {
    const id = await upload(office.url, office.water.link, minutes({ mark: "本单位" }));
    await untilState(office.reviewer, id, "in_review");
    expect(await judged(insider, id)).toEqual(ALL_SHUT);
  });

  test("who made the link of what was received before filers were recorded", async () => {
    const id = await upload(office.url, await linkOf(office.reviewer), minutes({ mark: "旧件" }));
    await untilState(office.colleague, id, "in_review");
    const row = (await itemsOf("submission")).find((one) => one.id === id);
    if (!row) throw new Error("no row");
    const { filers: _, ...older } = Object(row.submission);
    await setColumn(row, "submission", older);
    await setColumn(row, "format", 4);
    expect(await judged(office.reviewer, id)).toEqual(ALL_SHUT);
    expect((await office.colleague.call(endpoints.submission, { params: { id } })).may).toContain("approve");
  });
});
