/** A disk that runs full while people work: said early, in words; desks go on; nothing acknowledged is left lying. */
import { mkdtempSync, rmSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { ApiClient } from "../../client/api-client.ts";
import { waitUntil } from "../../client/wait-until.ts";
import { deadLetters } from "../../functions/adapters/table/dead-letters.ts";
import { putOffice } from "../../functions/adapters/table/offices.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { type Cloud, openCloud } from "../../local/cloud.ts";
import { DATABASES } from "../../local/folder/inspection.ts";
import { runningFrom } from "../clock.ts";
import {
  foundUnit,
  hire,
  post,
  refusal,
  signedIn,
  type TestUnit,
  TODAY,
  ticketFor,
  untilState,
  upload,
} from "../office.ts";
import { minutes } from "../paper.ts";
import { refuseChanges } from "./store-trouble.ts";

const folder = mkdtempSync(join(tmpdir(), "qiyou-full-"));
let cloud: Cloud;
let unit: TestUnit;
let megabytes = 10_000;

beforeAll(async () => {
  cloud = await openCloud({
    folder,
    host: "127.0.0.1",
    port: 0,
    clock: runningFrom(TODAY),
    floor: 500,
    metricsPort: 0,
    freeSpace: () => megabytes,
  });
  await putOffice({ jurisdiction: "office", name: "青槐县", issuer: "中共青槐县委宣传部", mark: "青宣通" });
  unit = await foundUnit("office", "青槐县水务局", 1);
  await hire("office", "reviewer", ["reviewer"]);
});
afterEach(() => {
  megabytes = 10_000;
});
afterAll(async () => {
  await cloud.close();
  rmSync(folder, { recursive: true });
});

async function health(): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${cloud.url}/api/health`);
  return { status: answer.status, body: await answer.json() };
}

/** The figures that are told, by name and labels. */
async function figures(): Promise<Record<string, number>> {
  const text = await (await fetch(cloud.metricsUrl ?? "")).text();
  const lines = text.split("\n").filter((line) => line.startsWith("qiyou_"));
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.split(" ").at(-1))]),
  );
}

const well = { status: 200, body: { ok: true, obstacles: [] } };

test("below the floor nothing new is received, in words, everything else goes on, and it recovers by itself", async () => {
  const before = await upload(cloud.url, unit.link, minutes({ mark: "前" }));
  const granted = await ticketFor(cloud.url, unit.link, minutes({ mark: "后" }));
  expect(await health()).toEqual(well);

  megabytes = 312.6;
  expect(await health()).toEqual({
    status: 503,
    body: {
      ok: false,
      obstacles: [
        {
          code: "disk_full",
          message:
            "数据目录所在的磁盘只剩 312 MB（底线 500 MB），已暂停接收新文件；请清理磁盘，有了空间会自动恢复。",
        },
      ],
    },
  });
  expect(await figures()).toMatchObject({ qiyou_ready: 0, 'qiyou_obstacle{code="disk_full"}': 1 });
  const refused = {
    status: 503,
    code: "disk_full",
    message: "系统存储空间不足，暂时不能接收新文件，请稍后再报送；已经报送的材料不受影响。",
  };
  expect(await refusal(ticketFor(cloud.url, unit.link, minutes()))).toEqual(refused);
  const curl = await fetch(`${cloud.url}/api/links/${unit.link}/curl`);
  expect({ status: curl.status, ...(await curl.json()) }).toEqual(refused);
  // A ticket of before is no way in either.
  await expect(post(granted, minutes({ mark: "后" }))).rejects.toThrow(/503.*<Code>ServiceUnavailable</s);

  const reviewer = await signedIn(cloud.url, "reviewer");
  await untilState(reviewer, before, "in_review");
  const body = { decision: "approve", revision: 1 } as const;
  await reviewer.call(endpoints.decide, { params: { id: before }, body });
  await untilState(reviewer, before, "closed");
  const info = await new ApiClient(cloud.url).call(endpoints.linkInfo, { params: { token: unit.link } });
  expect(info.submissions.map(({ id }) => id)).toEqual([before]);

  megabytes = 501;
  expect(await health()).toEqual(well);
  // The workflow of a closed paper has a step of its own to end with.
  await waitUntil(
    "no workflow runs",
    async () => (await figures()).qiyou_workflows_running === 0 || undefined,
  );
  const told = await figures();
  expect(told).toMatchObject({ qiyou_ready: 1, qiyou_dead_letters: 0 });
  expect(told).not.toHaveProperty('qiyou_obstacle{code="disk_full"}');
  expect(told.qiyou_store_objects).toBeGreaterThan(0);
  expect(told['qiyou_function_calls_total{function="Api",outcome="503"}']).toBeGreaterThan(0);
  await post(granted, minutes({ mark: "后" }));
  await untilState(reviewer, granted.submissionId, "in_review");
});

test("figures are told to this machine by its own name only, and nothing else is served there", async () => {
  const { port } = new URL(cloud.metricsUrl ?? "");
  const asked = (path: string, host: string) =>
    new Promise((resolve) =>
      get({ host: "127.0.0.1", port, path, headers: { host } }, (answer) =>
        resolve(answer.resume().statusCode),
      ),
    );
  expect(await asked("/metrics", "localhost")).toBe(200);
  expect(await asked("/metrics", "study.example.gov.cn")).toBe(403);
  expect(await asked("/", "localhost")).toBe(404);
  expect((await fetch(`${cloud.url}/metrics`)).headers.get("content-type")).not.toContain("version=0.0.4");
});

test.each([
  [DATABASES.files, "outbox"],
  [DATABASES.workflows, "history"],
  [DATABASES.records, "items"],
])("a paper acknowledged while %s refuses (%s) is in review in the end", async (name, table) => {
  const reviewer = await signedIn(cloud.url, "reviewer");
  const paper = minutes({ mark: table });
  const granted = await ticketFor(cloud.url, unit.link, paper);
  // The outbox is part of taking a file in; of the others the refusal begins before.
  if (name === DATABASES.files) await post(granted, paper);
  refuseChanges(folder, name, table, true);
  if (name !== DATABASES.files) await post(granted, paper);
  await waitUntil("the first refusal", async () => ((await health()).status === 503 ? true : undefined));
  expect(await health()).toMatchObject({ body: { obstacles: [{ code: "store_failing" }] } });
  await pause(700);
  refuseChanges(folder, name, table, false);
  await untilState(reviewer, granted.submissionId, "in_review");
  expect(await deadLetters()).toEqual([]);
});
