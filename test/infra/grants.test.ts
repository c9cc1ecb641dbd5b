/**
 * A function's grant is what it does: the product's main job, its returns, its clock and its repairs are run on the
 * one-machine cloud, and every call a function makes must be in its grant, every right of a grant must be used.
 */
import { SFNClient, StopExecutionCommand } from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { makeZip } from "../../core/reading/fixtures/packages.ts";
import { draftNotice, issueNotice } from "../../demo/issuing.ts";
import { putChannel } from "../../functions/adapters/table/channels.ts";
import { message } from "../../functions/adapters/table/outbox.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { changeSubmission } from "../../functions/app/submissions/change.ts";
import { functionNames, grantOf } from "../../functions/manifest/registry.ts";
import { LeapClock } from "../clock.ts";
import { type HttpSink, openHttpSink } from "../messages/http-sink.ts";
import { correct, type Office, openOffice, TODAY, ticketFor, untilState, upload } from "../office.ts";
import { minutes, minutesWithoutPlace } from "../paper.ts";
import { age } from "../rows/aged.ts";
import { arnOf } from "../workflow/executions.ts";
import { type Watched, watch } from "./calls.ts";

const clock = new LeapClock(TODAY);
let watched: Watched;
let office: Office;
let ses: HttpSink;
beforeAll(async () => {
  watched = watch();
  ses = await openHttpSink();
  vi.stubEnv("AWS_ENDPOINT_URL_SESV2", ses.url);
  office = await openOffice(clock, watched.handlers);
  await work(office);
});
afterAll(async () => {
  watched.stop();
  vi.unstubAllEnvs();
  await office.close();
  await ses.close();
});

async function work({
  url,
  water,
  farm,
  cloud,
  reviewer,
  leader,
  secretary,
  jurisdiction,
}: Office): Promise<void> {
  const decide = (id: string, revision: number) =>
    reviewer.call(endpoints.decide, { params: { id }, body: { decision: "approve", revision } });
  const sweep = async () => {
    clock.leap(new Date(clock.now() + 300_000).toISOString());
    await cloud.invoke("Sweep", {});
    await cloud.idle();
  };

  // Reviewed and closed at once, the other after a correction.
  const good = await upload(url, water.link, minutes({ mark: "甲" }));
  const faulty = await upload(url, farm.link, minutesWithoutPlace("乙"));
  await correct(url, farm.link, minutes({ mark: "乙" }), await untilState(reviewer, faulty, "returned"));
  await untilState(reviewer, faulty, "in_review");
  await reviewer.call(endpoints.examined, { params: { id: faulty, revision: 2 } });
  for (const [id, revision] of [
    [good, 1],
    [faulty, 2],
  ] as const) {
    await untilState(reviewer, id, "in_review");
    await decide(id, revision);
    await untilState(reviewer, id, "closed");
  }

  // An archive: its papers go into the inbox as files of their own.
  await upload(url, farm.link, {
    fileName: "七月材料.zip",
    documentType: "minutes_record",
    bytes: await makeZip({
      "记录.txt": minutes({ mark: "戊" }).bytes,
      "记录二.txt": minutes({ mark: "己" }).bytes,
    }),
  });
  await cloud.idle();

  // What a crash leaves behind: a flow that died, an answer and a start that were not delivered.
  const left = await upload(url, water.link, minutes({ mark: "丙" }));
  await untilState(reviewer, left, "in_review");
  await cloud.idle();
  const states = new SFNClient({});
  await states.send(new StopExecutionCommand({ executionArn: arnOf("review", left) }));
  states.destroy();
  await sweep();
  const approved = message(left, { do: "answer", kind: "review", output: { decision: "approve" } });
  await changeSubmission(left, { type: "Approve", revision: 1 }, { id: "user_gone" }, () => [approved]);
  await sweep();
  await untilState(reviewer, left, "closed");

  // A ticket that nobody used: whether something came with it is looked at within the hour.
  await ticketFor(url, water.link, minutes());
  for (let round = 0; round < 16; round++) await sweep();

  const draft = await draftNotice(leader);
  await cloud.idle();
  await leader.call(endpoints.decideNotice, {
    params: { id: draft.id },
    body: { decision: "return", note: "请核对学时。" },
  });
  await cloud.idle();
  await issueNotice(leader, draft.id);
  await leader.download(endpoints.noticePdf, { params: { id: draft.id } });

  // What people are to hear leaves by mail.
  await putChannel({
    id: "ses",
    jurisdiction,
    name: "邮件",
    enabled: true,
    roles: ["secretary"],
    settings: { kind: "ses", from: "qiyou@example.gov.cn" },
  });
  const body = { mail: "shuiwu@example.gov.cn", byMail: "at_once", bySms: "off" } as const;
  await secretary.call(endpoints.changeOwnMessaging, { body });
  // A correction that never comes: reminded of, then lapsed.
  const late = await upload(url, water.link, minutesWithoutPlace("丁"));
  await untilState(reviewer, late, "returned");
  await cloud.idle();
  await cloud.invoke("Deliver", {});
  clock.leap(new Date(clock.now() + 30 * 24 * 3_600_000).toISOString());
  await cloud.invoke("Remind", {});
  clock.leap(new Date(clock.now() + 200 * 24 * 3_600_000).toISOString());
  await cloud.idle();
  // A quarter is over: its notice is drafted without being asked for.
  await cloud.invoke("StartNotices", {});
  await cloud.idle();
  // Rows of before rows bore a number, and a migration.
  await age("link");
  for (const apply of [false, true]) await cloud.invoke("Migrate", { apply });
  await cloud.invoke("RecordDeadLetter", { what: "试", error: "试", attempts: 1, body: "" });
}

/** Rights whose use is no call of the function's: browsers use what it has signed. */
const SIGNED = ["Api: Inbox write", "Api: Inbox read"];
/** Rights for what only a crash at the worst moment leaves behind: whoever delivers delivers all that is owed. */
const AFTER_A_CRASH = [
  "Intake: ReviewFlow answer",
  "Api: ReviewFlow start",
  "AskReview: ReviewFlow answer",
  "AskCorrection: ReviewFlow answer",
  "AskIssuance: NoticeFlow answer",
  "StartNotices: NoticeFlow answer",
  "Sweep: NoticeFlow start",
  "Sweep: NoticeFlow answer",
  "Sweep: NoticeFlow look",
];

/** Texts stay in a container's memory; a new one reads them. */
const IN_A_NEW_CONTAINER = ["Examine: Texts read"];

const granted = functionNames.flatMap((name) =>
  Object.entries(grantOf(name)).flatMap(([resource, rights]) =>
    rights.map((right) => `${name}: ${resource} ${right}`),
  ),
);

test("every function is granted what it does, and nothing that it never does", () => {
  const done = [...watched.calls, ...SIGNED, ...AFTER_A_CRASH, ...IN_A_NEW_CONTAINER];
  expect(watched.calls.size).toBeGreaterThan(30);
  expect([...granted].sort()).toEqual([...new Set(done)].sort());
});

test("whoever asks for the site's address is granted it", () => {
  for (const name of ["Api", "PublishNotice", "Deliver"] as const)
    expect(grantOf(name)).toHaveProperty("Site");
});
