/** Several approve one document, as the office's own rules ask for its type: each has a task, and the last one closes it. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ApiClient } from "../../client/api-client.ts";
import { termsOfSubject } from "../../functions/adapters/table/terms.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { hire, type Office, openOffice, refusal, signedIn, untilState, upload } from "../office.ts";
import { minutes } from "../paper.ts";

let office: Office;
let third: ApiClient;
let administrator: ApiClient;
/** What the office's rules say of minutes from now on. */
const ask = (base: number, review: string) =>
  administrator.call(endpoints.importRules, {
    body: { files: { "types/minutes_record.yaml": `review: ${review}\n` }, base, note: "几人签" },
  });
beforeAll(async () => {
  office = await openOffice();
  await hire(office.jurisdiction, "third", ["reviewer"]);
  await hire(office.jurisdiction, "administrator", ["administrator"]);
  third = await signedIn(office.url, "third");
  administrator = await signedIn(office.url, "administrator");
});
afterAll(() => office.close());

const approve = (client: ApiClient, id: string, note?: string) =>
  client.call(endpoints.decide, {
    params: { id },
    body: { decision: "approve", revision: 1, ...(note && { note }) },
  });
const mine = async (client: ApiClient) =>
  (await client.call(endpoints.tasks, { query: { list: "mine" } })).tasks.map(({ subject }) => subject);

test("会签: each of those named has it in the inbox; with the last approval it closes", async () => {
  await ask(0, "{ quorum: all, of: [reviewer, colleague] }");
  const id = await upload(office.url, office.water.link, minutes({ mark: "会" }));
  const asked = await untilState(office.reviewer, id, "in_review");
  expect(asked.quorum).toEqual({ need: 2, says: "2人会签后办结", signed: [] });
  expect(asked.tasks.map(({ placeName }) => placeName)).toEqual(["reviewer", "colleague"]);
  expect(await termsOfSubject(id)).toMatchObject([{ about: "review" }]);
  for (const client of [office.reviewer, office.colleague]) expect(await mine(client)).toEqual([id]);
  expect(await mine(third)).toEqual([]);
  expect(await refusal(approve(third, id))).toMatchObject({ code: "not_a_member" });

  await approve(office.reviewer, id, "情况属实");
  expect(await refusal(approve(office.reviewer, id))).toMatchObject({ code: "already_signed" });
  const signed = await office.colleague.call(endpoints.submission, { params: { id } });
  expect(signed).toMatchObject({ state: "in_review", quorum: { signed: ["reviewer"] } });
  expect(signed.may).toContain("approve");
  expect(await mine(office.reviewer)).toEqual([]);

  await approve(office.colleague, id);
  const { trail } = await untilState(office.reviewer, id, "closed");
  expect(trail.slice(2, 5).map(({ byName, text }) => `${byName}：${text}`)).toEqual([
    expect.stringContaining("2人会签后办结"),
    "reviewer：会签同意：情况属实",
    "colleague：审核通过",
  ]);
});

test("two of all reviewers: who has signed no longer has it in the pool, and nobody's claim outlasts a signature", async () => {
  await ask(1, "{ quorum: some, atLeast: 2 }");
  const id = await upload(office.url, office.water.link, minutes({ mark: "案" }));
  const pool = async (client: ApiClient) =>
    (await client.call(endpoints.tasks, { query: { list: "pool" } })).tasks.map(({ subject }) => subject);
  const { quorum } = await untilState(office.reviewer, id, "in_review");
  expect(quorum).toMatchObject({ need: 2, says: "2人同意后办结" });
  await third.call(endpoints.claimTask, { params: { id }, body: { about: "review" } });
  await approve(third, id);
  expect([await pool(third), await mine(third), await pool(office.reviewer)]).toEqual([[], [], [id]]);
  await approve(office.reviewer, id);
  await untilState(office.reviewer, id, "closed");
});
