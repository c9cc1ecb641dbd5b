/** Signing in through the office's single sign-on, against a real issuer (ASVS 5 V10). */
import { afterAll, beforeAll, expect, test } from "vitest";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { hire, type Office, openOffice, PASSWORD } from "../office.ts";
import { BrowserTab } from "./browser-tab.ts";
import { CLIENT, type Issuer, openIssuer, SECRET } from "./issuer.ts";

let office: Office;
let issuer: Issuer;
let administrator: BrowserTab;
const SETTINGS = ["QIYOU_OIDC_ISSUER", "QIYOU_OIDC_CLIENT", "QIYOU_OIDC_SECRET"] as const;

beforeAll(async () => {
  process.env.QIYOU_OIDC_SECRET = SECRET;
  office = await openOffice();
  issuer = await openIssuer();
  await issuer.serve(office.url);
  process.env.QIYOU_OIDC_ISSUER = issuer.url;
  process.env.QIYOU_OIDC_CLIENT = CLIENT;
  for (const person of [
    { sub: "Sub-1", name: "石观澜", preferred_username: "guanlan" },
    { sub: "Sub-2", name: "林听雨", preferred_username: "Tingyu", groups: ["理论处", "其他"] },
    { sub: "Sub-3", name: "杜仲岳", preferred_username: "reviewer", groups: ["别的组"] },
    { sub: "sub-1", name: "只差大小写", preferred_username: "other-case" },
  ])
    issuer.people.set(person.sub, person);
  await hire(office.jurisdiction, "admin", ["administrator"]);
  administrator = await signedInTab("admin");
});
afterAll(async () => {
  for (const name of SETTINGS) delete process.env[name];
  await issuer.close();
  await office.close();
});

async function signedInTab(login: string): Promise<BrowserTab> {
  const tab = new BrowserTab(office.url);
  expect((await tab.ask(endpoints.signIn, { body: { login, password: PASSWORD } })).status).toBe(200);
  return tab;
}

const begin = async (tab: BrowserTab) =>
  (await tab.ask(endpoints.beginSignOn, { body: { next: "/notices" } })).value.url;
const finish = (tab: BrowserTab, answer: string) => tab.ask(endpoints.finishSignOn, { body: { answer } });

/** From our page to the issuer and back, as one of its people. */
async function signOn(sub: string, tab = new BrowserTab(office.url)) {
  const answer = await issuer.visit(await begin(tab), sub);
  return { tab, answer, returned: await finish(tab, answer) };
}

type Policy = Parameters<typeof changePolicy>[0];
async function changePolicy(change: {
  secondFactorFor?: string[];
  signOn?: { knownBy?: string; provision?: boolean; groups?: object[] };
}) {
  const { version, signOnSet: _, ...now } = (await administrator.ask(endpoints.signInPolicy)).value;
  const body = { ...now, ...change, signOn: { ...now.signOn, ...change.signOn }, base: version };
  expect(await administrator.ask(endpoints.changeSignInPolicy, { body })).toMatchObject({ status: 200 });
}
const REVIEWERS: Policy = { signOn: { provision: true, groups: [{ group: "理论处", role: "reviewer" }] } };

/** Binds somebody of ours to somebody of the issuer's. */
async function bind(login: string, sub: string): Promise<BrowserTab> {
  const tab = await signedInTab(login);
  const { url } = (await tab.ask(endpoints.bindSignOn, { body: { password: PASSWORD } })).value;
  expect(await finish(tab, await issuer.visit(url, sub))).toMatchObject({
    status: 200,
    value: { next: "/account" },
  });
  return tab;
}

test("what is asked of the issuer: code flow, PKCE, state and nonce, ours alone", async () => {
  const asked = new URL(await begin(new BrowserTab(office.url))).searchParams;
  expect(Object.fromEntries(asked)).toMatchObject({
    response_type: "code",
    client_id: CLIENT,
    redirect_uri: `${office.url}/sign-in/returned`,
    code_challenge_method: "S256",
    scope: "openid profile",
  });
  for (const name of ["state", "nonce", "code_challenge"])
    expect(asked.get(name)?.length, name).toBeGreaterThanOrEqual(43);
  expect((await new BrowserTab(office.url).ask(endpoints.signInWays)).value).toEqual({ signOn: true });
});

