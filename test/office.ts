/**
 * An office for tests on the real one-machine cloud: two units with links, people of every role, a second jurisdiction
 * beside it. Everything goes through functions/adapters and the front door.
 */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadResourceData } from "sst/resource/shared";
import type { z } from "zod";
import { ApiClient } from "../client/api-client.ts";
import { waitUntil } from "../client/wait-until.ts";
import { plainGrants } from "../core/organisation/grant.ts";
import type { Member } from "../core/organisation/member.ts";
import type { Role } from "../core/organisation/role.ts";
import { newId, newToken } from "../functions/adapters/identifier.ts";
import { hashPassword } from "../functions/adapters/password.ts";
import { putLink } from "../functions/adapters/table/links.ts";
import { putOffice } from "../functions/adapters/table/offices.ts";
import { putPerson } from "../functions/adapters/table/people.ts";
import { putUnit } from "../functions/adapters/table/units.ts";
import { endpoints } from "../functions/api/contract/endpoints.ts";
import type { ticket } from "../functions/api/contract/links.ts";
import { Refused } from "../functions/api/contract/refused.ts";
import type { submissionDetail } from "../functions/api/contract/submissions.ts";
import type { Clock } from "../local/clock.ts";
import { type Cloud, type CloudOptions, openCloud } from "../local/cloud.ts";
import { runningFrom } from "./clock.ts";
import type { Paper } from "./paper.ts";

export const PERIOD = "2026-Q3";
/** A Thursday morning in the middle of it. */
export const TODAY = "2026-08-20T01:00:00Z";
export const PASSWORD = "a-password-of-tests";

export type Detail = z.output<typeof submissionDetail>;
export type Ticket = z.output<typeof ticket>;
export type Answers = readonly { reason: number; answer: "fixed" | "contested"; note?: string }[];

export interface TestUnit {
  readonly id: string;
  readonly name: string;
  /** Token of its upload link. */
  readonly link: string;
  readonly linkId: string;
}

let hashed: Promise<string> | undefined;

/** Adds a person with the tests' password; answers the id. */
export async function hire(
  jurisdiction: string,
  login: string,
  roles: readonly Role[],
  unitId?: string,
): Promise<string> {
  hashed ??= hashPassword(PASSWORD);
  const id = newId("user");
  const grants = plainGrants(roles, unitId);
  await putPerson({ id, jurisdiction, login, name: login, grants, ...(unitId && { unitId }) }, await hashed);
  return id;
}

/** A client that is signed in as `login`. */
export async function signedIn(url: string, login: string): Promise<ApiClient> {
  const client = new ApiClient(url);
  await client.signIn(login, PASSWORD);
  return client;
}

export async function foundUnit(jurisdiction: string, name: string, order: number): Promise<TestUnit> {
  const id = newId("unit");
  const members = ["江映川", "戴云舟", "谭松年"].map(
    (one, at): Member => ({ id: `mem_${id}_${at}`, name: one, role: "member" }),
  );
  await putUnit({ id, jurisdiction, name, shortName: name.slice(-3), members, order });
  const link = newToken();
  const linkId = newId("link");
  await putLink(link, {
    id: linkId,
    jurisdiction,
    unitId: id,
    period: PERIOD,
    createdBy: "machine",
    createdAt: "2026-07-01T00:00:00.000Z",
    expiresAt: "2099-12-31T15:59:59.000Z",
    revoked: false,
  });
  return { id, name, link, linkId };
}

export interface Office {
  readonly url: string;
  readonly folder: string;
  readonly cloud: Cloud;
  readonly jurisdiction: string;
  readonly water: TestUnit;
  readonly farm: TestUnit;
  readonly reviewer: ApiClient;
  readonly colleague: ApiClient;
  readonly leader: ApiClient;
  /** Of the water bureau. */
  readonly secretary: ApiClient;
  close(): Promise<void>;
}

/**
 * Opens a cloud in a folder of its own and founds the office; the clock runs from TODAY unless another is given.
 * @param handlers to run the functions elsewhere than in this process
 */
