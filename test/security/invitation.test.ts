/** Invitations and one's own sign-ins (ASVS 5 6.4.1, 7.4, 7.5.2): used once, by whom they are for, and ended. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { LeapClock } from "../clock.ts";
import { hire, type Office, openOffice, PASSWORD } from "../office.ts";
import { BrowserTab } from "./browser-tab.ts";

const clock = new LeapClock("2026-08-20T01:00:00Z");
let office: Office;
let administrator: BrowserTab;

beforeAll(async () => {
  office = await openOffice(clock);
  await hire(office.jurisdiction, "admin", ["administrator"]);
  administrator = await signedIn("admin");
});
afterAll(() => office.close());

const DAY = 24 * 3_600_000;
const passes = (milliseconds: number) => clock.leap(new Date(clock.now() + milliseconds).toISOString());
const NEW = "three-herons-over-tea";

const signIn = (tab: BrowserTab, login: string, password: string) =>
  tab.ask(endpoints.signIn, { body: { login, password } });

async function signedIn(login: string, headers: Record<string, string> = {}): Promise<BrowserTab> {
  const tab = new BrowserTab(office.url, headers);
  expect((await signIn(tab, login, PASSWORD)).status).toBe(200);
  return tab;
}

const tokenIn = (url: string): string => new URL(url).hash.slice(1);
/** Each a moment after the one before. */
async function invite(id: string, days = 7): Promise<string> {
  passes(1);
  return tokenIn((await administrator.ask(endpoints.invite, { params: { id }, body: { days } })).value.url);
}
const look = (token: string) => new BrowserTab(office.url).ask(endpoints.invitation, { body: { token } });
const take = (token: string, password = NEW, tab = new BrowserTab(office.url)) =>
  tab.ask(endpoints.acceptInvitation, { body: { token, password } });
const standingOf = async (id: string) =>
  (await administrator.ask(endpoints.accounts)).value.accounts.find((one) => one.id === id)?.invitation
    ?.standing;

test("whom it is for is shown, the own password is set, and one is in; the old sessions are not", async () => {
  const id = await hire(office.jurisdiction, "newcomer", ["secretary"], office.water.id);
  const before = await signedIn("newcomer");
  const token = await invite(id);
  expect((await look(token)).value).toMatchObject({
    name: "newcomer",
    login: "newcomer",
    officeName: "青槐县",
    unitName: "青槐县水务局",
    expiresAt: "2026-08-27T01:00:00.001Z",
  });
  const tab = new BrowserTab(office.url);
  expect((await take(token, NEW, tab)).value).toMatchObject({ login: "newcomer" });
  expect((await tab.ask(endpoints.me)).status).toBe(200);
  expect((await before.ask(endpoints.me)).code).toBe("sign_in_required");
  expect((await signIn(new BrowserTab(office.url), "newcomer", PASSWORD)).code).toBe("sign_in_failed");
  expect((await signIn(new BrowserTab(office.url), "newcomer", NEW)).status).toBe(200);
  expect(await standingOf(id)).toBe("used");
});

test("ASVS 6.4.1: it is good once, also for two at once", async () => {
  const id = await hire(office.jurisdiction, "hurried", ["visitor"]);
  const token = await invite(id);
  const both = await Promise.all([take(token, `${NEW}-one`), take(token, `${NEW}-two`)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 410]);
  expect(await take(token)).toMatchObject({ status: 410, code: "invitation_used" });
  expect(await look(token)).toMatchObject({ status: 410, code: "invitation_used" });
  const [winner] = both
    .map(({ status }, at) => (status === 200 ? [`${NEW}-one`, `${NEW}-two`][at] : undefined))
    .filter(Boolean);
  expect((await signIn(new BrowserTab(office.url), "hurried", winner ?? "")).status).toBe(200);
});

test("a password that is not taken leaves it open", async () => {
  const id = await hire(office.jurisdiction, "chooser", ["visitor"]);
  const token = await invite(id);
  for (const weak of ["short", "password123", "chooser-is-my-name", "", "x".repeat(201)])
    expect((await take(token, weak)).status, weak).toBe(400);
  expect((await take(token)).status).toBe(200);
});

test("it expires, is withdrawn, and ends with a newer one, a reset or a changed password", async () => {
  const id = await hire(office.jurisdiction, "waverer", ["visitor"]);
  const [first, second] = [await invite(id), await invite(id)];
  expect((await take(first)).code, "a newer one").toBe("invitation_revoked");
  expect((await administrator.ask(endpoints.revokeInvitation, { params: { id } })).status).toBe(200);
  expect((await take(second)).code, "withdrawn").toBe("invitation_revoked");
  expect(await standingOf(id)).toBe("revoked");

  const byReset = await invite(id);
  await administrator.ask(endpoints.resetPassword, { params: { id } });
  expect((await take(byReset)).code, "a reset").toBe("invitation_revoked");

  const other = await hire(office.jurisdiction, "changer", ["visitor"]);
  const byChange = await invite(other);
  const own = await signedIn("changer");
  await own.ask(endpoints.changePassword, { body: { current: PASSWORD, next: NEW } });
  expect((await take(byChange)).code, "a changed password").toBe("invitation_revoked");

  const late = await invite(id, 1);
  passes(DAY - 1000);
  expect((await look(late)).status).toBe(200);
  passes(1000);
  expect(await take(late)).toMatchObject({ status: 410, code: "invitation_expired" });
  administrator = await signedIn("admin");
  expect(await standingOf(id)).toBe("expired");
  passes(60 * DAY);
  expect((await look(late)).code, "still told what became of it").toBe("invitation_expired");
  administrator = await signedIn("admin");
});

