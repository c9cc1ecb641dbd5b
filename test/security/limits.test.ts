/** What may be written through the API is bounded (ASVS 5 2.2.1), and what must be one of a kind stays so (15.4.2). */
import { afterAll, beforeAll, expect, test } from "vitest";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { hire, type Office, openOffice, PASSWORD, untilState, upload } from "../office.ts";
import { minutes } from "../paper.ts";
import { ask, cookieOf } from "./asking.ts";

let office: Office;
let reviewer: string;
let admin: string;
let paper: string;
beforeAll(async () => {
  office = await openOffice();
  await hire(office.jurisdiction, "admin", ["administrator"]);
  reviewer = await cookieOf(office.url, "reviewer", PASSWORD);
  admin = await cookieOf(office.url, "admin", PASSWORD);
  paper = await upload(office.url, office.water.link, minutes());
  await untilState(office.reviewer, paper, "in_review");
});
afterAll(() => office.close());

const long = (length: number) => "长".repeat(length);
const reason = { code: "reviewer", message: "缺少地点", element: "place" };
const times = (n: number, what: object) => Array.from({ length: n }, () => what);

test.each([
  ["a blank reason", [{ ...reason, message: "  " }]],
  ["a reason bound to nothing", [{ code: "reviewer", message: "不行" }]],
  ["a reason without end", [{ ...reason, message: long(2001) }]],
  ["a code without end", [{ ...reason, code: long(500_000) }]],
  ["reasons that together are too long", times(50, { ...reason, message: long(2000) })],
])("a return with %s is refused in words", async (_, reasons) => {
  const request = { params: { id: paper }, body: { decision: "return", revision: 1, reasons } };
  const answered = await ask(office.url, endpoints.decide, request, { cookie: reviewer });
  expect(answered).toMatchObject({ status: 400, code: "bad_request" });
  expect(JSON.parse(answered.text).message).toMatch(/\p{Script=Han}/u);
});

test.each([
  ["answers", { answers: times(900, { reason: 0, answer: "contested", note: long(900) }) }],
  ["a type", { documentType: long(500_000) }],
  ["a file name", { fileName: long(256) }],
])("a ticket with %s without end is refused", async (_, more) => {
  const request = { params: { token: office.farm.link }, body: { fileName: "a.txt", size: 1, ...more } };
  expect((await ask(office.url, endpoints.ticket, request)).status).toBe(400);
});

test.each(["0000-Q1", "0001-Q2", "9999-Q4", "2026-Q5"])("the quarter %s is none", async (period) => {
  const answered = await ask(office.url, endpoints.draftNotice, { body: { period } }, { cookie: reviewer });
  expect(answered.status).toBe(400);
});

test("an id in the path without end is refused", async () => {
  const answered = await ask(
    office.url,
    endpoints.trailExport,
    { params: { id: long(1200) } },
    { cookie: reviewer },
  );
  expect(answered.status).toBe(400);
});

test("a link for a day that no calendar has is refused", async () => {
  const request = { params: { id: office.water.id }, body: { period: "2026-Q3", sessionDate: "2026-02-30" } };
  expect((await ask(office.url, endpoints.createLink, request, { cookie: reviewer })).status).toBe(400);
});

test.each([
  ["login", endpoints.createPerson, { login: "twice", name: "某人", roles: ["visitor"] }, "login_taken"],
  ["unit", endpoints.createUnit, { name: "青槐县审计局", shortName: "审计局", roster: [] }, "unit_exists"],
] as const)("one %s asked for six times at once is made once", async (_, row, body, code) => {
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => ask(office.url, row, { body }, { cookie: admin })),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter((one) => one.code === code)).toHaveLength(5);
});
