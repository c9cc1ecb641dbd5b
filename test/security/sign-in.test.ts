/** Signing in, sessions and links (ASVS 5 V6, V7, V10): what expires, what is throttled, what is never written down. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { waitUntil } from "../../client/wait-until.ts";
import { plainGrants } from "../../core/organisation/grant.ts";
import type { Person } from "../../core/organisation/unit.ts";
import { newId } from "../../functions/adapters/identifier.ts";
import { hashPassword } from "../../functions/adapters/password.ts";
import { takeTurn } from "../../functions/adapters/table/attempts.ts";
import { putPerson } from "../../functions/adapters/table/people.ts";
import { getSubmission } from "../../functions/adapters/table/submissions.ts";
import { trailOf } from "../../functions/adapters/table/trail.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { acceptable } from "../../functions/app/sign-in/password-rules.ts";
import { guessesAt, takeTurns } from "../../functions/app/sign-in/turns.ts";
import { protectiveHeaders } from "../../functions/manifest/resources.ts";
import { LeapClock } from "../clock.ts";
import { foundUnit, hire, type Office, openOffice, PASSWORD, PERIOD, upload } from "../office.ts";
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

/** As a proxy on this machine names who asks; a browser brings its cookies. */
const signInFrom = (login: string, password: string, address: string, cookie = "") =>
  ask(office.url, endpoints.signIn, { body: { login, password } }, { "x-forwarded-for": address, cookie });

test("ASVS 6.3.1: wrong guesses make the next one wait, and shut nobody out", async () => {
  const id = await hire(office.jurisdiction, "guessed", ["visitor"]);
  const known = (await signInFrom("guessed", PASSWORD, "192.0.2.7")).headers.getSetCookie()[1] ?? "";
  for (let n = 0; n < 10; n++)
    expect((await signInFrom("guessed", `wrong-${n}`, "192.0.2.7")).code).toBe("sign_in_failed");
  const began = performance.now();
  const [waited, elsewhere, remembered] = await Promise.all([
    signInFrom(" GUESSED ", PASSWORD, "192.0.2.7").then((answer) => ({
      ...answer,
      after: performance.now() - began,
    })),
    signInFrom("guessed", PASSWORD, "192.0.2.8"),
    signInFrom("guessed", PASSWORD, "192.0.2.7", known.split(";", 1)[0]),
  ]);
  expect(waited.status, "the right one gets in").toBe(200);
  expect(waited.after, "when its turn comes, however the login is spelled").toBeGreaterThan(2900);
  expect(elsewhere.status, "from elsewhere at once").toBe(200);
  expect(remembered.status, "where the person has signed in before at once").toBe(200);

  for (let n = 0; n < 12; n++) await takeTurn({ about: "from:192.0.2.9:guessed", free: 10 });
  const refused = await signInFrom("guessed", "wrong", "192.0.2.9");
  expect(refused).toMatchObject({ status: 429, code: "too_many_attempts" });
  expect((await signInFrom("secretary", PASSWORD, "192.0.2.9")).status, "others are not kept out").toBe(200);
  const everywhere = { about: "account:guessed", free: 100 };
  await Promise.all(Array.from({ length: 110 }, () => takeTurn(everywhere)));
  expect((await signInFrom("guessed", PASSWORD, "198.51.100.1")).code, "guessed from everywhere").toBe(
    "too_many_attempts",
  );
  const admin = await cookieOf(office.url, "admin", PASSWORD);
  const reset = await ask(office.url, endpoints.resetPassword, { params: { id } }, { cookie: admin });
  expect((await signInFrom("guessed", JSON.parse(reset.text).password, "198.51.100.1")).status).toBe(200);
  passes(0.26 * HOUR);
});

test("ASVS 6.3.1: guesses side by side are counted one by one, and so are those at many accounts", async () => {
  const turns = await Promise.all(
    Array.from({ length: 30 }, () => takeTurns([{ about: "from:192.0.2.1:hurried", free: 10 }])),
  );
  expect(turns.filter((wait) => wait === 0)).toHaveLength(10);
  expect(turns.flatMap((wait) => wait || [])).toEqual([3, 6]);
  const sprayed: (number | undefined)[] = [];
  for (let n = 0; n < 60; n++)
    sprayed.push(
      await takeTurns(
        await guessesAt(`account-${n}`, undefined, { address: "203.0.113.5", browser: undefined }),
      ),
    );
  expect(sprayed.slice(0, 30).every((wait) => wait === 0)).toBe(true);
  expect(sprayed.slice(32)).toEqual(Array(28).fill(undefined));
  passes(0.26 * HOUR);
});

