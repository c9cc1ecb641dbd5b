/** The second factor as the office asks for it, and the administrator who resets it (ASVS 5 6.3.3). */
import { afterAll, beforeAll, expect, test } from "vitest";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { LeapClock } from "../clock.ts";
import { hire, type Office, openOffice, PASSWORD } from "../office.ts";
import { BrowserTab } from "./browser-tab.ts";
import { give, Phones, STEP } from "./phone.ts";

const clock = new LeapClock("2026-08-20T01:00:00Z");
let office: Office;
let phones: Phones;
let administrator: BrowserTab;

beforeAll(async () => {
  office = await openOffice(clock);
  phones = new Phones(office, clock);
  await hire(office.jurisdiction, "admin", ["administrator"]);
  administrator = new BrowserTab(office.url);
  await administrator.ask(endpoints.signIn, { body: { login: "admin", password: PASSWORD } });
});
afterAll(() => office.close());

async function require(roles: readonly string[]) {
  const { version, signOnSet: _, ...now } = (await administrator.ask(endpoints.signInPolicy)).value;
  const body = { ...now, secondFactorFor: roles, base: version };
  return administrator.ask(endpoints.changeSignInPolicy, { body });
}

test("ASVS 6.3.3: a role that needs it gets in only by setting it up, and keeps it", async () => {
  expect((await require(["leader"])).status).toBe(200);
  await hire(office.jurisdiction, "chief", ["leader"]);
  const { tab, answered } = await phones.firstStep("chief");
  expect(answered.value).toEqual({ step: "enrol" });
  expect((await give(tab, "000000")).code, "there is no code to give").toBe("second_factor_not_begun");
  expect((await tab.ask(endpoints.signInEnrolConfirm, { body: { code: "000000" } })).code).toBe(
    "second_factor_not_begun",
  );
  const { secret } = (await tab.ask(endpoints.signInEnrol)).value;
  expect((await give(tab, phones.shown(secret))).code, "before it is confirmed it opens nothing").toBe(
    "second_factor_off",
  );
  const done = await tab.ask(endpoints.signInEnrolConfirm, { body: { code: phones.shown(secret) } });
  expect(done.value).toMatchObject({ me: { login: "chief" } });
  expect(done.value.recoveryCodes).toHaveLength(10);
  expect((await tab.ask(endpoints.ownAccount)).value.secondFactor).toMatchObject({ required: true });
  phones.passes(STEP);
  const body = { password: PASSWORD, code: phones.shown(secret) };
  expect((await tab.ask(endpoints.endSecondFactor, { body })).code).toBe("second_factor_required");
  await require([]);
  expect((await tab.ask(endpoints.endSecondFactor, { body })).status).toBe(200);
});

test("who has begun with a password that is no more does not come to an end", async () => {
  await require(["leader"]);
  const id = await hire(office.jurisdiction, "robbed", ["leader"]);
  const { tab } = await phones.firstStep("robbed");
  await administrator.ask(endpoints.resetPassword, { params: { id } });
  expect((await tab.ask(endpoints.signInEnrol)).code).toBe("sign_in_again");
  expect((await tab.ask(endpoints.signInEnrolConfirm, { body: { code: "000000" } })).code).toBe(
    "sign_in_again",
  );
  await require([]);
});

test("a step outlives the reset of the factor it asked for by nothing but a new sign-in", async () => {
  const { id, login, secret } = await phones.equipped("reset-halfway");
  const { tab } = await phones.firstStep(login);
  await administrator.ask(endpoints.resetSecondFactor, { params: { id } });
  expect((await give(tab, phones.shown(secret))).code).toBe("second_factor_not_begun");
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
  const { id, login, tab } = await phones.equipped("lost-phone");
  const lineOf = async () =>
    (await administrator.ask(endpoints.accounts)).value.accounts.find((one) => one.login === login);
  expect((await lineOf())?.secondFactorSince).toBeDefined();
  const params = { id };
  expect((await tab.ask(endpoints.resetSecondFactor, { params })).code).toBe("not_allowed");
  expect((await administrator.ask(endpoints.resetSecondFactor, { params })).status).toBe(200);
  expect((await tab.ask(endpoints.me)).code).toBe("sign_in_required");
  expect((await lineOf())?.secondFactorSince).toBeUndefined();
  expect((await phones.firstStep(login)).answered.value).toMatchObject({ login });
  const own = (await administrator.ask(endpoints.me)).value;
  expect((await administrator.ask(endpoints.resetSecondFactor, { params: { id: own.id } })).code).toBe(
    "own_second_factor",
  );
});