test("of two invitations made at once one is used, and the other worth nothing", async () => {
  const id = await hire(office.jurisdiction, "twofold", ["visitor"]);
  const both = await Promise.all([invite(id), invite(id)]);
  const [first = "", second = ""] = (await look(both[0])).status === 200 ? both : both.toReversed();
  expect((await take(first)).status).toBe(200);
  expect((await take(second)).status).toBe(410);
});

test("who is no administrator invites nobody, and a token that is none says nothing of anybody", async () => {
  const id = await hire(office.jurisdiction, "target", ["visitor"]);
  const leader = await signedIn("leader");
  expect((await leader.ask(endpoints.invite, { params: { id }, body: {} })).code).toBe("not_allowed");
  expect((await administrator.ask(endpoints.invite, { params: { id }, body: { days: 31 } })).code).toBe(
    "bad_request",
  );
  for (const token of ["none", "x".repeat(200), "%00", office.water.link])
    expect(await look(token), token.slice(0, 10)).toMatchObject({ status: 404, code: "invitation_unknown" });
  expect((await look("x".repeat(201))).code).toBe("bad_request");
});

test("an invitation is no way around a second factor", async () => {
  const id = await hire(office.jurisdiction, "guarded", ["leader"]);
  const { version, signOnSet: _, ...now } = (await administrator.ask(endpoints.signInPolicy)).value;
  const ask = (roles: string[], base: number) =>
    administrator.ask(endpoints.changeSignInPolicy, { body: { ...now, secondFactorFor: roles, base } });
  await ask(["leader"], version);
  const tab = new BrowserTab(office.url);
  expect((await take(await invite(id), NEW, tab)).value).toEqual({ step: "enrol" });
  expect((await tab.ask(endpoints.me)).code).toBe("sign_in_required");
  await ask([], version + 1);
});

test("ASVS 14.2.1: the table does not hold the link", async () => {
  const token = await invite(await hire(office.jurisdiction, "hidden", ["visitor"]));
  const table = ["", "-wal"]
    .map((end) => readFileSync(join(office.folder, `dynamodb.sqlite${end}`), "latin1"))
    .join("");
  expect(table.includes(token)).toBe(false);
});

const EDGE =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0";
const PHONE =
  "Mozilla/5.0 (Linux; Android 14; HarmonyOS) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0 Mobile MicroMessenger/8.0.49";

test("ASVS 7.5.2: one's own sign-ins are listed with when, where and in what, and ended one by one or all others", async () => {
  await hire(office.jurisdiction, "mobile", ["visitor"]);
  const desk = await signedIn("mobile", { "user-agent": EDGE, "x-forwarded-for": "203.0.113.77" });
  passes(1000);
  const phone = await signedIn("mobile", { "user-agent": PHONE, "x-forwarded-for": "2001:db8:1:2:3::4" });
  const list = async (tab: BrowserTab) => (await tab.ask(endpoints.ownSignIns)).value.signIns;
  expect(await list(desk)).toMatchObject([
    { browser: "微信（鸿蒙）", network: "2001:db8:1:*", current: false, by: "password" },
    { browser: "Edge 浏览器（Windows）", network: "203.0.113.*", current: true },
  ]);
  expect(JSON.stringify(await list(desk)), "not the address itself").not.toContain("203.0.113.77");

  const [{ id: phones } = { id: "" }] = await list(desk);
  const another = await signedIn("reviewer");
  expect((await another.ask(endpoints.endSignIn, { params: { signIn: phones } })).code, "another's").toBe(
    "sign_in_ended",
  );
  expect((await phone.ask(endpoints.me)).status).toBe(200);
  expect((await desk.ask(endpoints.endSignIn, { params: { signIn: phones } })).status).toBe(200);
  expect((await phone.ask(endpoints.me)).code).toBe("sign_in_required");
  expect((await desk.ask(endpoints.endSignIn, { params: { signIn: phones } })).code, "again").toBe(
    "sign_in_ended",
  );

  const others = [await signedIn("mobile"), await signedIn("mobile")];
  expect((await desk.ask(endpoints.endOtherSignIns)).status).toBe(200);
  for (const other of others) expect((await other.ask(endpoints.me)).code).toBe("sign_in_required");
  expect(await list(desk)).toHaveLength(1);
});

test("the day on which a session was used last is kept", async () => {
  await hire(office.jurisdiction, "nightly", ["visitor"]);
  clock.leap("2026-12-01T15:30:00Z"); // 23:30 in the office
  const tab = await signedIn("nightly");
  const seen = async () => (await tab.ask(endpoints.ownSignIns)).value.signIns[0]?.seen;
  expect(await seen()).toBe("2026-12-01");
  passes(3_600_000);
  expect(await seen()).toBe("2026-12-02");
});
