/**
 * Every row of the endpoint table × nobody, every role, and grants that are narrow, barred, of the office above, expired or
 * disabled × own unit, other unit, other jurisdiction: open exactly where
 * the row's rule says, shut everywhere else (ASVS 8.2.1, 8.2.2, 8.3.1, 8.4.1).
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { waitUntil } from "../../client/wait-until.ts";
import { plainGrants } from "../../core/organisation/grant.ts";
import { ROLES, type Role, UNIT_ROLES } from "../../core/organisation/role.ts";
import type { Person } from "../../core/organisation/unit.ts";
import { MACHINE } from "../../core/subject/kind.ts";
import { offices, putOffice } from "../../functions/adapters/table/offices.ts";
import { writePerson } from "../../functions/adapters/table/people.ts";
import { changeSubject } from "../../functions/adapters/table/subject.ts";
import { subjects } from "../../functions/adapters/table/subjects.ts";
import { getSubmission } from "../../functions/adapters/table/submissions.ts";
import { commit } from "../../functions/adapters/table/transaction.ts";
import type { Endpoint } from "../../functions/api/contract/endpoint.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { changeNotice } from "../../functions/app/notices/change.ts";
import { writeDocx } from "../../samples/paper-formats/docx.ts";
import {
  foundUnit,
  hire,
  type Office,
  openOffice,
  PASSWORD,
  PERIOD,
  type TestUnit,
  upload,
} from "../office.ts";
import { layout } from "../paper.ts";
import { type Answered, ask, cookieOf, type Input } from "./asking.ts";

const ABROAD = "elsewhere";
const WHOSE = ["own unit", "other unit", "other jurisdiction"] as const;
type Whose = (typeof WHOSE)[number];
interface Things {
  readonly unit: TestUnit;
  readonly submission: string;
  readonly notice: string;
  /** Somebody who signs in there. */
  readonly person: string;
  /** Of theirs. */
  readonly delegation: string;
}

let office: Office;
const things = new Map<Whose, Things>();
const cookies = new Map<Role | Special, string>();

/** Grants beyond a role for the whole office, or for the own unit. */
const SPECIAL = ["of one unit", "barred", "of the office above", "expired", "disabled"] as const;
type Special = (typeof SPECIAL)[number];
type Caller = Role | Special | undefined;
/** Of a reviewer who never signs out. */
let another: string;

beforeAll(async () => {
  office = await openOffice();
  await putOffice({ jurisdiction: ABROAD, name: "白榆县", issuer: "中共白榆县委宣传部", mark: "白宣通" });
  const abroad = await foundUnit(ABROAD, "白榆县水务局", 1);
  for (const [whose, unit, jurisdiction] of [
    ["own unit", office.water, office.jurisdiction],
    ["other unit", office.farm, office.jurisdiction],
    ["other jurisdiction", abroad, ABROAD],
  ] as const) {
    const paper = {
      fileName: "记录.docx",
      documentType: "minutes_record",
      bytes: await writeDocx(layout({ mark: whose })),
    };
    const submission = await upload(office.url, unit.link, paper);
    await waitUntil("in review", async () =>
      (await getSubmission(submission))?.state === "in_review" ? true : undefined,
    );
    const notice = `ntc_${whose.replaceAll(" ", "")}`;
    const start = {
      type: "Start",
      jurisdiction,
      period: PERIOD,
      cutoff: "2026-08-20",
      code: notice,
    } as const;
    await changeNotice(notice, async () => ({ command: start }), MACHINE);
    const person = await hire(jurisdiction, `somebody-${notice}`, ["visitor"]);
    const delegation = `dlg_${notice}`;
    const delegated = {
      type: "Delegate",
      jurisdiction,
      principal: person,
      delegate: "user_another",
      delegateName: "甲",
      from: "2026-08-20",
      until: "2026-08-27",
      today: "2026-08-20",
      others: [],
    } as const;
    await changeSubject(subjects, "delegation", delegation, () => ({ command: delegated }), { id: person });
    things.set(whose, { unit, submission, notice, person, delegation });
  }
  for (const role of ROLES) {
    await hire(
      office.jurisdiction,
      `one-${role}`,
      [role],
      UNIT_ROLES.has(role) ? office.water.id : undefined,
    );
    cookies.set(role, await cookieOf(office.url, `one-${role}`, PASSWORD));
  }
  await hireSpecial();
  another = await cookieOf(office.url, "reviewer", PASSWORD);
});
afterAll(() => office.close());

