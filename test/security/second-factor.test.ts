/** The second factor (ASVS 5 V6.5, V6.6; RFC 6238): drift, a code used again, guessing, recovery. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ApiClient } from "../../client/api-client.ts";
import { takeTurn } from "../../functions/adapters/table/attempts.ts";
import { replaceSecondFactor } from "../../functions/adapters/table/second-factors.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { LeapClock } from "../clock.ts";
import { hire, type Office, openOffice, PASSWORD, refusal } from "../office.ts";
import { give, Phones, STEP } from "./phone.ts";

const clock = new LeapClock("2026-08-20T01:00:00Z");
let office: Office;
let phones: Phones;

beforeAll(async () => {
  office = await openOffice(clock);
  phones = new Phones(office, clock);
});
afterAll(() => office.close());

test("set up, it is asked for at the next sign-in, and a session comes only with it", async () => {
  const { login, uri, secret, recovery } = await phones.equipped("setter");
  expect(uri).toContain(`secret=${secret}`);
  expect(decodeURIComponent(uri)).toMatch(/^otpauth:\/\/totp\/setter\?issuer=七有 青槐县&/);
  expect(new Set(recovery).size).toBe(10);
  const { tab, answered } = await phones.firstStep(login);
  expect(answered.value).toEqual({ step: "code" });
  expect([...tab.cookies.keys()], "no session yet").toEqual(["qiyou-step"]);
  expect((await tab.ask(endpoints.me)).code).toBe("sign_in_required");
  expect((await give(tab, phones.shown(secret))).value).toMatchObject({ login });
  expect((await tab.ask(endpoints.me)).status).toBe(200);
  expect([...tab.cookies.keys()].toSorted(), "the step is over").toEqual(["qiyou", "qiyou-browser"]);
});

test("a program that signs in is told that it cannot, instead of going on without a session", async () => {
  const { login } = await phones.equipped("scripted");
  expect(await refusal(new ApiClient(office.url).signIn(login, PASSWORD))).toMatchObject({
    code: "second_factor_needed",
  });
});

test("what has been begun and not confirmed is not asked for", async () => {
  await hire(office.jurisdiction, "beginner", ["visitor"]);
  const { tab } = await phones.firstStep("beginner");
  const { secret: given } = (await tab.ask(endpoints.beginSecondFactor, { body: { password: PASSWORD } }))
    .value;
  expect((await tab.ask(endpoints.confirmSecondFactor, { body: { code: "000000" } })).code).toBe(
    "code_wrong",
  );
  expect((await phones.firstStep("beginner")).answered.value, "nothing is asked yet").toMatchObject({
    login: "beginner",
  });
  const { secret } = (await tab.ask(endpoints.beginSecondFactor, { body: { password: PASSWORD } })).value;
  expect(secret).not.toBe(given);
  expect((await tab.ask(endpoints.confirmSecondFactor, { body: { code: phones.shown(given) } })).code).toBe(
    "code_wrong",
  );
  expect((await tab.ask(endpoints.me)).status, "a wrong code ends no session").toBe(200);
  const both = await Promise.all(
    [1, 2].map(() => tab.ask(endpoints.confirmSecondFactor, { body: { code: phones.shown(secret) } })),
  );
  expect(both.map(({ status }) => status).toSorted(), "twice at once").toEqual([200, 409]);
  expect((await tab.ask(endpoints.beginSecondFactor, { body: { password: PASSWORD } })).code).toBe(
    "second_factor_on",
  );
});

test("ASVS 7.5.1: whoever has found a session open sets up, changes and ends nothing", async () => {
  const { tab, secret } = await phones.equipped("absent");
  const wrong = { password: "not-my-password" };
  expect(
    await tab.ask(endpoints.endSecondFactor, { body: { ...wrong, code: phones.shown(secret) } }),
  ).toMatchObject({
    status: 401,
    code: "sign_in_failed",
  });
  const end = (code: string) => tab.ask(endpoints.endSecondFactor, { body: { password: PASSWORD, code } });
  expect((await end("000000")).code).toBe("code_wrong");
  expect((await tab.ask(endpoints.renewRecoveryCodes, { body: { code: "000000" } })).code).toBe("code_wrong");
  expect((await end(phones.shown(secret))).status).toBe(200);
  expect((await tab.ask(endpoints.beginSecondFactor, { body: wrong })).code).toBe("sign_in_failed");
  expect((await phones.firstStep("absent")).answered.value).toMatchObject({ login: "absent" });
});

test("ASVS 6.5.5: a clock that is off by a step is let in, one that is off by two is not", async () => {
  const { login, secret } = await phones.equipped("drifter");
  phones.passes(10 * STEP);
  for (const [steps, status] of [
    [-2, 401],
    [2, 401],
    [-1, 200],
  ] as const) {
    const { tab } = await phones.firstStep(login);
    expect((await give(tab, phones.shown(secret, steps))).status, `${steps} steps`).toBe(status);
  }
  const { tab } = await phones.firstStep(login);
  expect((await give(tab, phones.shown(secret, 1))).status, "a step ahead").toBe(200);
});

test("ASVS 6.5.1: a code opens once: not again, not twice at once, and none before it any more", async () => {
  const { login, secret } = await phones.equipped("repeater");
  phones.passes(10 * STEP);
  const [early, code] = [phones.shown(secret, -1), phones.shown(secret)];
  const first = await phones.firstStep(login);
  expect((await give(first.tab, code)).status).toBe(200);
  for (const again of [code, early]) {
    const { tab } = await phones.firstStep(login);
    expect((await give(tab, again)).code).toBe("code_used");
  }
  phones.passes(STEP);
  const tabs = await Promise.all(Array.from({ length: 4 }, async () => (await phones.firstStep(login)).tab));
  const answers = await Promise.all(tabs.map((tab) => give(tab, phones.shown(secret))));
  expect(answers.map(({ code: refused }) => refused ?? "in").toSorted()).toEqual([
    ...["code_used", "code_used", "code_used"],
    "in",
  ]);
});

test("a step on the way is good once, for ten minutes, and for nobody without its cookie", async () => {
  const { login, secret } = await phones.equipped("walker");
  expect((await give(phones.newTab(), phones.shown(secret))).code, "without a first step").toBe(
    "sign_in_again",
  );
  const { tab } = await phones.firstStep(login);
  const copy = tab.copy();
  expect((await give(tab, phones.shown(secret))).status).toBe(200);
  phones.passes(STEP);
  expect((await give(copy, phones.shown(secret))).code, "the step is taken").toBe("sign_in_again");
  const late = await phones.firstStep(login);
  phones.passes(601_000);
  expect((await give(late.tab, phones.shown(secret))).code).toBe("sign_in_again");
  expect((await late.tab.ask(endpoints.signInEnrol)).code).toBe("sign_in_again");
});

test("a step on the way sets up no second factor where there is one", async () => {
  const { login } = await phones.equipped("hijacked");
  const { tab } = await phones.firstStep(login);
  expect((await tab.ask(endpoints.signInEnrol)).code).toBe("second_factor_on");
  expect((await tab.ask(endpoints.signInEnrolConfirm, { body: { code: "000000" } })).code).toBe(
    "second_factor_on",
  );
  expect((await tab.ask(endpoints.me)).code).toBe("sign_in_required");
});

test("ASVS 6.6.3: guesses wait, and after a hundred in a row no code is taken but a recovery code", async () => {
  const { id, login, secret, recovery } = await phones.equipped("besieged");
  phones.passes(10 * STEP);
  const { tab } = await phones.firstStep(login);
  for (let n = 0; n < 5; n++) expect((await give(tab, "000000")).code).toBe("code_wrong");
  for (let n = 0; n < 9; n++) await takeTurn({ about: `code:${id}`, free: 15 });
  for (let n = 0; n < 4; n++) await takeTurn({ about: `code-from:192.0.2.${phones.tabs}:${id}`, free: 5 });
  expect(await give(tab, phones.shown(secret))).toMatchObject({ status: 429, code: "too_many_attempts" });
  phones.passes(901_000);

  const factor = await phones.factorOf(id);
  if (factor) await replaceSecondFactor(factor, { ...factor, failures: 99 });
  const last = await phones.firstStep(login);
  expect((await give(last.tab, "000000")).code).toBe("code_wrong");
  expect((await give(last.tab, phones.shown(secret))).code, "the right one neither").toBe(
    "second_factor_locked",
  );
  expect((await give(last.tab, recovery[0] ?? "")).status).toBe(200);
  phones.passes(STEP);
  const free = await phones.firstStep(login);
  expect((await give(free.tab, phones.shown(secret))).status, "and then codes again").toBe(200);
});

test("wrong codes side by side are each counted", async () => {
  const { id, login } = await phones.equipped("stormed");
  const { tab } = await phones.firstStep(login);
  const answers = await Promise.all(Array.from({ length: 5 }, () => give(tab, "000000")));
  expect(answers.map(({ code }) => code)).toEqual(Array(5).fill("code_wrong"));
  expect((await phones.factorOf(id))?.failures).toBe(5);
});

test("ASVS 6.5.1: a recovery code opens once, however it is written; renewed ones replace the old", async () => {
  const { login, tab: own, secret, recovery } = await phones.equipped("forgetter");
  const [first = "", second = "", third = ""] = recovery;
  const written = ` ${first.toUpperCase().replaceAll("-", " ").replaceAll("0", "O").replaceAll("1", "l")} `;
  const { tab } = await phones.firstStep(login);
  const copy = tab.copy();
  const answers = await Promise.all([give(tab, written), give(copy, first)]);
  expect(answers.map(({ status }) => status).toSorted(), "twice at once").toEqual([200, 401]);
  const again = await phones.firstStep(login);
  expect((await give(again.tab, first)).code).toBe("code_wrong");
  expect((await give(again.tab, second)).status).toBe(200);
  expect((await own.ask(endpoints.ownAccount)).value.secondFactor.recoveryCodesLeft).toBe(8);
  const renewed = await own.ask(endpoints.renewRecoveryCodes, { body: { code: phones.shown(secret) } });
  expect(renewed.value.recoveryCodes).toHaveLength(10);
  const after = await phones.firstStep(login);
  expect((await give(after.tab, third)).code).toBe("code_wrong");
  expect((await give(after.tab, renewed.value.recoveryCodes[0] ?? "")).status).toBe(200);
});

test("what is no code is refused in words", async () => {
  const { login, secret } = await phones.equipped("scribbler");
  const { tab } = await phones.firstStep(login);
  for (const code of ["", " ", "x".repeat(61), "0".repeat(1_000_000)])
    expect((await give(tab, code)).code).toBe("bad_request");
  for (const code of ["12345", "-12345", "1e5000"]) expect((await give(tab, code)).code).toBe("code_wrong");
  const wide = [...phones.shown(secret)].map((digit) => String.fromCodePoint(digit.charCodeAt(0) + 0xfee0));
  expect((await give(tab, wide.join(" "))).status, "as a Chinese keyboard writes it").toBe(200);
});

test("ASVS 14.2.1: neither the secret nor a recovery code lies open in the table", async () => {
  const { secret, recovery, id } = await phones.equipped("private");
  const table = ["", "-wal"]
    .map((end) => readFileSync(join(office.folder, `dynamodb.sqlite${end}`), "latin1"))
    .join("");
  for (const hidden of [secret, ...recovery, ...recovery.map((code) => code.replaceAll("-", ""))])
    expect(table.includes(hidden)).toBe(false);
  expect(table).toContain((await phones.factorOf(id))?.secret);
});

test("a secret that lies in another's row opens nothing", async () => {
  const [thief, victim] = [await phones.equipped("row-thief"), await phones.equipped("row-victim")];
  const [own, others] = [await phones.factorOf(thief.id), await phones.factorOf(victim.id)];
  if (own && others) await replaceSecondFactor(others, { ...others, secret: own.secret });
  const { tab } = await phones.firstStep(victim.login);
  expect((await give(tab, phones.shown(thief.secret))).code).toBe("second_factor_unreadable");
  expect((await give(tab, victim.recovery[0] ?? "")).status, "recovery codes need no key").toBe(200);
});
