/** The main job of the product with every function running from its own zip: upload, review, notice, issued PDF. */
import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { draftNotice, issueNotice } from "../../../demo/issuing.ts";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { readInWorker } from "../../../functions/reading/read.ts";
import { systemClock } from "../../../local/clock.ts";
import { correct, type Office, openOffice, untilState, upload } from "../../office.ts";
import { minutes, minutesWithoutPlace } from "../../paper.ts";
import { type Fleet, openFleet } from "./fleet.ts";
import { type Packed, packAll } from "./pack.ts";

let folder: string;
let packed: Packed[];
let fleet: Fleet;
let office: Office;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "qiyou-packed-"));
  packed = await packAll(folder);
  fleet = openFleet(packed);
  // Time in a container is the machine's own.
  office = await openOffice(systemClock, fleet.handlers);
});
afterAll(async () => {
  await office?.close();
  await fleet?.close();
  await rm(folder, { recursive: true, force: true });
});

const approve = (id: string, revision: number) =>
  office.reviewer.call(endpoints.decide, { params: { id }, body: { decision: "approve", revision } });

test("a paper is examined, reviewed and closed; the notice is drafted, issued and published", async () => {
  const { url, water, reviewer, leader } = office;
  const good = await upload(url, water.link, minutes({ mark: "一" }));
  const faulty = await upload(url, water.link, minutesWithoutPlace("二"));
  await correct(url, water.link, minutes({ mark: "二" }), await untilState(reviewer, faulty, "returned"));
  for (const [id, revision] of [
    [good, 1],
    [faulty, 2],
  ] as const) {
    await untilState(reviewer, id, "in_review");
    await approve(id, revision);
    await untilState(reviewer, id, "closed");
  }

  const draft = await draftNotice(leader);
  const published = await issueNotice(leader, draft.id);
  expect(published.number).toBe("〔2026〕1号");
  const pdf = await leader.download(endpoints.noticePdf, { params: { id: draft.id } });
  expect(createHash("sha256").update(pdf).digest("hex")).toBe(published.sha256);
  const reading = await readInWorker(pdf);
  expect(reading.outcome === "text" && reading.text.replaceAll(/\s/g, "")).toContain("青槐县水务局");
});
