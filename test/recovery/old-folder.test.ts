/** Folders that an older version's own service has made (test/fixtures/folders), migrated: all of it is there, and goes on. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ApiClient } from "../../client/api-client.ts";
import { send } from "../../client/sending.ts";
import { waitUntil } from "../../client/wait-until.ts";
import { verify } from "../../core/subject/trail.ts";
import { deadLetters } from "../../functions/adapters/table/dead-letters.ts";
import { offices } from "../../functions/adapters/table/offices.ts";
import { undelivered } from "../../functions/adapters/table/outbox.ts";
import { subjects } from "../../functions/adapters/table/subjects.ts";
import { trailOf } from "../../functions/adapters/table/trail.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { mendDerivedRows } from "../../functions/app/subjects/derived-rows.ts";
import { verifySubject } from "../../functions/app/subjects/verify.ts";
import { functions } from "../../functions/manifest/registry.ts";
import { type Cloud, openCloud } from "../../local/cloud.ts";
import { allPapers } from "../../samples/papers/demo-papers.ts";
import { launched } from "../cli/launched.ts";
import { runningFrom } from "../clock.ts";
import { holdings } from "../fixtures/folders/holdings.ts";
import { type OldFolder, unpack } from "../fixtures/folders/unpack.ts";
import { untilState } from "../office.ts";

const open = ({ folder, stopped }: OldFolder) =>
  openCloud({ folder, host: "127.0.0.1", port: 0, clock: runningFrom(stopped) });

const migrate = launched({ registerMigrate: "migrate" });

/** There is as much of everything afterwards, and nothing to do the second time. */
async function migrated({ folder, held }: OldFolder): Promise<void> {
  const first = await migrate("migrate", folder, "--apply");
  expect(first).toMatchObject({ status: 0, error: "" });
  expect(first.out).toContain("迁移完成，前后数量相同。");
  expect(holdings(folder)).toEqual(held);
  expect((await migrate("migrate", folder, "--apply")).out).toBe("已经是本版本的格式，没有需要改写的。\n");
}

async function signedIn(cloud: Cloud, { password }: OldFolder, login: string): Promise<ApiClient> {
  const client = new ApiClient(cloud.url);
  await client.signIn(login, password);
  return client;
}

/** Every chain up to the head that was counted when it was made. */
async function verifyChains({ held }: OldFolder): Promise<void> {
  for (const [id, { version, headHash, trail }] of Object.entries(held.chains)) {
    const entries = await trailOf(id);
    const before = entries.slice(0, trail);
    expect(verify(before, { sequence: version ?? 0, hash: headHash ?? "" }), id).toEqual([]);
    expect(verify(entries), id).toEqual([]);
  }
}

/** States and events of the old format, brought up to the present one: each trail leads to the very state that is stored. */
async function verifyStates({ held }: OldFolder): Promise<void> {
  for (const id of Object.keys(held.chains)) {
    const table = Object.values(subjects).find(({ kind }) => id.startsWith(`${kind.prefix}_`));
    if (!table) throw new Error(`no kind of subject for ${id}`);
    expect(await verifySubject(table, id), id).toEqual({ faults: [], diverged: false });
  }
}

/** How many tasks and terms were not what their subjects say. */
async function mended({ jurisdiction }: { jurisdiction: string }): Promise<number> {
  let rows = 0;
  for (const table of Object.values(subjects))
    for (const state of (await table.open(jurisdiction)).sound)
      rows += await mendDerivedRows(table, state.id);
  return rows;
}