/** Everything of the office, but … */
const all = plainGrants(
  ROLES.filter((role) => !UNIT_ROLES.has(role)),
  undefined,
);

/** Those whose rights have ended were signed in before they ended. */
async function hireSpecial(): Promise<void> {
  const { jurisdiction, water, farm } = office;
  const above = "city";
  await putOffice({ jurisdiction: above, name: "青州市", issuer: "中共青州市委宣传部", mark: "青市宣" });
  const [county] = (await offices()).filter((one) => one.jurisdiction === jurisdiction);
  await putOffice({ ...(county ?? fail()), parentId: above });
  const ofUnit = (unitId: string) => ({ kind: "unit", unitId }) as const;
  const ended = { by: "machine", at: "2026-08-19T00:00:00.000Z", reason: "调离" };
  const special: Record<Special, Partial<Person>> = {
    "of one unit": { grants: [{ role: "reviewer", scope: ofUnit(water.id) }] },
    barred: { grants: all, bars: [{ scope: ofUnit(farm.id), reason: "曾任该单位负责人" }] },
    "of the office above": { grants: all },
    expired: { grants: all.map((one) => ({ ...one, until: "2026-08-20" })) },
    disabled: { grants: all, disabled: ended },
  };
  for (const [at, name] of SPECIAL.entries()) {
    const login = `special-${at}`;
    const home = name === "of the office above" ? above : jurisdiction;
    const id = await hire(home, login, ["visitor"]);
    cookies.set(name, await cookieOf(office.url, login, PASSWORD));
    const person = { id, jurisdiction: home, login, name: login, grants: [], ...special[name] };
    await commit([writePerson(person)]);
  }
}

/** Good input for a row about somebody's things; decisions are such that the state, not the guard, may refuse them. */
function inputFor(name: string, row: Endpoint, whose: Whose): Input {
  const { unit, submission, notice, person, delegation } = things.get(whose) ?? fail();
  const ids: Record<string, string> = {
    units: unit.id,
    notices: notice,
    people: person,
    delegations: delegation,
  };
  const id = ids[row.path.split("/")[2] ?? ""] ?? submission;
  const bodies: Record<string, unknown> = {
    signIn: { login: "reviewer", password: PASSWORD },
    ticket: { fileName: "a.txt", size: 10 },
    linkManualReview: { note: "请看" },
    changePassword: { current: "wrong", next: "long-enough-1" },
    signInCode: { code: "000000" },
    signInEnrolConfirm: { code: "000000" },
    beginSecondFactor: { password: "wrong" },
    confirmSecondFactor: { code: "000000" },
    renewRecoveryCodes: { code: "000000" },
    endSecondFactor: { password: "wrong", code: "000000" },
    beginSignOn: {},
    bindSignOn: { password: "wrong" },
    finishSignOn: { answer: "code=none&state=none" },
    invitation: { token: "none" },
    acceptInvitation: { token: "none", password: "long-enough-1" },
    invite: {},
    changeSignInPolicy: {
      secondFactorFor: [],
      signOn: { knownBy: "binding", provision: false, groups: [] },
      base: 0,
    },
    createLink: { period: PERIOD },
    createUnit: { name: `新单位${Math.random()}`, shortName: "新", roster: [] },
    changeUnit: { name: unit.name, shortName: "新" },
    orderUnits: { ids: [] },
    changeMembers: { base: [], members: [] },
    settleMembers: { decision: "confirm" },
    changeOffice: { name: "青槐县", issuer: "中共青槐县委宣传部", mark: "青宣通" },
    changePerson: { name: "somebody", grants: [{ role: "visitor", scope: { kind: "office" } }] },
    disablePerson: { reason: "" },
    previewImport: { file: "" },
    applyImport: { file: "", fileName: "单位.xlsx", base: 0 },
    makeLinks: { unitIds: ["unit_none"], period: PERIOD },
    firstPasswords: { ids: ["user_none"] },
    createPerson: { login: "one-secretary", name: "甲", roles: ["visitor"] },
    decide: { decision: "approve", revision: 9 },
    claimTask: { about: "none" },
    releaseTask: { about: "none" },
    transferTask: { about: "none", to: person, reason: "—" },
    urgeTask: { about: "none" },
    urgeTasks: { tasks: [{ subject: submission, about: "none" }] },
    delegate: { delegate: "user_none", from: "2026-08-20", until: "2026-08-27" },
    overrule: { id: "nobody-1", revision: 9, finding: 0, rule: "none", reason: "—" },
    draftNotice: { period: "2099-Q1" },
    decideNotice: { decision: "return", note: "改" },
    changeOwnMessaging: { byMail: "off", bySms: "off" },
    saveChannel: { name: "群", enabled: false, roles: ["reviewer"], settings: { kind: "wecom" } },
    saveTemplate: { title: "{对象}", text: "{对象}" },
    tryRules: { files: {} },
    importRules: { files: {}, base: 9 },
    restoreRules: { edition: 0, base: 9 },
  };
  return {
    params: {
      id,
      token: unit.link,
      link: unit.linkId,
      revision: "1",
      code: "no-code",
      overruling: "none",
      letter: "none",
      signIn: "none",
      message: "none",
      channel: "none",
      delivery: "none",
      template: "came",
      import: "none",
    },
    ...(row.body && { body: bodies[name] ?? {} }),
  };
}
const fail = (): never => {
  throw new Error("nothing was founded");
};

