/**
 * What the machine is not sure of, from the upload to the decision: it sends nothing back, a reviewer finds it marked, and
 * of a paper whose type nobody knows nothing is claimed and nothing counts.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { ApiClient } from "../../client/api-client.ts";
import { getSubmission } from "../../functions/adapters/table/submissions.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { returnsOf } from "../../functions/app/units/quarter.ts";
import {
  type Detail,
  type Office,
  openOffice,
  PERIOD,
  type TestUnit,
  untilState,
  upload,
} from "../office.ts";
import { minutes, noStudy, type Paper } from "../paper.ts";
import { statesOf } from "./executions.ts";

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

/** A good record that nowhere says where the session was: no label, nothing blank. */
function placeUnsaid(): Paper {
  const whole = minutes({ mark: "甲" });
  const text = new TextDecoder().decode(whole.bytes).replace(/会议地点：.*\r\n/, "");
  return { ...whole, bytes: new TextEncoder().encode(text) };
}

const examined = (id: string) => office.reviewer.call(endpoints.examined, { params: { id, revision: 1 } });

/** Accepted by the machine at once, with a reviewer, and no word of a return anywhere. */
async function waiting(unit: TestUnit, paper: Paper): Promise<Detail> {
  const id = await upload(office.url, unit.link, paper);
  const detail = await untilState(office.reviewer, id, "in_review");
  expect(detail).toMatchObject({ turn: "reviewer", errors: 0 });
  expect(detail.reasons).toBeUndefined();
  expect(detail.looks).toBeGreaterThan(0);
  expect(detail.trail.map(({ type }) => type)).toEqual(["Received", "Examined", "ReviewRequested"]);
  expect(detail.trail[1]?.text).toContain(`请核对${detail.looks}项`);
  const submission = await getSubmission(id);
  expect(await returnsOf(submission ? [submission] : [])).toEqual([]);

  const { submissions } = await office.reviewer.call(endpoints.queue);
  expect(submissions.find((one) => one.id === id)).toMatchObject({ errors: 0, looks: detail.looks });
  const told = await new ApiClient(office.url).call(endpoints.linkSubmission, {
    params: { token: unit.link, id },
  });
  expect(told).toMatchObject({ state: "in_review", turn: "reviewer" });
  expect(told.reasons).toBeUndefined();
  expect(told.findings.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(told.findings.some(({ severity }) => severity === "look")).toBe(true);
  return detail;
}

async function approved({ id }: Detail): Promise<Detail> {
  await office.reviewer.call(endpoints.decide, {
    params: { id },
    body: { decision: "approve", revision: 1 },
  });
  const closed = await untilState(office.reviewer, id, "closed");
  await office.cloud.idle();
  expect(await statesOf("review", id)).toEqual(["Examine", "Triage", "AwaitReview", "Judge", "Close"]);
  return closed;
}

const sessionsOf = async (unit: TestUnit) =>
  (await office.reviewer.call(endpoints.desk, { params: { id: unit.id }, query: { period: PERIOD } }))
    .sessions;

test("a paper that may lack its place waits for a reviewer with its mark, and counts once approved", async () => {
  const detail = await waiting(office.water, placeUnsaid());
  const { elements, findings, documentType } = await examined(detail.id);
  expect(documentType).toBe("minutes_record");
  expect(elements.find(({ id }) => id === "place")?.state).toBe("unsure");
  expect(findings.filter(({ severity }) => severity === "look")).toEqual([
    expect.objectContaining({ element: "place", code: "unsure_element" }),
  ]);
  await approved(detail);
  expect((await sessionsOf(office.water)).map(({ counting }) => counting.status)).toEqual(["counted"]);
});

test("a paper of a type that nobody knows waits for a reviewer as 未识别, and opens no session", async () => {
  const detail = await waiting(office.farm, noStudy());
  expect(detail.trail[1]?.text).toContain("材料类型未识别");
  expect(detail).toMatchObject({ documentType: "unknown", declaredType: "minutes_record" });
  const { elements, findings, counted } = await examined(detail.id);
  expect(elements.filter(({ state }) => state === "ok")).toEqual([]);
  expect(findings.map(({ code }) => code)).toContain("type_unknown");
  expect(counted?.counted).not.toBe(true);
  await approved(detail);
  expect(await sessionsOf(office.farm)).toEqual([]);
});
