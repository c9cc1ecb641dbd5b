/** The second factor (ASVS 5 V6.5, V6.6; RFC 6238): drift, a code used again, guessing, recovery, requiring and resetting. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ApiClient } from "../../client/api-client.ts";
import { takeTurn } from "../../functions/adapters/table/attempts.ts";
import { replaceSecondFactor, secondFactorOf } from "../../functions/adapters/table/second-factors.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { LeapClock } from "../clock.ts";
import { hire, type Office, openOffice, PASSWORD, refusal } from "../office.ts";
import { BrowserTab } from "./browser-tab.ts";

const clock = new LeapClock("2026-08-20T01:00:00Z");
let office: Office;
let administrator: BrowserTab;

beforeAll(async () => {
  office = await openOffice(clock);
  await hire(office.jurisdiction, "admin", ["administrator"]);
  administrator = new BrowserTab(office.url);
  await administrator.ask(endpoints.signIn, { body: { login: "admin", password: PASSWORD } });
});
afterAll(() => office.close());

const STEP = 30_000;
const passes = (milliseconds: number) => clock.leap(new Date(clock.now() + milliseconds).toISOString());
/** What the phone shows, `steps` steps of time from now. */
const shown = (secret: string, steps = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: clock.now() + steps * STEP });

/** A browser of its own behind an address of its own. */
let addresses = 0;
const newTab = () => new BrowserTab(office.url, { "x-forwarded-for": `192.0.2.${++addresses}` });

async function firstStep(login: string, tab = newTab()) {
  const answered = await tab.ask(endpoints.signIn, { body: { login, password: PASSWORD } });
  return { tab, answered };
}
const give = (tab: BrowserTab, code: string) => tab.ask(endpoints.signInCode, { body: { code } });

/** Somebody with a second factor, set up on the account page. */
async function equipped(login: string) {
  const id = await hire(office.jurisdiction, login, ["visitor"]);
  const { tab } = await firstStep(login);
  const { secret, uri } = (await tab.ask(endpoints.beginSecondFactor, { body: { password: PASSWORD } }))
    .value;
  const confirmed = await tab.ask(endpoints.confirmSecondFactor, { body: { code: shown(secret) } });
  expect(confirmed.status).toBe(200);
  passes(STEP);
  return { id, login, tab, secret, uri, recovery: confirmed.value.recoveryCodes };
}
const factorOf = (id: string) => secondFactorOf({ jurisdiction: office.jurisdiction, id });

test("set up, it is asked for at the next sign-in, and a session comes only with it", async () => {
  const { login, uri, secret, recovery } = await equipped("setter");
  expect(uri).toContain(`secret=${secret}`);
  expect(decodeURIComponent(uri)).toMatch(/^otpauth:\/\/totp\/setter\?issuer=七有 青槐县&/);
  expect(new Set(recovery).size).toBe(10);
  const { tab, answered } = await firstStep(login);
  expect(answered.value).toEqual({ step: "code" });
  expect([...tab.cookies.keys()], "no session yet").toEqual(["qiyou-step"]);
  expect((await tab.ask(endpoints.me)).code).toBe("sign_in_required");
  expect((await give(tab, shown(secret))).value).toMatchObject({ login });
  expect((await tab.ask(endpoints.me)).status).toBe(200);
  expect([...tab.cookies.keys()].toSorted(), "the step is over").toEqual(["qiyou", "qiyou-browser"]);
});

test("a program that signs in is told that it cannot, instead of going on without a session", async () => {
  const { login } = await equipped("scripted");
  expect(await refusal(new ApiClient(office.url).signIn(login, PASSWORD))).toMatchObject({
    code: "second_factor_needed",
  });
});

test("what has been begun and not confirmed is not asked for", async () => {
  await hire(office.jurisdiction, "beginner", ["visitor"]);
  const { tab } = await firstStep("beginner");
  const { secret: given } = (await tab.ask(endpoints.beginSecondFactor, { body: { password: PASSWORD } }))
    .value;
  expect((await tab.ask(endpoints.confirmSecondFactor, { body: { code: "000000" } })).code).toBe(
    "code_wrong",
  );
  expect((await firstStep("beginner")).answered.value, "nothing is asked yet").toMatchObject({
    login: "beginner",
  });
  const { secret } = (await tab.ask(endpoints.beginSecondFactor, { body: { password: PASSWORD } })).value;
  expect(secret).not.toBe(given);
  expect((await tab.ask(endpoints.confirmSecondFactor, { body: { code: shown(given) } })).code).toBe(
    "code_wrong",
  );
  expect((await tab.ask(endpoints.me)).status, "a wrong code ends no session").toBe(200);
  const both = await Promise.all(
    [1, 2].map(() => tab.ask(endpoints.confirmSecondFactor, { body: { code: shown(secret) } })),
  );
  expect(both.map(({ status }) => status).toSorted(), "twice at once").toEqual([200, 409]);
  expect((await tab.ask(endpoints.beginSecondFactor, { body: { password: PASSWORD } })).code).toBe(
    "second_factor_on",
  );
});

