/** A table that answers nobody fails the step that asks it, and nothing else: the process lives on. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { fingerprintOf } from "../../core/checking/similarity/fingerprint.ts";
import { getSubmission } from "../../functions/adapters/table/submissions.ts";
import { addFindingsOfOthers } from "../../functions/app/checking/findings-of-others.ts";
import { getResult } from "../../functions/app/checking/result.ts";
import { type Office, openOffice, untilState, upload } from "../office.ts";
import { minutes } from "../paper.ts";

let office: Office;
const unheard: unknown[] = [];
const hear = (error: unknown) => unheard.push(error);
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

test("a paper cannot be compared with others: the step fails once, and nothing fails behind its back", async () => {
  const id = await upload(office.url, office.water.link, minutes({ mark: "表" }));
  await untilState(office.reviewer, id, "in_review");
  const [submission, result] = [await getSubmission(id), await getResult(id, 1)];
  if (!submission || result?.outcome !== "text") throw new Error("it was not examined");
  const signature = fingerprintOf(result.reading.text);
  await office.cloud.close();
  const others = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", hear);
  try {
    await expect(addFindingsOfOthers(submission, { ...result, signature })).rejects.toThrow();
    // Both of the questions that are asked side by side have been given up by now, or will be seen here.
    await expect(getSubmission(id)).rejects.toThrow();
    await new Promise(setImmediate);
    expect(unheard).toEqual([]);
  } finally {
    process.off("unhandledRejection", hear);
    for (const other of others) process.on("unhandledRejection", other);
  }
});
