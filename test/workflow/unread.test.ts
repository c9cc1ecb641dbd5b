/**
 * What the machine cannot read for reasons of its own: tried again, then shown to a reviewer. Nothing goes back to the
 * unit, and nothing of it is counted among the unit's faults.
 */
import { readFileSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import { ApiClient } from "../../client/api-client.ts";
import { waitUntil } from "../../client/wait-until.ts";
import { getSubmission } from "../../functions/adapters/table/submissions.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { returnsOf } from "../../functions/app/units/quarter.ts";
import { handlers } from "../../functions/entry/handlers.ts";
import { LeapClock } from "../clock.ts";
import { type Detail, type Office, openOffice, TODAY, untilIt, upload } from "../office.ts";
import { minutes } from "../paper.ts";
import { childrenOf, told } from "../process.ts";
import { statusOf } from "./executions.ts";

const FAX = new URL("../fixtures/scans/fax.tif", import.meta.url);
const fax = () => new Uint8Array(readFileSync(FAX));
const WAIT_MS = 240_000;

let office: Office | undefined;
afterEach(async () => {
  await office?.close();
  office = undefined;
});

/** The paper is with a reviewer, says why, and is theirs to decide on. */
async function expectWithReviewer(here: Office, id: string, link: string): Promise<void> {
  const detail: Detail = await here.reviewer.call(endpoints.submission, { params: { id } });
  expect(detail).toMatchObject({ state: "in_review", turn: "reviewer", errors: 0 });
  expect(detail.revisions).toMatchObject([{ outcome: "refused", refusal: "unread" }]);
  expect(detail.trail.map(({ type }) => type)).toEqual(["Received", "Examined", "ReviewRequested"]);
  expect(detail.may).toEqual(expect.arrayContaining(["approve", "return", "reject"]));
  const line = await new ApiClient(here.url).call(endpoints.linkSubmission, { params: { token: link, id } });
  expect(line).toMatchObject({ state: "in_review", turn: "reviewer" });
  expect(line.reasons).toBeUndefined();
  const submission = await getSubmission(id);
  expect(await returnsOf(submission ? [submission] : [])).toEqual([]);
  await here.reviewer.call(endpoints.decide, { params: { id }, body: { decision: "approve", revision: 1 } });
  await untilIt(here.reviewer, id, ({ state }) => state === "closed");
  await here.cloud.idle();
  expect(await statusOf("review", id)).toBe("SUCCEEDED");
}

test(
  "a file over which every child breaks down goes to a reviewer, not back",
  async () => {
    office = await openOffice();
    const { url, water, reviewer } = office;
    const id = await upload(url, water.link, {
      fileName: "传真.tif",
      documentType: "study_scheme",
      bytes: fax(),
    });
    const broken = new Set<number>();
    const examined = await waitUntil(
      "审核",
      async () => {
        const pid = childrenOf(process.pid).find((one) => told(one, "maps").includes("onnxruntime"));
        if (pid && !broken.has(pid)) {
          process.kill(pid, "SIGSEGV");
          broken.add(pid);
        }
        const submission = await getSubmission(id);
        return submission?.state === "received" || !submission ? undefined : submission;
      },
      WAIT_MS,
    );
    expect(broken.size).toBeGreaterThan(1);
    expect(examined.revisions[0]?.examination).toMatchObject({ outcome: "refused", refusal: "unread" });
    await untilIt(reviewer, id, ({ state }) => state === "in_review");
    await expectWithReviewer(office, id, water.link);
  },
  WAIT_MS,
);

test(
  "an examination that fails for reasons of the machine is tried again, and at last left to a reviewer",
  async () => {
    const clock = new LeapClock(TODAY);
    const attempts: number[] = [];
    const { Examine } = (await import("../../workflows/review.asl.json", { with: { type: "json" } })).default
      .States;
    const last = Examine.Retry[0]?.MaxAttempts ?? 0;
    const load: typeof handlers.Examine.load = async () => {
      const { handler } = await handlers.Examine.load();
      return {
        handler: async (event: unknown) => {
          const { attempt } = z.object({ attempt: z.number() }).parse(event);
          attempts.push(attempt);
          if (attempt < last) throw new Error("the child came to a standstill");
          return handler(event);
        },
      };
    };
    office = await openOffice(clock, { ...handlers, Examine: { load } });
    const { url, water, reviewer } = office;
    const id = await upload(url, water.link, minutes({ mark: "一" }));
    await waitUntil(
      "审核",
      async () => {
        clock.leap(new Date(clock.now() + 60_000).toISOString());
        return (await getSubmission(id))?.state === "in_review" ? true : undefined;
      },
      WAIT_MS,
    );
    expect(attempts).toEqual(Array.from({ length: last + 1 }, (_, at) => at));
    await untilIt(reviewer, id, ({ state }) => state === "in_review");
    await expectWithReviewer(office, id, water.link);
  },
  WAIT_MS,
);