test("ASVS 6.3.1: forty right passwords at once from one address are no guesses", async () => {
  const answers = await Promise.all(
    Array.from({ length: 40 }, () => signInFrom("secretary", PASSWORD, "203.0.113.9")),
  );
  // A machine that is slow today may ask some to come again, but calls nobody a guesser.
  expect(answers.filter(({ code }) => code === "too_many_attempts")).toEqual([]);
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
});

test("ASVS 6.3.1: who has found a session open cannot guess its password", async () => {
  const id = await hire(office.jurisdiction, "away", ["visitor"]);
  const cookie = await cookieOf(office.url, "away", PASSWORD);
  for (let n = 0; n < 7; n++) await takeTurn({ about: `own:${id}`, free: 5 });
  const body = { current: "wrong", next: "quiet-heron-lamp" };
  expect(await ask(office.url, endpoints.changePassword, { body }, { cookie })).toMatchObject({
    status: 429,
    code: "too_many_attempts",
  });
});

test("ASVS 6.2: what others would try first is no new password", async () => {
  const person: Person = {
    id: newId("user"),
    jurisdiction: office.jurisdiction,
    login: "tan.songnian",
    name: "谭松年",
    grants: plainGrants(["secretary"], office.water.id),
  };
  await putPerson(person, await hashPassword(PASSWORD));
  const cookie = await cookieOf(office.url, "tan.songnian", PASSWORD);
  const change = (next: string) =>
    ask(office.url, endpoints.changePassword, { body: { current: PASSWORD, next } }, { cookie });
  for (const weak of [
    "1234567890",
    "password123",
    "          ",
    "tan.songnian",
    "TAN.Songnian-kept-safe",
    "ｐａｓｓｗｏｒｄ１２３",
    "qwertyuiop",
    "abcabcabcabcabc",
    "水务局的密码就是这个",
    "青槐县的密码就是这个",
    "谭松年的密码就是这个",
    "a".repeat(200),
  ])
    expect(await acceptable(weak, person), weak).toMatchObject({ refusal: { code: "password_too_weak" } });
  expect(await change("password123")).toMatchObject({ status: 400, code: "password_too_weak" });
  expect((await change("😀".repeat(5))).code, "ten characters, not ten halves").toBe("bad_request");
  expect((await change("三只蓝鹤飞过旧茶馆门前")).status).toBe(200);
});

test("ASVS 3.4: a page bears the headers that an answer of the API bears", async () => {
  const [page, answer] = [await fetch(office.url), await me("")];
  for (const [name, value] of Object.entries(protectiveHeaders)) {
    expect(answer.headers.get(name), name).toBe(value);
    expect(page.headers.get(name), name).toBe(value);
  }
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

test("ASVS 2.4.1: a link has a rate, in words and for curl too", async () => {
  const unit = await foundUnit(office.jurisdiction, "青槐县统计局", 13);
  const asked = { about: `tickets:${unit.linkId}`, free: 1000 };
  await Promise.all(Array.from({ length: 1010 }, () => takeTurn(asked)));
  const params = { token: unit.link };
  const refused = await ask(office.url, endpoints.ticket, { params, body: { fileName: "a.txt", size: 1 } });
  expect(refused).toMatchObject({ status: 429, code: "too_many_tickets" });
  expect((await ask(office.url, endpoints.curlArguments, { params })).status).toBe(429);
  const other = { params: { token: office.farm.link }, body: { fileName: "a.txt", size: 1 } };
  expect((await ask(office.url, endpoints.ticket, other)).status).toBe(200);
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
  const tokens = cookie.split("; ").map((one) => one.split("=")[1] ?? "");
  expect(tokens).toHaveLength(2);
  const secrets = [PASSWORD, made.password, office.water.link, ...tokens, "a-task-token"];
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