export async function openOffice(
  clock: Clock = runningFrom(TODAY),
  handlers?: CloudOptions["handlers"],
): Promise<Office> {
  const folder = await mkdtemp(join(tmpdir(), "qiyou-test-"));
  const cloud = await openCloud({ folder, host: "127.0.0.1", port: 0, clock, handlers });
  // A process reads its links once; here one cloud after another is opened in one, each at an address of its own.
  loadResourceData(JSON.parse(process.env.SST_RESOURCES_JSON ?? "{}"));
  const jurisdiction = "office";
  await putOffice({ jurisdiction, name: "青槐县", issuer: "中共青槐县委宣传部", mark: "青宣通" });
  const water = await foundUnit(jurisdiction, "青槐县水务局", 1);
  const farm = await foundUnit(jurisdiction, "青槐县农业农村局", 2);
  const newcomer = async (login: string, role: Role, unitId?: string) => {
    await hire(jurisdiction, login, [role], unitId);
    return signedIn(cloud.url, login);
  };
  return {
    url: cloud.url,
    folder,
    cloud,
    jurisdiction,
    water,
    farm,
    reviewer: await newcomer("reviewer", "reviewer"),
    colleague: await newcomer("colleague", "reviewer"),
    leader: await newcomer("leader", "leader"),
    secretary: await newcomer("secretary", "secretary", water.id),
    async close() {
      await cloud.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Asks for leave to upload one file. */
export function ticketFor(
  url: string,
  link: string,
  paper: Paper,
  correction?: { readonly submissionId: string; readonly answers: Answers },
): Promise<Ticket> {
  return new ApiClient(url).call(endpoints.ticket, {
    params: { token: link },
    body: {
      fileName: paper.fileName,
      size: paper.bytes.length,
      documentType: paper.documentType,
      ...(correction && { submissionId: correction.submissionId, answers: [...correction.answers] }),
    },
  });
}

type Leave = Pick<Ticket, "url" | "fields">;

/** The form that the store takes: what the ticket says, then the file. */
export function formOf({ fields }: Leave, paper: Paper): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("file", new File([Buffer.from(paper.bytes)], paper.fileName));
  return form;
}

/** Sends the bytes to the store, which must take them. */
export async function post(leave: Leave, paper: Paper): Promise<void> {
  const response = await fetch(leave.url, { method: "POST", body: formOf(leave, paper) });
  if (!response.ok) throw new Error(`the store refused: ${response.status} ${await response.text()}`);
}

/** Uploads a paper through a link; answers the submission's id. */
export async function upload(url: string, link: string, paper: Paper): Promise<string> {
  const granted = await ticketFor(url, link, paper);
  await post(granted, paper);
  return granted.submissionId;
}

/** Uploads a correction that says of every reason that it is fixed. */
export async function correct(url: string, link: string, paper: Paper, returned: Detail): Promise<void> {
  const answers = (returned.reasons ?? []).map((_, reason) => ({ reason, answer: "fixed" as const }));
  await post(await ticketFor(url, link, paper, { submissionId: returned.id, answers }), paper);
}

/** Waits until the submission is as `wanted` says. */
export function untilIt(
  staff: ApiClient,
  id: string,
  wanted: (detail: Detail) => boolean,
  what = "the submission",
): Promise<Detail> {
  return waitUntil(`${what} ${id}`, async () => {
    const detail = await staff.call(endpoints.submission, { params: { id } }).catch((error: Error) => {
      if (error instanceof Refused && error.code === "not_found") return undefined;
      throw error;
    });
    return detail && wanted(detail) ? detail : undefined;
  });
}

export const untilState = (staff: ApiClient, id: string, state: Detail["state"]): Promise<Detail> =>
  untilIt(staff, id, (detail) => detail.state === state, `${state} of`);

/** The refusal a call ends with; a call that is let through is an error. */
export async function refusal(
  call: Promise<unknown>,
): Promise<{ status: number; code: string; message: string }> {
  const error = await call.then(
    () => new Error("was let through"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Refused)) throw error;
  const { status, code, message } = error;
  return { status, code, message };
}
