/** A scan of several pages on its way through the flow: people see how far it is, and no function waits too long for it. */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { ApiClient } from "../../client/api-client.ts";
import { waitUntil } from "../../client/wait-until.ts";
import { progressIn, progressOf } from "../../functions/adapters/table/progress.ts";
import { getSubmission } from "../../functions/adapters/table/submissions.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { handlers } from "../../functions/entry/handlers.ts";
import { examineInWorker } from "../../functions/reading/examine-child.ts";
import { type Office, openOffice, untilState, upload } from "../office.ts";
import { minutes } from "../paper.ts";

const FAX = new URL("../fixtures/scans/fax.tif", import.meta.url);
const fax = () => new Uint8Array(readFileSync(FAX));

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

test("its pages are told while they are recognised, to the unit and to the desks, and in no trail", async () => {
  const link = { token: office.water.link };
  const paper = { fileName: "传真.tif", documentType: "study_scheme", bytes: fax() };
  const id = await upload(office.url, office.water.link, paper);
  const client = new ApiClient(office.url);
  const told = await waitUntil(
    "进度",
    async () => {
      const line = await client.call(endpoints.linkSubmission, { params: { ...link, id } }).catch(() => null);
      if (line && line.turn !== "machine") throw new Error("examined, and nothing was told");
      return line?.recognising;
    },
    60_000,
  );
  expect(told.pages).toBe(2);
  const { recognising } = await office.reviewer.call(endpoints.queue);
  expect(recognising).toMatchObject([{ id, fileName: "传真.tif", recognising: { pages: 2 } }]);
  const detail = await waitUntil(
    "形式审查",
    async () => {
      const one = await office.reviewer.call(endpoints.submission, { params: { id } });
      return one.turn === "machine" ? undefined : one;
    },
    60_000,
  );
  expect(detail.recognising).toBeUndefined();
  expect(detail.revisions).toMatchObject([{ outcome: "text" }]);
  expect((await office.reviewer.call(endpoints.queue)).recognising).toEqual([]);
  expect(detail.trail.map(({ type }) => type).slice(0, 2)).toEqual(["Received", "Examined"]);
}, 120_000);

test("news of an older revision, and old news, is none", async () => {
  const id = await upload(office.url, office.farm.link, minutes({ mark: "二" }));
  await waitUntil("登记", () => getSubmission(id));
  progressOf(office.jurisdiction, id, 7)(1, 12);
  await waitUntil("写入", async () => (await progressIn(office.jurisdiction)).get(id));
  expect((await office.reviewer.call(endpoints.submission, { params: { id } })).recognising).toBeUndefined();
});

test("who comes again meets the work where it is, and is told no page twice", async () => {
  const bytes = fax();
  const job = {
    size: bytes.length,
    fetch: async () => bytes,
    asOf: "2026-08-20",
    roster: [],
    filedYear: 2026,
    rules: { files: {} },
  };
  const pages: number[] = [];
  const tell = (page: number) => pages.push(page);
  expect(await examineInWorker("fax/1", job, tell, 0.01)).toBeUndefined();
  const answers = await Promise.all([
    examineInWorker("fax/1", job, tell, 60),
    examineInWorker("fax/1", job, tell, 60),
  ]);
  expect(answers).toMatchObject([{ answer: { outcome: "text" } }, { answer: { outcome: "text" } }]);
  expect(pages).toEqual([0, 1, 2]);
}, 120_000);

test("the flow asks again as long as the scan is under way, and tells how often it has", async () => {
  const asked: unknown[] = [];
  const load: typeof handlers.Examine.load = async () => {
    const { handler } = await handlers.Examine.load();
    return {
      handler: async (event: unknown) => {
        asked.push(event);
        const rounds = asked.length;
        const { submissionId } = z.object({ submissionId: z.string() }).parse(event);
        return rounds < 3 ? { submissionId, route: "again", rounds } : handler(event);
      },
    };
  };
  const other = await openOffice(undefined, { ...handlers, Examine: { load } });
  try {
    const id = await upload(other.url, other.water.link, minutes({ mark: "三" }));
    await untilState(other.reviewer, id, "in_review");
    expect(asked).toEqual([0, 1, 2].map((rounds) => ({ submissionId: id, rounds, attempt: 0 })));
  } finally {
    await other.close();
  }
});