test("ASVS 7.5.1: whoever has found a session open sets up, changes and ends nothing", async () => {
  const { tab, secret } = await equipped("absent");
  const wrong = { password: "not-my-password" };
  expect(await tab.ask(endpoints.endSecondFactor, { body: { ...wrong, code: shown(secret) } })).toMatchObject(
    {
      status: 401,
      code: "sign_in_failed",
    },
  );
  const end = (code: string) => tab.ask(endpoints.endSecondFactor, { body: { password: PASSWORD, code } });
  expect((await end("000000")).code).toBe("code_wrong");
  expect((await tab.ask(endpoints.renewRecoveryCodes, { body: { code: "000000" } })).code).toBe("code_wrong");
  expect((await end(shown(secret))).status).toBe(200);
  expect((await tab.ask(endpoints.beginSecondFactor, { body: wrong })).code).toBe("sign_in_failed");
  expect((await firstStep("absent")).answered.value).toMatchObject({ login: "absent" });
});

test("ASVS 6.5.5: a clock that is off by a step is let in, one that is off by two is not", async () => {
  const { login, secret } = await equipped("drifter");
  passes(10 * STEP);
  for (const [steps, status] of [
    [-2, 401],
    [2, 401],
    [-1, 200],
  ] as const) {
    const { tab } = await firstStep(login);
    expect((await give(tab, shown(secret, steps))).status, `${steps} steps`).toBe(status);
  }
  const { tab } = await firstStep(login);
  expect((await give(tab, shown(secret, 1))).status, "a step ahead").toBe(200);
});

test("ASVS 6.5.1: a code opens once: not again, not twice at once, and none before it any more", async () => {
  const { login, secret } = await equipped("repeater");
  passes(10 * STEP);
  const [early, code] = [shown(secret, -1), shown(secret)];
  const first = await firstStep(login);
  expect((await give(first.tab, code)).status).toBe(200);
  for (const again of [code, early]) {
    const { tab } = await firstStep(login);
    expect((await give(tab, again)).code).toBe("code_used");
  }
  passes(STEP);
  const tabs = await Promise.all(Array.from({ length: 4 }, async () => (await firstStep(login)).tab));
  const answers = await Promise.all(tabs.map((tab) => give(tab, shown(secret))));
  expect(answers.map(({ code: refused }) => refused ?? "in").toSorted()).toEqual([
    ...["code_used", "code_used", "code_used"],
    "in",
  ]);
});

test("a step on the way is good once, for ten minutes, and for nobody without its cookie", async () => {
  const { login, secret } = await equipped("walker");
  expect((await give(newTab(), shown(secret))).code, "without a first step").toBe("sign_in_again");
  const { tab } = await firstStep(login);
  const copy = tab.copy();
  expect((await give(tab, shown(secret))).status).toBe(200);
  passes(STEP);
  expect((await give(copy, shown(secret))).code, "the step is taken").toBe("sign_in_again");
  const late = await firstStep(login);
  passes(601_000);
  expect((await give(late.tab, shown(secret))).code).toBe("sign_in_again");
  expect((await late.tab.ask(endpoints.signInEnrol)).code).toBe("sign_in_again");
});

test("a step on the way sets up no second factor where there is one", async () => {
  const { login } = await equipped("hijacked");
  const { tab } = await firstStep(login);
  expect((await tab.ask(endpoints.signInEnrol)).code).toBe("second_factor_on");
  expect((await tab.ask(endpoints.signInEnrolConfirm, { body: { code: "000000" } })).code).toBe(
    "second_factor_on",
  );
  expect((await tab.ask(endpoints.me)).code).toBe("sign_in_required");
});

