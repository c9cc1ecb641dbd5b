/** Signing in, sessions and links (ASVS 5 V6, V7, V10): what expires, what is throttled, what is never written down. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { waitUntil } from "../../client/wait-until.ts";
import { getSubmission } from "../../functions/adapters/table/submissions.ts";
import { trailOf } from "../../functions/adapters/table/trail.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { LeapClock } from "../clock.ts";
import { hire, type Office, openOffice, PASSWORD, PERIOD, upload } from "../office.ts";
import { minutesWithoutPlace } from "../paper.ts";
import { ask, cookieOf } from "./asking.ts";

const clock = new LeapClock("2026-08-20T01:00:00Z");
const said: string[] = [];
let office: Office;

beforeAll(async () => {
  for (const method of ["log", "info", "warn", "error", "debug"] as const)
    vi.spyOn(console, method).mockImplementation((...words) => {
      said.push(
        words
          .map((word) => (word instanceof Error ? `${word.stack} ${JSON.stringify(word)}` : String(word)))
          .join(" "),
      );
    });
  vi.spyOn(process.stderr, "write").mockImplementation((line) => {
    said.push(String(line));
    return true;
  });
  office = await openOffice(clock);
  await hire(office.jurisdiction, "admin", ["administrator"]);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await office.close();
});

const passes = (milliseconds: number) => clock.leap(new Date(clock.now() + milliseconds).toISOString());
const HOUR = 3_600_000;
const signIn = (login: string, password: string) =>
  ask(office.url, endpoints.signIn, { body: { login, password } });
const me = (cookie: string) => ask(office.url, endpoints.me, {}, { cookie });

test("ASVS 3.3: the cookie cannot be read by scripts nor sent by other sites, and says nothing", async () => {
  const { headers } = await signIn("reviewer", PASSWORD);
  const [cookie = ""] = headers.getSetCookie();
  expect(cookie).toMatch(/; HttpOnly/i);
  expect(cookie).toMatch(/; SameSite=Strict/i);
  expect(cookie).toMatch(/; Path=\/(;|$)/i);
  expect(cookie).not.toMatch(/domain=/i);
  const [, token = ""] = /^[^=]+=([^;]+)/.exec(cookie) ?? [];
  expect(Buffer.from(token, "base64url").length, "ASVS 7.2.3: at least 128 bits").toBeGreaterThanOrEqual(32);
  expect((await me(`qiyou=${token.slice(0, -1)}${token.endsWith("A") ? "E" : "A"}`)).code).toBe(
    "sign_in_required",
  );
});

test("ASVS 7.3.2: a session ends after a working day", async () => {
  const cookie = await cookieOf(office.url, "reviewer", PASSWORD);
  passes(11.9 * HOUR);
  expect((await me(cookie)).status).toBe(200);
  passes(0.2 * HOUR);
  expect((await me(cookie)).code).toBe("sign_in_required");
});

test("a new password from the administrator ends the old one and every session of it", async () => {
  const id = await hire(office.jurisdiction, "forgetful", ["visitor"]);
  const session = await cookieOf(office.url, "forgetful", PASSWORD);
  const reset = (login: string) =>
    cookieOf(office.url, login, PASSWORD).then((cookie) =>
      ask(office.url, endpoints.resetPassword, { params: { id } }, { cookie }),
    );
  expect((await reset("reviewer")).code).toBe("not_allowed");
  const { status, text } = await reset("admin");
  expect(status).toBe(200);
  expect((await me(session)).code).toBe("sign_in_required");
  expect((await signIn("forgetful", PASSWORD)).code).toBe("sign_in_failed");
  expect((await signIn("forgetful", JSON.parse(text).password)).status).toBe(200);
});

test("ASVS 7.4.1: signing out ends the session on the server", async () => {
  const cookie = await cookieOf(office.url, "reviewer", PASSWORD);
  expect((await ask(office.url, endpoints.signOut, {}, { cookie })).status).toBe(200);
  expect((await me(cookie)).code).toBe("sign_in_required");
});

test("ASVS 7.4.3: a changed password ends all other sessions, and the old one no longer opens", async () => {
  await hire(office.jurisdiction, "changer", ["visitor"]);
  const elsewhere = await cookieOf(office.url, "changer", PASSWORD);
  const here = await cookieOf(office.url, "changer", PASSWORD);
  const change = (current: string, next: string) =>
    ask(office.url, endpoints.changePassword, { body: { current, next } }, { cookie: here });
  expect((await change("not-my-password", "another-password")).code).toBe("sign_in_failed");
  expect((await change(PASSWORD, "short")).code, "ASVS 6.2.1: length").toBe("bad_request");
  expect((await change(PASSWORD, "another-password")).status).toBe(200);
  expect((await me(here)).status).toBe(200);
  expect((await me(elsewhere)).code).toBe("sign_in_required");
  expect((await signIn("changer", PASSWORD)).code).toBe("sign_in_failed");
  expect((await signIn("changer", "another-password")).status).toBe(200);
});

test("ASVS 6.3.8: an unknown login and a wrong password are answered alike", async () => {
  const [unknown, wrong] = [await signIn("nobody", "x".repeat(12)), await signIn("leader", "x".repeat(12))];
  expect([unknown.status, unknown.text]).toEqual([wrong.status, wrong.text]);
});

test("ASVS 6.3.1: after ten wrong passwords even the right one waits a quarter of an hour", async () => {
  await hire(office.jurisdiction, "guessed", ["visitor"]);
  for (let n = 0; n < 10; n++) expect((await signIn("guessed", `wrong-${n}`)).code).toBe("sign_in_failed");
  expect(await signIn("guessed", PASSWORD)).toMatchObject({ status: 429, code: "too_many_attempts" });
  expect((await signIn(" GUESSED ", PASSWORD)).code, "however it is spelled").toBe("too_many_attempts");
  expect((await signIn("secretary", PASSWORD)).status, "others are not kept out").toBe(200);
  passes(0.26 * HOUR);
  expect((await signIn("guessed", PASSWORD)).status).toBe(200);
});

test("ASVS 6.3.1: guesses side by side are counted one by one", async () => {
  await hire(office.jurisdiction, "hurried", ["visitor"]);
  const answers = await Promise.all(Array.from({ length: 30 }, (_, n) => signIn("hurried", `wrong-${n}`)));
  const heard = answers.filter(({ code }) => code === "sign_in_failed").length;
  expect(heard).toBeGreaterThan(0);
  expect(heard).toBeLessThanOrEqual(10);
  expect(answers.filter(({ code }) => code === "too_many_attempts")).toHaveLength(30 - heard);
});

test("ASVS 2.2.1: what is no request is refused with a sentence", async () => {
  for (const body of [
    "{",
    "[]",
    "null",
    '"x"',
    { login: "x" },
    { login: "x".repeat(101), password: "y" },
    { login: {}, password: [] },
  ])
    expect(await ask(office.url, endpoints.signIn, { body }), JSON.stringify(body)).toMatchObject({
      status: 400,
      code: "bad_request",
    });
  const long = await ask(office.url, endpoints.signIn, {
    body: { login: "x", password: "y".repeat(1_000_001) },
  });
  expect(long).toMatchObject({ status: 400, code: "bad_request" });
});

test("ASVS 3.4: answers are not stored, not sniffed", async () => {
  const { headers } = await me("qiyou=none");
  expect(headers.get("cache-control")).toBe("no-store");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
});

test("ASVS 8.1: a link opens its own unit's uploads and nothing else, until it is revoked or has expired", async () => {
  const cookie = await cookieOf(office.url, "admin", PASSWORD);
  const make = async (days: number) => {
    const input = { params: { id: office.water.id }, body: { period: PERIOD, days } };
    const { link, url } = JSON.parse(
      (await ask(office.url, endpoints.createLink, input, { cookie })).text,
    ) as {
      link: { id: string };
      url: string;
    };
    return { id: link.id, token: url.split("/").at(-1) ?? "" };
  };
  const [lasting, revoked, short] = [await make(30), await make(30), await make(1)];
  const info = (token: string) => ask(office.url, endpoints.linkInfo, { params: { token } });
  expect((await info(lasting.token)).status).toBe(200);
  expect((await info(`${lasting.token}x`)).code).toBe("not_found");

  const alien = await upload(office.url, office.farm.link, minutesWithoutPlace("异"));
  await waitUntil("returned", async () =>
    (await getSubmission(alien))?.state === "returned" ? true : undefined,
  );
  const params = { token: lasting.token, id: alien };
  expect((await ask(office.url, endpoints.linkSubmission, { params })).code).toBe("not_found");
  expect((await ask(office.url, endpoints.linkManualReview, { params, body: { note: "请看" } })).code).toBe(
    "not_found",
  );
  const correction = {
    fileName: "a.txt",
    size: 1,
    submissionId: alien,
    answers: [{ reason: 0, answer: "fixed" }],
  };
  expect((await ask(office.url, endpoints.ticket, { params, body: correction })).code).toBe("not_found");

  const remove = { params: { id: office.water.id, link: revoked.id } };
  expect((await ask(office.url, endpoints.revokeLink, remove, { cookie })).status).toBe(200);
  expect(await info(revoked.token)).toMatchObject({ status: 410, code: "link_expired" });
  passes(48 * HOUR);
  expect(await info(short.token)).toMatchObject({ status: 410, code: "link_expired" });
  const ticket = { params: { token: short.token }, body: { fileName: "a.txt", size: 1 } };
  expect((await ask(office.url, endpoints.ticket, ticket)).code).toBe("link_expired");
  expect((await info(lasting.token)).status).toBe(200);
});

test("ASVS 16.2.5, 14.2.1: no password, session or link token in logs, trails or the database", async () => {
  const cookie = await cookieOf(office.url, "reviewer", PASSWORD);
  const admin = await cookieOf(office.url, "admin", PASSWORD);
  const body = { login: "newcomer", name: "新人", roles: ["visitor"] };
  const made = JSON.parse(
    (await ask(office.url, endpoints.createPerson, { body }, { cookie: admin })).text,
  ) as { password: string };
  const id = await upload(office.url, office.water.link, minutesWithoutPlace("密"));
  await waitUntil("returned", async () =>
    (await getSubmission(id))?.state === "returned" ? true : undefined,
  );
  await ask(office.url, endpoints.signIn, { body: "{" });
  await office.cloud
    .invoke("AskReview", { submissionId: "sub_none", token: "a-task-token", execution: "x" })
    .catch(() => undefined);
  const secrets = [PASSWORD, made.password, office.water.link, cookie.split("=")[1] ?? "", "a-task-token"];
  const places = {
    logs: said.join("\n"),
    trails: JSON.stringify(await trailOf(id)),
    people: (await ask(office.url, endpoints.people, {}, { cookie: admin })).text,
    desk: (await ask(office.url, endpoints.desk, { params: { id: office.water.id } }, { cookie })).text,
    table: ["", "-wal"]
      .map((end) => readFileSync(join(office.folder, `dynamodb.sqlite${end}`), "latin1"))
      .join(""),
  };
  expect(places.logs, "something was logged").not.toBe("");
  for (const [place, text] of Object.entries(places))
    for (const secret of secrets) expect(text.includes(secret), `${secret} in ${place}`).toBe(false);
});