/** What the row's own rule says, worked out apart from the code that enforces it. */
function expected(row: Endpoint, role: Caller, whose: Whose): "open" | string {
  const { access } = row;
  if (access.kind === "public" || access.kind === "link") return "open";
  if (role === undefined || role === "expired" || role === "disabled") return "401 sign_in_required";
  const isAbout = row.path.includes("{id}");
  if (access.kind === "signed-in") {
    const isAbroad = role === "of the office above" || whose === "other jurisdiction";
    return isAbout && isAbroad ? "404 not_found" : "open";
  }
  if (role === "of the office above" || role === "barred") {
    if (access.roles.every((one) => UNIT_ROLES.has(one))) return "403 not_allowed";
    if (!isAbout) return "open";
    if (role === "of the office above" || whose === "other jurisdiction") return "404 not_found";
    const isOfUnit = ["unit", "submission", "task"].includes(row.subject ?? "");
    return isOfUnit && whose === "other unit" ? "403 barred" : "open";
  }
  if (role === "of one unit") {
    if (access.scope === "jurisdiction" || !access.roles.includes("reviewer")) return "403 not_allowed";
    if (!isAbout || whose === "own unit") return "open";
    return whose === "other unit" ? "403 not_allowed" : "404 not_found";
  }
  if (!access.roles.includes(role)) return "403 not_allowed";
  if (access.scope === "jurisdiction" && UNIT_ROLES.has(role)) return "403 not_allowed";
  if (!isAbout) return "open";
  if (whose === "other jurisdiction") return "404 not_found";
  if (UNIT_ROLES.has(role) && whose !== "own unit") return "403 not_allowed";
  return "open";
}

const SHUT = new Set(["sign_in_required", "not_allowed", "not_found", "cross_site", "barred"]);
const found = ({ status, code }: Answered) => (code && SHUT.has(code) ? `${status} ${code}` : "open");

/** Rows whose answer without a session is about the thing itself, not the door. */
const ABOUT_THE_THING: Record<string, string> = { verifyNotice: "404 not_found" };

const rows = Object.entries(endpoints)
  .map(([name, row]): [string, Endpoint] => [name, row])
  // The last, since it ends the session.
  .toSorted(([a], [b]) => Number(a === "signOut") - Number(b === "signOut"));

