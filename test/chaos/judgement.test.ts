/** The judge of a chaos run says what is amiss: each fault planted in what an office really holds. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { type Office, openOffice, post, ticketFor, untilState } from "../office.ts";
import { minutes, minutesWithoutPlace } from "../paper.ts";
import { type Held, heldBy } from "../recovery/held.ts";
import { type Ledger, newLedger } from "../recovery/people.ts";
import { type Judgement, judge } from "./judgement.ts";

let office: Office;
const ledger: Ledger = newLedger();
let held: Held;

async function file(mark: string, faulty: boolean): Promise<string> {
  const paper = faulty ? minutesWithoutPlace(mark) : minutes({ mark });
  const ticket = await ticketFor(office.url, office.water.link, paper);
  await post(ticket, paper);
  const { submissionId, fields } = ticket;
  ledger.filed.push({ submissionId, faulty, corrected: false, keys: [fields.key ?? ""] });
  return submissionId;
}

beforeAll(async () => {
  office = await openOffice();
  const closed = await file("子", false);
  const waiting = await file("丑", false);
  await untilState(office.reviewer, await file("寅", true), "returned");
  for (const id of [closed, waiting]) await untilState(office.reviewer, id, "in_review");
  await office.reviewer.call(endpoints.decide, {
    params: { id: closed },
    body: { decision: "approve", revision: 1 },
  });
  ledger.decided.set(closed, "approve");
  await untilState(office.reviewer, closed, "closed");
  await office.cloud.idle();
  held = await heldBy(office.jurisdiction, [office.water.id]);
});
afterAll(() => office.close());

const NOTHING = { lost: 0, doubled: 0, stuck: 0, wrong: 0, broken: 0 };
const counted = ({ lost, doubled, stuck, wrong, broken }: Judgement) => ({
  lost: lost.length,
  doubled: doubled.length,
  stuck: stuck.length,
  wrong: wrong.length,
  broken: broken.length,
});

test("an office in which nothing happened has nothing amiss", () => {
  expect(judge(ledger, held)).toMatchObject({ acknowledged: 4 });
  expect(counted(judge(ledger, held))).toEqual(NOTHING);
});

const first = 0;
const changed = (change: Partial<Held["submissions"][number]>): Held => ({
  ...held,
  submissions: held.submissions.map((one, index) => (index === first ? { ...one, ...change } : one)),
});
const firstKept = () => {
  const one = held.submissions[first];
  if (!one) throw new Error("nothing is held");
  return one;
};

test.each<[string, () => Held, Partial<typeof NOTHING>]>([
  [
    "an upload that is nowhere, and with it the decision on it",
    () => ({ ...held, submissions: held.submissions.slice(1) }),
    { lost: 2 },
  ],
  [
    "an upload in two submissions",
    () => ({ ...held, submissions: [...held.submissions, { ...firstKept(), trail: [] }] }),
    { doubled: 2 },
  ],
  [
    "an entry of a trail twice",
    () => changed({ trail: [...firstKept().trail, ...firstKept().trail.slice(0, 1)] }),
    { doubled: 1 },
  ],
  ["a task too many", () => changed({ tasks: [...firstKept().tasks, "issuance"] }), { doubled: 1 }],
  ["a workflow too many", () => ({ ...held, running: [...held.running, ...held.running] }), { doubled: 2 }],
  ["a light twice", () => ({ ...held, lit: [...held.lit, ...held.lit.slice(0, 1)] }), { doubled: 1 }],
  ["a wait without a workflow", () => changed({ waits: false }), { stuck: 1 }],
  ["a message that was not delivered", () => ({ ...held, undelivered: 1 }), { stuck: 1 }],
  ["a trail that does not verify", () => changed({ verifies: false }), { broken: 1 }],
])("%s is seen", (_, planted, amiss) => {
  expect(counted(judge(ledger, planted()))).toEqual({ ...NOTHING, ...amiss });
});

test("a decision that no trail knows is lost, and a paper that went where it should not is wrong", () => {
  const decided = new Map([...ledger.decided, ["sub_unknown", "return"] as const]);
  expect(counted(judge({ ...ledger, decided }, held))).toEqual({ ...NOTHING, lost: 1 });
  const filed = ledger.filed.map((one) => ({ ...one, faulty: true }));
  expect(counted(judge({ ...ledger, filed }, held))).toEqual({ ...NOTHING, wrong: 2 });
});