test("ASVS 6.6.3: guesses wait, and after a hundred in a row no code is taken but a recovery code", async () => {
  const { id, login, secret, recovery } = await equipped("besieged");
  passes(10 * STEP);
  const { tab } = await firstStep(login);
  for (let n = 0; n < 5; n++) expect((await give(tab, "000000")).code).toBe("code_wrong");
  for (let n = 0; n < 9; n++) await takeTurn({ about: `code:${id}`, free: 15 });
  for (let n = 0; n < 4; n++) await takeTurn({ about: `code-from:192.0.2.${addresses}:${id}`, free: 5 });
  expect(await give(tab, shown(secret))).toMatchObject({ status: 429, code: "too_many_attempts" });
  passes(901_000);

  const factor = await factorOf(id);
  if (factor) await replaceSecondFactor(factor, { ...factor, failures: 99 });
  const last = await firstStep(login);
  expect((await give(last.tab, "000000")).code).toBe("code_wrong");
  expect((await give(last.tab, shown(secret))).code, "the right one neither").toBe("second_factor_locked");
  expect((await give(last.tab, recovery[0] ?? "")).status).toBe(200);
  passes(STEP);
  const free = await firstStep(login);
  expect((await give(free.tab, shown(secret))).status, "and then codes again").toBe(200);
});

test("wrong codes side by side are each counted", async () => {
  const { id, login } = await equipped("stormed");
  const { tab } = await firstStep(login);
  const answers = await Promise.all(Array.from({ length: 5 }, () => give(tab, "000000")));
  expect(answers.map(({ code }) => code)).toEqual(Array(5).fill("code_wrong"));
  expect((await factorOf(id))?.failures).toBe(5);
});

test("ASVS 6.5.1: a recovery code opens once, however it is written; renewed ones replace the old", async () => {
  const { login, tab: own, secret, recovery } = await equipped("forgetter");
  const [first = "", second = "", third = ""] = recovery;
  const written = ` ${first.toUpperCase().replaceAll("-", " ").replaceAll("0", "O").replaceAll("1", "l")} `;
  const { tab } = await firstStep(login);
  const copy = tab.copy();
  const answers = await Promise.all([give(tab, written), give(copy, first)]);
  expect(answers.map(({ status }) => status).toSorted(), "twice at once").toEqual([200, 401]);
  const again = await firstStep(login);
  expect((await give(again.tab, first)).code).toBe("code_wrong");
  expect((await give(again.tab, second)).status).toBe(200);
  expect((await own.ask(endpoints.ownAccount)).value.secondFactor.recoveryCodesLeft).toBe(8);
  const renewed = await own.ask(endpoints.renewRecoveryCodes, { body: { code: shown(secret) } });
  expect(renewed.value.recoveryCodes).toHaveLength(10);
  const after = await firstStep(login);
  expect((await give(after.tab, third)).code).toBe("code_wrong");
  expect((await give(after.tab, renewed.value.recoveryCodes[0] ?? "")).status).toBe(200);
});

test("what is no code is refused in words", async () => {
  const { login, secret } = await equipped("scribbler");
  const { tab } = await firstStep(login);
  for (const code of ["", " ", "x".repeat(61), "0".repeat(1_000_000)])
    expect((await give(tab, code)).code).toBe("bad_request");
  for (const code of ["12345", "-12345", "1e5000"]) expect((await give(tab, code)).code).toBe("code_wrong");
  const wide = [...shown(secret)].map((digit) => String.fromCodePoint(digit.charCodeAt(0) + 0xfee0));
  expect((await give(tab, wide.join(" "))).status, "as a Chinese keyboard writes it").toBe(200);
});

async function require(roles: readonly string[]) {
  const { version, signOnSet: _, ...now } = (await administrator.ask(endpoints.signInPolicy)).value;
  const body = { ...now, secondFactorFor: roles, base: version };
  return administrator.ask(endpoints.changeSignInPolicy, { body });
}

