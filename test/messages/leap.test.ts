/**
 * Sixty days leaped, everything asked twice at once, the process killed by -9 at drawn instants, the receivers refusing now
 * and then: everybody has exactly one message for a task and step, and the sinks hold each exactly once.
 * `npm run leap` draws 300 tasks and 25 kills; QIYOU_SEED=… draws the same again.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { plainGrants } from "../../core/organisation/grant.ts";
import { putChannel } from "../../functions/adapters/table/channels.ts";
import { deliveriesOf } from "../../functions/adapters/table/deliveries.ts";
import { putPreference } from "../../functions/adapters/table/message-preferences.ts";
import { messagesOf } from "../../functions/adapters/table/messages.ts";
import { putOffice } from "../../functions/adapters/table/offices.ts";
import { undelivered } from "../../functions/adapters/table/outbox.ts";
import { putPerson } from "../../functions/adapters/table/people.ts";
import { credentialsOf, keepChannelSecret } from "../../local/folder/credentials.ts";
import { provisionTable } from "../../local/provision/table.ts";
import { openStores } from "../../local/stores.ts";
import { type HttpSink, KEY, openHttpSink } from "./http-sink.ts";
import type { LeapDay } from "./leap.child.ts";
import { DAYS, dayAt, drawer, drawPlan, expected, PEOPLE } from "./leap-plan.ts";
import { openSmtpSink, type SmtpSink } from "./smtp-sink.ts";

const [tasks, kills] = process.env.QIYOU_LEAP === "full" ? [300, 25] : [24, 6];
const seed = Number(process.env.QIYOU_SEED ?? Date.now() % 1_000_000);
const draw = drawer(seed + 1);
const plan = drawPlan(seed, tasks);
const CHILD = fileURLToPath(new URL("./leap.child.ts", import.meta.url));
const JURISDICTION = "office";

let folder: string;
let http: HttpSink;
let smtp: SmtpSink;
let closing: AsyncDisposableStack;
/** Told when a mail has been taken: its sender does not know yet. */
let onMail: (() => void) | undefined;

beforeAll(async () => {
  console.log(`seed ${seed}`);
  folder = await mkdtemp(join(tmpdir(), "qiyou-leap-"));
  http = await openHttpSink();
  smtp = await openSmtpSink({ onMail: () => onMail?.() });
  keepChannelSecret(folder, "office/wecom", "url", `${http.url}/wecom?key=${KEY}`);
  const founding = new AsyncDisposableStack();
  await provisionTable((await openStores(folder, credentialsOf(folder), founding)).dynamodb);
  await found();
  await founding.disposeAsync();
  await live();
  closing = new AsyncDisposableStack();
  await openStores(folder, credentialsOf(folder), closing);
}, 600_000);

afterAll(async () => {
  await closing?.disposeAsync();
  await http?.close();
  await smtp?.close();
  await rm(folder, { recursive: true, force: true });
});

async function found(): Promise<void> {
  await putOffice({
    jurisdiction: JURISDICTION,
    name: "青槐县",
    issuer: "中共青槐县委宣传部",
    mark: "青宣通",
  });
  for (const [id, person] of Object.entries(PEOPLE)) {
    const unitId = "unitId" in person ? person.unitId : undefined;
    const grants = plainGrants([person.role], unitId);
    await putPerson(
      { id, jurisdiction: JURISDICTION, login: id, name: id, grants, ...(unitId && { unitId }) },
      "-",
    );
    const mail = `${id}@example.gov.cn`;
    await putPreference({ person: id, jurisdiction: JURISDICTION, mail, byMail: "at_once", bySms: "off" });
  }
  const channel = { jurisdiction: JURISDICTION, enabled: true };
  await putChannel({
    ...channel,
    id: "smtp",
    name: "单位邮箱",
    roles: ["secretary", "reviewer", "leader"],
    settings: {
      kind: "smtp",
      host: "127.0.0.1",
      port: smtp.port,
      security: "none",
      from: "qiyou@example.gov.cn",
    },
  });
  await putChannel({
    ...channel,
    id: "wecom",
    name: "审核群",
    roles: ["reviewer"],
    settings: { kind: "wecom" },
  });
}

let child: ChildProcess | undefined;
/** Requests of a day on which something is set, for instants to be drawn in it. */
let usual = 40;