test("an unknown person is told so by name, and gets no account and no session", async () => {
  const { tab, returned } = await signOn("Sub-1");
  expect(returned).toMatchObject({ status: 403, code: "sign_on_unknown" });
  expect(returned.text).toContain("石观澜");
  expect((await tab.ask(endpoints.me)).code).toBe("sign_in_required");
  const { accounts } = (await administrator.ask(endpoints.accounts)).value;
  expect(accounts.map(({ login }) => login)).not.toContain("guanlan");
});

test("whoever has bound the own account gets in, and leaves the issuer too when signing out", async () => {
  await hire(office.jurisdiction, "shi", ["reviewer"]);
  await bind("shi", "Sub-1");
  const { tab, returned } = await signOn("Sub-1");
  expect(returned.value).toMatchObject({ next: "/notices", entered: { login: "shi" } });
  expect((await tab.ask(endpoints.me)).value).toMatchObject({ login: "shi", roles: ["reviewer"] });
  const { signIns } = (await tab.ask(endpoints.ownSignIns)).value;
  expect(signIns.find(({ current }) => current)).toMatchObject({ by: "sign-on" });
  const { leaveAt } = (await tab.ask(endpoints.signOut)).value;
  const leaving = new URL(leaveAt ?? "");
  expect(leaving.origin).toBe(issuer.url);
  expect(leaving.searchParams.get("post_logout_redirect_uri")).toBe(`${office.url}/sign-in`);
  expect((await fetch(leaving)).status, "the issuer knows what it is asked").toBe(200);
  expect((await tab.ask(endpoints.me)).code).toBe("sign_in_required");
  const plain = await signedInTab("shi");
  expect((await plain.ask(endpoints.signOut)).value, "who came by password leaves here alone").toEqual({
    ok: true,
  });
});

test("ASVS 7.5.1: whoever has found a session open binds nobody to it", async () => {
  await hire(office.jurisdiction, "away", ["visitor"]);
  const tab = await signedInTab("away");
  const body = { password: "not-my-password" };
  expect((await tab.ask(endpoints.bindSignOn, { body })).code).toBe("sign_in_failed");
  expect((await tab.ask(endpoints.me)).status).toBe(200);
});

test("a person of the issuer is one of ours at most, and other capitals are another person", async () => {
  await hire(office.jurisdiction, "thief", ["visitor"]);
  const tab = await signedInTab("thief");
  const { url } = (await tab.ask(endpoints.bindSignOn, { body: { password: PASSWORD } })).value;
  expect(await finish(tab, await issuer.visit(url, "Sub-1"))).toMatchObject({
    status: 409,
    code: "sign_on_bound",
  });
  expect((await signOn("Sub-1")).returned.value).toMatchObject({ entered: { login: "shi" } });
  expect((await signOn("sub-1")).returned.code).toBe("sign_on_unknown");
  const bound = await signedInTab("shi");
  const second = (await bound.ask(endpoints.bindSignOn, { body: { password: PASSWORD } })).value.url;
  expect((await finish(bound, await issuer.visit(second, "sub-1"))).code, "nor one of ours several").toBe(
    "sign_on_bound",
  );
});

test("a binding is made by whoever began it, while signed in", async () => {
  await hire(office.jurisdiction, "leaver", ["visitor"]);
  const tab = await signedInTab("leaver");
  const { url } = (await tab.ask(endpoints.bindSignOn, { body: { password: PASSWORD } })).value;
  await tab.ask(endpoints.signOut);
  expect((await finish(tab, await issuer.visit(url, "sub-1"))).code).toBe("sign_on_binding_left");
  expect((await signOn("sub-1")).returned.code).toBe("sign_on_unknown");
});

