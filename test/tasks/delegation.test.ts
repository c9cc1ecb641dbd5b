/** Somebody acts for another: within the span, for what it is for, in both names, and never on what either has filed. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ApiClient } from "../../client/api-client.ts";
import { verify } from "../../core/subject/trail.ts";
import { trailOf } from "../../functions/adapters/table/trail.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { refusal, untilState } from "../office.ts";
import { approve, claim, list, openWorkplace, subjectsOf, trailText, type Workplace } from "./workplace.ts";

let office: Workplace;
beforeAll(async () => {
  office = await openWorkplace();
  await office.leap("2026-09-03");
});
afterAll(() => office.close());

describe("somebody who acts for another", () => {
  const SPAN = { from: "2026-09-05", until: "2026-09-08" };
  let deputy: ApiClient;
  let id: string;

  test("sees the other's tasks from the first day on and before the last, in both names", async () => {
    // A visitor decides on nothing of their own.
    deputy = await office.employ("deputy", "visitor");
    id = await office.inReview("六");
    await claim(office.reviewer, id);
    await office.reviewer.call(endpoints.delegate, {
      body: { delegate: await office.idOf("deputy"), ...SPAN, kinds: ["submission"] },
    });
    expect(await subjectsOf(deputy, "mine")).toEqual([]);
    expect(await refusal(approve(deputy, id))).toMatchObject({ status: 403, code: "not_allowed" });
    await office.leap("2026-09-05");
    expect((await list(deputy, "mine"))[0]).toMatchObject({ subject: id, onBehalfOfName: "reviewer" });
    await approve(deputy, id);
    await untilState(office.reviewer, id, "closed");
    expect(await trailText(office.reviewer, id)).toContain("deputy（代reviewer）：审核通过");
    const approved = (await trailOf(id)).find(({ event }) => Object(event).type === "Approved");
    expect(approved).toMatchObject({
      by: await office.idOf("deputy"),
      onBehalfOf: await office.idOf("reviewer"),
    });
    expect(verify(await trailOf(id))).toEqual([]);
    for (const client of [deputy, office.reviewer])
      expect((await client.call(endpoints.doneTasks, { query: {} })).tasks[0]).toMatchObject({
        byName: "deputy（代reviewer）",
      });
  });

  test("not for another kind, not on the last day, not for whom the other acts for", async () => {
    const second = await office.inReview("七");
    await office.leader.call(endpoints.delegate, {
      body: { delegate: await office.idOf("reviewer"), from: "2026-09-05", until: "2026-09-20" },
    });
    const { id: notice } = await office.leader.call(endpoints.draftNotice, { body: { period: "2026-Q3" } });
    const issue = (client: ApiClient) =>
      client.call(endpoints.decideNotice, {
        params: { id: notice },
        body: { decision: "return", note: "改" },
      });
    // The deputy acts for the reviewer, who acts for the leader: one step is no two.
    expect(await refusal(issue(deputy))).toMatchObject({ status: 403, code: "not_allowed" });
    await office.leap("2026-09-08");
    expect(await refusal(approve(deputy, second))).toMatchObject({ status: 403, code: "not_allowed" });
    await approve(office.reviewer, second);
  });

  test("never on what they, or anybody they act for, have filed", async () => {
    const third = await office.inReview("八");
    await office.secretary.call(endpoints.delegate, {
      body: { delegate: await office.idOf("colleague"), from: "2026-09-08", until: "2026-09-20" },
    });
    expect(await refusal(approve(office.colleague, third))).toMatchObject({ code: "own_filing" });
    await office.reviewer.call(endpoints.delegate, {
      body: { delegate: await office.idOf("secretary"), from: "2026-09-08", until: "2026-09-20" },
    });
    expect(await refusal(approve(office.secretary, third))).toMatchObject({ code: "own_filing" });
    const { given } = await office.reviewer.call(endpoints.delegations);
    expect(given).toMatchObject([{ delegateName: "secretary", standing: true }]);
    const revoke = (client: ApiClient) =>
      client.call(endpoints.revokeDelegation, { params: { id: given[0]?.id ?? "" } });
    expect(await refusal(revoke(office.secretary))).toMatchObject({ code: "not_your_delegation" });
    await revoke(office.reviewer);
    expect(await refusal(approve(office.secretary, third))).toMatchObject({ code: "not_allowed" });
    await approve(office.reviewer, third);
  });
});