const guarded = rows.filter(
  ([, row]) => row.body && (row.access.kind === "roles" || row.access.kind === "signed-in"),
);
test.each(guarded)("ASVS 8.2.1: %s reads nothing of who may not enter", async (name, row) => {
  const { params } = inputFor(name, row, "own unit");
  for (const body of ["{ not json", '{"of":"another shape"}', `"${"x".repeat(1_000_000)}"`]) {
    const nobody = await ask(office.url, row, { params, body });
    expect(`${nobody.status} ${nobody.code}`).toBe("401 sign_in_required");
    if (row.access.kind !== "roles" || row.access.roles.includes("visitor")) continue;
    const visitor = await ask(
      office.url,
      row,
      { params, body },
      { cookie: cookies.get("visitor") ?? fail() },
    );
    expect(`${visitor.status} ${visitor.code}`).toBe("403 not_allowed");
  }
});

test.each(rows)("ASVS 8.2.1: %s is open exactly where its rule says", async (name, row) => {
  // What is public asks nobody who they are; signing in would only be throttled.
  const callers: Caller[] = row.access.kind === "public" ? ["visitor"] : [...ROLES, ...SPECIAL];
  for (const whose of WHOSE)
    for (const role of [undefined, ...callers]) {
      const cookie = role && cookies.get(role);
      if (name === "signOut" && cookie && whose !== "own unit") continue;
      const answer = await ask(office.url, row, inputFor(name, row, whose), cookie ? { cookie } : {});
      const wanted = ABOUT_THE_THING[name] ?? expected(row, role, whose);
      const told = `${role ?? "nobody"}, ${whose}: ${answer.status} ${answer.text.slice(0, 200)}`;
      expect(found(answer), told).toBe(wanted);
      expect(answer.status, told).not.toBe(500);
    }
});

const aboutSomething = rows.filter(([, row]) => row.path.includes("{id}") && row.access.kind === "roles");
test.each(aboutSomething)("ASVS 8.4.1: %s of what does not exist is not found", async (name, row) => {
  const input = inputFor(name, row, "own unit");
  const params = { ...input.params, id: "sub_none", link: "link_none" };
  const answer = await ask(office.url, row, { ...input, params }, { cookie: another });
  const may = row.access.kind === "roles" && row.access.roles.includes("reviewer");
  expect(`${answer.status} ${answer.code}`).toBe(may ? "404 not_found" : "403 not_allowed");
});

const changing = rows.filter(([, row]) => row.method !== "get");
test.each(changing)("ASVS 3.5.1: %s cannot be used by a page of another site", async (name, row) => {
  for (const origin of ["https://evil.example", "null", office.url.replace(/\d+$/, "1")]) {
    const answer = await ask(office.url, row, inputFor(name, row, "own unit"), { cookie: another, origin });
    expect(`${answer.status} ${answer.code}`, origin).toBe("403 cross_site");
  }
  // A browser that says where the page is from, and sends no origin.
  for (const site of ["cross-site", "same-site"]) {
    const headers = { cookie: another, "sec-fetch-site": site };
    const answer = await ask(office.url, row, inputFor(name, row, "own unit"), headers);
    expect(`${answer.status} ${answer.code}`, site).toBe("403 cross_site");
  }
});

test("a link of another jurisdiction's unit cannot be revoked from here", async () => {
  const { unit } = things.get("other jurisdiction") ?? fail();
  const still = await ask(office.url, endpoints.linkInfo, { params: { token: unit.link } });
  expect(still.status).toBe(200);
});

test("what is no row is not served", async () => {
  for (const [method, path] of [
    ["GET", "/api"],
    ["GET", "/api/unknown"],
    ["PUT", "/api/units"],
    ["DELETE", "/api/people"],
    ["GET", "/api/submissions/../people"],
    ["GET", "/api//people"],
  ] as const) {
    const response = await fetch(`${office.url}${path}`, { method });
    expect([401, 404, 405], `${method} ${path} ${response.status}`).toContain(response.status);
  }
});