const FORGED = [
  ["a wrong nonce", { claims: { nonce: "of-another-sign-in" } }],
  ["no nonce", { claims: { nonce: undefined } }],
  ["a wrong audience", { claims: { aud: "another-service" } }],
  ["another issuer", { claims: { iss: "https://evil.example" } }],
  ["a token that has expired", { claims: { exp: 1_700_000_000 } }],
  ["a token for several that was not made for us", { claims: { aud: [CLIENT, "other"], azp: "other" } }],
  ["another's key", { foreignKey: true }],
] as const;
test.each(FORGED)("ASVS 10.5.1: %s is refused, and opens nothing", async (_, spoilt) => {
  issuer.spoilt = spoilt;
  try {
    const { tab, returned, answer } = await signOn("Sub-1");
    expect(returned).toMatchObject({ status: 401, code: "sign_on_refused" });
    expect((await tab.ask(endpoints.me)).code).toBe("sign_in_required");
    issuer.spoilt = undefined;
    expect((await finish(tab, answer)).code, "nor afterwards").toBe("sign_on_stale");
  } finally {
    issuer.spoilt = undefined;
  }
});

test("ASVS 10.1.2: an answer is good once, in the browser that asked, for what was asked", async () => {
  const { tab, answer } = await signOn("Sub-1");
  expect((await finish(tab, answer)).code, "again").toBe("sign_on_stale");

  const mine = new BrowserTab(office.url);
  const stolen = await issuer.visit(await begin(mine), "Sub-1");
  const thiefs = new BrowserTab(office.url);
  await begin(thiefs);
  expect((await finish(thiefs, stolen)).code, "in another browser").toBe("sign_on_stale");
  const [first, second] = await Promise.all([finish(mine, stolen), finish(mine.copy(), stolen)]);
  expect([first.status, second.status].toSorted(), "twice at once").toEqual([200, 401]);

  const mixed = new BrowserTab(office.url);
  const [one, other] = [await begin(mixed), await begin(mixed)];
  const ofOne = new URLSearchParams(await issuer.visit(one, "Sub-1"));
  ofOne.set("state", new URL(other).searchParams.get("state") ?? "");
  expect((await finish(mixed, ofOne.toString())).code, "the code of another tab").toBe("sign_on_refused");
});

test("two tabs may be under way, and come back in the other order", async () => {
  const tab = new BrowserTab(office.url);
  const [one, other] = [await begin(tab), await begin(tab)];
  const [ofOne, ofOther] = [await issuer.visit(one, "Sub-1"), await issuer.visit(other, "Sub-1")];
  expect((await finish(tab, ofOther)).status).toBe(200);
  expect((await finish(tab, ofOne)).status).toBe(200);
});

test("what is no answer is refused in words", async () => {
  const tab = new BrowserTab(office.url);
  for (const answer of ["", "code=x", "state=none&code=x", "%%%", "state=%00", "a".repeat(9_999)])
    expect(await finish(tab, answer), answer.slice(0, 20)).toMatchObject({
      status: 401,
      code: "sign_on_stale",
    });
  expect((await finish(tab, "a".repeat(10_001))).code).toBe("bad_request");
  const state = new URL(await begin(tab)).searchParams.get("state");
  expect((await finish(tab, `state=${state}&error=access_denied`)).code, "the person said no").toBe(
    "sign_on_refused",
  );
});

test("the same login binds once where the office says so, and never somebody who is bound", async () => {
  expect((await signOn("Sub-3")).returned.code).toBe("sign_on_unknown");
  await changePolicy({ signOn: { knownBy: "login" } });
  expect((await signOn("Sub-3")).returned.value).toMatchObject({ entered: { login: "reviewer" } });
  issuer.people.set("sub-9", { sub: "sub-9", name: "改了名的人", preferred_username: "reviewer" });
  expect((await signOn("sub-9")).returned.code, "somebody who calls themselves so").toBe(
    "sign_on_login_taken",
  );
  issuer.people.set("Sub-3", { sub: "Sub-3", name: "杜仲岳", preferred_username: "admin" });
  expect((await signOn("Sub-3")).returned.value, "and a new name is no new person").toMatchObject({
    entered: { login: "reviewer" },
  });
  await changePolicy({ signOn: { knownBy: "binding" } });
});