async function rise(): Promise<ChildProcess> {
  const risen = fork(CHILD, [folder], {
    env: {
      ...process.env,
      QIYOU_OUTGOING: `http://127.0.0.1:${http.port}, http://127.0.0.1:${smtp.port}`,
      QIYOU_LOG: "off",
    },
  });
  await once(risen, "message");
  return risen;
}

/** All of the days; on some of them the process dies, and the day is lived once more. */
async function live(): Promise<void> {
  const busy = plan.running.filter((offset) => plan.errands.some(({ setOn }) => setOn === offset));
  const dying = new Set(Array.from({ length: kills }, () => busy[Math.floor(draw() * busy.length)]));
  let afterCrash = false;
  for (const offset of plan.running) {
    // Ten in the morning, but for a fifth of the days on which it is told at night.
    const atNight = draw() < 0.2 && !dying.has(offset);
    const instant = `${dayAt(offset)}T${atNight ? "15:30" : "02:00"}:00.000Z`;
    const day: LeapDay = {
      instant,
      set: plan.errands.filter(({ setOn }) => setOn === offset),
      finished: plan.errands.filter(({ finishedOn }) => finishedOn === offset).map(({ id }) => id),
      afterCrash,
    };
    if (draw() < 0.2) smtp.refuse(451);
    if (draw() < 0.1) http.refuse(503);
    if (dying.has(offset)) {
      await dieIn(day);
      afterCrash = true;
    }
    await liveThrough({ ...day, afterCrash });
    afterCrash = false;
  }
  // A morning on which what was held back, refused or interrupted goes out.
  for (const instant of [`${dayAt(DAYS + 1)}T02:00:00.000Z`, `${dayAt(DAYS + 2)}T02:00:00.000Z`])
    await liveThrough({ instant, set: [], finished: [], afterCrash: true });
  child?.kill();
}

async function liveThrough(day: LeapDay): Promise<void> {
  child ??= await rise();
  child.send(day);
  const [{ requests }] = await once(child, "message");
  if (day.set.length > 0) usual = Math.max(usual, Number(requests));
}

/** Every third time just when a mail has been taken and nobody knows, else after a request drawn. */
async function dieIn(day: LeapDay): Promise<void> {
  child ??= await rise();
  const dying = child;
  child = undefined;
  const gone = once(dying, "exit");
  const lived = once(dying, "message");
  if (draw() < 0.33) onMail = () => dying.kill("SIGKILL");
  dying.send({ ...day, ...(!onMail && { dieAfter: 1 + Math.floor(draw() * usual) }) });
  await Promise.race([lived, gone]);
  onMail = undefined;
  dying.kill("SIGKILL");
  await gone;
}

const allOf = async (person: string) => (await messagesOf(person, 5000)).messages;
const idsIn = (text: string): string[] =>
  [...text.matchAll(/[?&]message=(msg_\w+)/gu)].flatMap(([, id]) => id ?? []);

test("everybody has exactly the messages of the list computed apart", async () => {
  const held = await Promise.all(Object.keys(PEOPLE).map(allOf));
  const lines = held.flat().map(({ person, subject, step }) => `${person} ${subject} ${step}`);
  expect(lines.length).toBeGreaterThan(tasks);
  expect(lines.sort()).toEqual(expected(plan));
  expect(await undelivered()).toEqual({ sound: [], unreadable: [] });
});

test("the mail sink holds each of them exactly once, at its own address", async () => {
  for (const person of Object.keys(PEOPLE)) {
    const mine = smtp.mails.filter(({ to }) => to.includes(`${person}@example.gov.cn`));
    const ids = mine.flatMap(({ text }) => idsIn(text)).sort();
    expect(ids, person).toEqual((await allOf(person)).map(({ id }) => id).sort());
  }
});

test("the robot has told the reviewers' group of each task and step exactly once", () => {
  const reviewers = ["user_he", "user_shi"];
  const wanted = new Set(
    expected(plan).flatMap((line) => {
      const [person = "", errand = "", step = ""] = line.split(" ");
      return reviewers.includes(person) ? [`${errand} ${step}`] : [];
    }),
  );
  const told = http.letters.flatMap(({ text }) =>
    [...text.matchAll(/\/errands\/(err_\d+)/gu)].map(([, id]) => id),
  );
  expect(told.sort()).toEqual([...wanted].map((one) => one.split(" ")[0]).sort());
});

test("each has its record, and all of them were sent", async () => {
  const { deliveries } = await deliveriesOf(JURISDICTION, 10_000);
  expect([...new Set(deliveries.map(({ status }) => status))]).toEqual(["sent"]);
});