test("ASVS 6.3.3: a role that needs it gets in only by setting it up, and keeps it", async () => {
  expect((await require(["leader"])).status).toBe(200);
  await hire(office.jurisdiction, "chief", ["leader"]);
  const { tab, answered } = await firstStep("chief");
  expect(answered.value).toEqual({ step: "enrol" });
  expect((await give(tab, "000000")).code, "there is no code to give").toBe("second_factor_not_begun");
  expect((await tab.ask(endpoints.signInEnrolConfirm, { body: { code: "000000" } })).code).toBe(
    "second_factor_not_begun",
  );
  const { secret } = (await tab.ask(endpoints.signInEnrol)).value;
  expect((await give(tab, shown(secret))).code, "before it is confirmed it opens nothing").toBe(
    "second_factor_off",
  );
  const done = await tab.ask(endpoints.signInEnrolConfirm, { body: { code: shown(secret) } });
  expect(done.value).toMatchObject({ me: { login: "chief" } });
  expect(done.value.recoveryCodes).toHaveLength(10);
  expect((await tab.ask(endpoints.ownAccount)).value.secondFactor).toMatchObject({ required: true });
  passes(STEP);
  const body = { password: PASSWORD, code: shown(secret) };
  expect((await tab.ask(endpoints.endSecondFactor, { body })).code).toBe("second_factor_required");
  await require([]);
  expect((await tab.ask(endpoints.endSecondFactor, { body })).status).toBe(200);
});

test("who has begun with a password that is no more does not come to an end", async () => {
  await require(["leader"]);
  const id = await hire(office.jurisdiction, "robbed", ["leader"]);
  const { tab } = await firstStep("robbed");
  await administrator.ask(endpoints.resetPassword, { params: { id } });
  expect((await tab.ask(endpoints.signInEnrol)).code).toBe("sign_in_again");
  expect((await tab.ask(endpoints.signInEnrolConfirm, { body: { code: "000000" } })).code).toBe(
    "sign_in_again",
  );
  await require([]);
});

test("a step outlives the reset of the factor it asked for by nothing but a new sign-in", async () => {
  const { id, login, secret } = await equipped("reset-halfway");
  const { tab } = await firstStep(login);
  await administrator.ask(endpoints.resetSecondFactor, { params: { id } });
  expect((await give(tab, shown(secret))).code).toBe("second_factor_not_begun");
  expect((await tab.ask(endpoints.me)).code).toBe("sign_in_required");
});

test("of two changes of what the office asks, made from the same page, one is told so", async () => {
  const { version, signOnSet: _, ...now } = (await administrator.ask(endpoints.signInPolicy)).value;
  const change = () => administrator.ask(endpoints.changeSignInPolicy, { body: { ...now, base: version } });
  const both = await Promise.all([change(), change()]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  const group = { group: "水务局", role: "secretary" };
  const wrong = { ...now, signOn: { ...now.signOn, groups: [group] }, base: version + 1 };
  expect((await administrator.ask(endpoints.changeSignInPolicy, { body: wrong })).code).toBe("unit_required");
});

test("the administrator sees who has one, resets it for somebody else, and that ends their sessions", async () => {
  const { id, login, tab } = await equipped("lost-phone");
  const lineOf = async () =>
    (await administrator.ask(endpoints.accounts)).value.accounts.find((one) => one.login === login);
  expect((await lineOf())?.secondFactorSince).toBeDefined();
  const params = { id };
  expect((await tab.ask(endpoints.resetSecondFactor, { params })).code).toBe("not_allowed");
  expect((await administrator.ask(endpoints.resetSecondFactor, { params })).status).toBe(200);
  expect((await tab.ask(endpoints.me)).code).toBe("sign_in_required");
  expect((await lineOf())?.secondFactorSince).toBeUndefined();
  expect((await firstStep(login)).answered.value).toMatchObject({ login });
  const own = (await administrator.ask(endpoints.me)).value;
  expect((await administrator.ask(endpoints.resetSecondFactor, { params: { id: own.id } })).code).toBe(
    "own_second_factor",
  );
});

test("ASVS 14.2.1: neither the secret nor a recovery code lies open in the table", async () => {
  const { secret, recovery, id } = await equipped("private");
  const table = ["", "-wal"]
    .map((end) => readFileSync(join(office.folder, `dynamodb.sqlite${end}`), "latin1"))
    .join("");
  for (const hidden of [secret, ...recovery, ...recovery.map((code) => code.replaceAll("-", ""))])
    expect(table.includes(hidden)).toBe(false);
  expect(table).toContain((await factorOf(id))?.secret);
});

test("a secret that lies in another's row opens nothing", async () => {
  const [thief, victim] = [await equipped("row-thief"), await equipped("row-victim")];
  const [own, others] = [await factorOf(thief.id), await factorOf(victim.id)];
  if (own && others) await replaceSecondFactor(others, { ...others, secret: own.secret });
  const { tab } = await firstStep(victim.login);
  expect((await give(tab, shown(thief.secret))).code).toBe("second_factor_unreadable");
  expect((await give(tab, victim.recovery[0] ?? "")).status, "recovery codes need no key").toBe(200);
});