test("groups give an account and its roles, each time anew; without a role there is no way in", async () => {
  expect((await signOn("Sub-2")).returned.code).toBe("sign_on_unknown");
  await changePolicy(REVIEWERS);
  expect((await signOn("sub-1")).returned.code, "in no mapped group").toBe("sign_on_no_role");
  const { tab, returned } = await signOn("Sub-2");
  expect(returned.value.entered).toMatchObject({ login: "tingyu", name: "林听雨", roles: ["reviewer"] });
  expect((await tab.ask(endpoints.unbindSignOn)).code).toBe("sign_on_managed");

  const water = { group: "水务局", role: "secretary", unitId: office.water.id };
  await changePolicy({ signOn: { groups: [{ group: "理论处", role: "leader" }, water] } });
  issuer.people.set("Sub-2", {
    sub: "Sub-2",
    name: "林听雨",
    preferred_username: "tingyu",
    groups: ["水务局"],
  });
  expect((await signOn("Sub-2")).returned.value.entered).toMatchObject({
    roles: ["secretary"],
    unitId: office.water.id,
  });
  issuer.people.set("Sub-2", { sub: "Sub-2", name: "林听雨", preferred_username: "tingyu", groups: [] });
  expect((await signOn("Sub-2")).returned.code).toBe("sign_on_no_role");
  expect((await tab.ask(endpoints.me)).code, "and who was in is out").toBe("sign_in_required");
});

test("an account of the groups never takes the login of somebody there is", async () => {
  await changePolicy(REVIEWERS);
  issuer.people.set("sub-7", { sub: "sub-7", name: "冒名", preferred_username: "admin", groups: ["理论处"] });
  expect((await signOn("sub-7")).returned.code).toBe("sign_on_login_taken");
  issuer.people.set("sub-8", { sub: "sub-8", name: "怪名", preferred_username: "../x", groups: ["理论处"] });
  expect((await signOn("sub-8")).returned.code).toBe("sign_on_login_taken");
  issuer.people.set("sub-6", { sub: "sub-6", name: "新人", preferred_username: "twice", groups: ["理论处"] });
  const [one, two] = await Promise.all([signOn("sub-6"), signOn("sub-6")]);
  const outcomes = [one, two].map(({ returned }) => returned.code ?? "in");
  expect(outcomes, "two at once are one account").toContain("in");
  const { accounts } = (await administrator.ask(endpoints.accounts)).value;
  expect(accounts.filter(({ login }) => login === "twice")).toHaveLength(1);
});

test("who must have a second factor is asked for it, unless the issuer has asked", async () => {
  await hire(office.jurisdiction, "zhou", ["leader"]);
  issuer.people.set("sub-5", { sub: "sub-5", name: "周临川" });
  await bind("zhou", "sub-5");
  await changePolicy({ secondFactorFor: ["leader"] });
  const plain = await signOn("sub-5");
  expect(plain.returned.value).toMatchObject({ entered: { step: "enrol" } });
  expect((await plain.tab.ask(endpoints.me)).code).toBe("sign_in_required");
  issuer.people.set("sub-5", { sub: "sub-5", name: "周临川", amr: ["pwd", "otp"] });
  expect((await signOn("sub-5")).returned.value).toMatchObject({ entered: { login: "zhou" } });
  await changePolicy({ secondFactorFor: [] });
});

test("an issuer that is gone keeps nobody from signing in by password", async () => {
  process.env.QIYOU_OIDC_ISSUER = "http://127.0.0.1:9";
  try {
    const tab = new BrowserTab(office.url);
    expect(await tab.ask(endpoints.beginSignOn, { body: {} })).toMatchObject({
      status: 503,
      code: "sign_on_unreachable",
    });
    expect((await tab.ask(endpoints.signIn, { body: { login: "shi", password: PASSWORD } })).status).toBe(
      200,
    );
  } finally {
    process.env.QIYOU_OIDC_ISSUER = issuer.url;
  }
});