describe("stopped cleanly", () => {
  const old = unpack("0d605bf");
  let cloud: Cloud;

  beforeAll(async () => {
    await migrated(old);
    cloud = await open(old);
    await cloud.idle();
    await cloud.close();
  });
  afterAll(async () => {
    await cloud.close();
    rmSync(old.folder, { recursive: true });
  });

  test("holds what it held", () => {
    const { rows: _, ...held } = holdings(old.folder);
    const { rows: __, ...before } = old.held;
    expect(held).toEqual(before);
  });

  test("runs by definitions that name only functions which are still there", () => {
    const database = new DatabaseSync(join(old.folder, "states.sqlite"), { readOnly: true });
    const texts = database.prepare("SELECT text FROM definition").all();
    database.close();
    const named = texts.flatMap(({ text }) =>
      [...String(text).matchAll(/:function:(\w+)/g)].map(([, name]) => name),
    );
    expect(named.length).toBeGreaterThan(0);
    expect(Object.keys(functions)).toEqual(expect.arrayContaining([...new Set(named)]));
  });

  test("ends what was running by people's acts", async () => {
    cloud = await open(old);
    await verifyChains(old);
    await verifyStates(old);
    const [office] = await offices();
    if (!office) throw new Error("no office");
    expect(await mended(office), "the old version wrote neither tasks nor terms").toBeGreaterThan(0);
    expect(await mended(office)).toBe(0);
    const reviewer = await signedIn(cloud, old, "shiguanlan");
    const colleague = await signedIn(cloud, old, "lintingyu");
    const { submissions } = await reviewer.call(endpoints.queue);
    expect(submissions).toHaveLength(old.held.submissions.in_review ?? 0);
    for (const { id, revision, claimedByName } of submissions) {
      const by = claimedByName === "林听雨" ? colleague : reviewer;
      await by.call(endpoints.decide, { params: { id }, body: { decision: "approve", revision } });
      await untilState(reviewer, id, "closed");
    }

    const { token } = old.units.agriculture;
    const desk = await reviewer.call(endpoints.desk, {
      params: { id: old.units.agriculture.id },
      query: { period: "2026-Q3" },
    });
    const returned = desk.submissions.find(({ state }) => state === "returned");
    const paper = allPapers.find(({ id }) => id === "agriculture-record-august-corrected");
    if (!returned || !paper) throw new Error("no correction is awaited");
    const { reasons = [] } = await reviewer.call(endpoints.submission, { params: { id: returned.id } });
    const answers = reasons.map((_, reason) => ({ reason, answer: "fixed" as const }));
    const correction = { submissionId: returned.id, answers };
    await send(new ApiClient(cloud.url), token, paper, { correction });
    await untilState(reviewer, returned.id, "in_review");

    const leader = await signedIn(cloud, old, "duzhongyue");
    const params = { id: "ntc_office_2026-Q4" };
    await leader.call(endpoints.decideNotice, { params, body: { decision: "issue" } });
    await waitUntil("the notice's publication", async () => {
      const { state } = await leader.call(endpoints.notice, { params });
      return state === "published" ? state : undefined;
    });
    await cloud.idle();
    await verifyChains(old);
    expect(await deadLetters()).toEqual([]);
    await cloud.close();

    const { submissions: states, notices, executions } = holdings(old.folder);
    const before = old.held.submissions;
    expect(states).toEqual({
      ...before,
      closed: (before.closed ?? 0) + (before.in_review ?? 0),
      in_review: 1,
      returned: (before.returned ?? 0) - 1,
    });
    expect(notices).toEqual({ published: 2 });
    const ended = old.held.executions["review SUCCEEDED"] ?? 0;
    expect(executions).toEqual({
      "notice SUCCEEDED": 2,
      "review RUNNING": (old.held.executions["review RUNNING"] ?? 0) - 2,
      "review SUCCEEDED": ended + 2,
    });
  });
});

describe("killed while papers were under way", () => {
  const old = unpack("0d605bf-killed");
  let cloud: Cloud;

  beforeAll(async () => {
    expect(old.held.undelivered + (old.held.rows.outbox ?? 0)).toBeGreaterThan(0);
    await migrated(old);
    cloud = await open(old);
  });
  afterAll(async () => {
    await cloud.close();
    rmSync(old.folder, { recursive: true });
  });

  test("loses no paper that the store had taken", async () => {
    const reviewer = await signedIn(cloud, old, "shiguanlan");
    // What was committed and not yet delivered is the sweeper's, which the clock calls every five minutes.
    await cloud.idle();
    await cloud.invoke("Sweep", {});
    for (const id of old.acknowledged)
      await waitUntil(`${id} examined`, async () => {
        const { state } = await reviewer.call(endpoints.submission, { params: { id } });
        return state === "in_review" || state === "returned" ? state : undefined;
      });
    await cloud.idle();
    await verifyChains(old);
    expect(await undelivered()).toEqual({ sound: [], unreadable: [] });
    expect(await deadLetters()).toEqual([]);
    expect(holdings(old.folder).undelivered).toBe(0);
  });
});
