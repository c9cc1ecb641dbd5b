/** What comes through an upload link (ASVS 5 V5, 2.4.1): one file a form, none after a revocation, none without a trace. */
import { ListObjectVersionsCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { waitUntil } from "../../client/wait-until.ts";
import { MAX_SET_ASIDE } from "../../core/submissions/room.ts";
import { deadLetters } from "../../functions/adapters/table/dead-letters.ts";
import { linksOfUnit, revokeLink } from "../../functions/adapters/table/links.ts";
import { setAsideOfUnit } from "../../functions/adapters/table/set-asides.ts";
import { getSubmission } from "../../functions/adapters/table/submissions.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { systemClock } from "../../local/clock.ts";
import { bucketName } from "../../local/names.ts";
import { foundUnit, type Office, openOffice, post, refusal, ticketFor, untilState } from "../office.ts";
import { minutes, minutesWithoutPlace } from "../paper.ts";

let office: Office;
beforeAll(async () => {
  // Whether a file was sent after a revocation two clocks say: the store's and the functions'.
  office = await openOffice(systemClock);
});
afterAll(() => office.close());

async function revoke(unitId: string): Promise<void> {
  for (const link of await linksOfUnit(unitId)) await revokeLink(link);
}

const deskOf = (id: string) => office.reviewer.call(endpoints.desk, { params: { id }, query: {} });

test("one form used forty times: every file acknowledged is in a submission, set aside or named, and the paper can be decided", async () => {
  const paper = minutes({ mark: "复" });
  const ticket = await ticketFor(office.url, office.water.link, paper);
  const id = ticket.submissionId;
  await post(ticket, paper);
  await untilState(office.reviewer, id, "in_review");
  for (let sent = 1; sent < 40; sent++) await post(ticket, paper);
  await office.cloud.idle();

  const s3 = new S3Client({});
  const { Versions = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket: bucketName("Inbox") }));
  s3.destroy();
  const acknowledged = Versions.map(({ VersionId }) => VersionId ?? "").toSorted();
  expect(acknowledged).toHaveLength(40);
  const held = await getSubmission(id);
  const aside = await setAsideOfUnit(office.jurisdiction, office.water.id);
  const named = (await deadLetters()).filter(({ what }) =>
    what.includes(held?.revisions[0]?.object.key ?? "—"),
  );
  expect(held?.revisions).toHaveLength(1);
  expect(aside).toHaveLength(MAX_SET_ASIDE);
  const found = [
    ...(held?.revisions ?? []).map(({ object }) => object.versionId),
    ...aside.map(({ object }) => object.versionId),
    ...named.map(({ body }) => JSON.parse(body).versionId),
  ];
  expect(found.toSorted()).toEqual(acknowledged);

  const desk = await deskOf(office.water.id);
  expect(desk.setAside).toHaveLength(MAX_SET_ASIDE);
  expect(desk.setAside[0]).toMatchObject({ submissionId: id, why: "同一上传凭证此前已收过文件" });
  await office.reviewer.call(endpoints.decide, {
    params: { id },
    body: { decision: "approve", revision: 1 },
  });
  await untilState(office.reviewer, id, "closed");
});

test("a file sent after its link was revoked begins no submission, and is kept with the reason", async () => {
  const unit = await foundUnit(office.jurisdiction, "青槐县林业局", 11);
  const paper = minutes({ mark: "撤" });
  const ticket = await ticketFor(office.url, unit.link, paper);
  await revoke(unit.id);
  await post(ticket, paper);
  const [kept] = await waitUntil("set aside", async () => {
    const { setAside } = await deskOf(unit.id);
    return setAside.length > 0 ? setAside : undefined;
  });
  expect(kept).toMatchObject({
    submissionId: ticket.submissionId,
    fileName: paper.fileName,
    size: paper.bytes.length,
    why: "上传链接已被撤销",
  });
  await office.cloud.idle();
  expect(await getSubmission(ticket.submissionId)).toBeUndefined();
});

test("a correction sent after its link was revoked leaves the paper as it was, and its trail says so", async () => {
  const unit = await foundUnit(office.jurisdiction, "青槐县气象局", 12);
  const ticket = await ticketFor(office.url, unit.link, minutesWithoutPlace("撤"));
  await post(ticket, minutesWithoutPlace("撤"));
  const id = ticket.submissionId;
  const { reasons = [] } = await untilState(office.reviewer, id, "returned");
  const answers = reasons.map((_, reason) => ({ reason, answer: "fixed" as const }));
  const correction = await ticketFor(office.url, unit.link, minutes(), { submissionId: id, answers });
  await revoke(unit.id);
  await post(correction, minutes());
  await waitUntil("set aside", async () => ((await deskOf(unit.id)).setAside.length > 0 ? true : undefined));
  const { state, trail } = await office.reviewer.call(endpoints.submission, { params: { id } });
  expect(state).toBe("returned");
  expect(trail.at(-1)?.text).toContain("上传链接已被撤销，已原样留存");
});

test("what the store would not take is refused when leave is asked for", async () => {
  const ask = (size: number) =>
    office.reviewer.call(endpoints.ticket, {
      params: { token: office.farm.link },
      body: { fileName: "大.pdf", size },
    });
  const refused = await refusal(ask(60 * 1024 * 1024));
  expect(refused).toMatchObject({ status: 400, code: "file_too_large" });
  expect(refused.message).toContain("50 MB");
  expect((await ask(50 * 1024 * 1024)).maxBytes).toBe(50 * 1024 * 1024);
});
