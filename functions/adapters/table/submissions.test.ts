import { expect, it } from "vitest";
import type { Submission } from "../../../core/submissions/submission.ts";
import { submissions } from "./submissions.ts";

const base = {
  id: "sub_1",
  jurisdiction: "office",
  unitId: "unit_1",
  period: "2026-Q3",
  linkId: "link_1",
  filedBy: "link_1",
  revisions: [],
  setAside: [],
  receivedAt: "2026-08-20T02:00:00.000Z",
  updatedAt: "2026-08-20T02:00:00.000Z",
  version: 1,
};

const keysOf = (submission: Submission) => {
  const item = submissions.write(submission, "", undefined).Put?.Item ?? {};
  return Object.keys(item).filter((name) => /^gsi/.test(name));
};

it("stands in the index of turns while it is somebody's turn, and leaves it when it has ended", () => {
  expect(keysOf({ ...base, state: "received" })).toEqual(["gsi1pk", "gsi1sk", "gsi2pk", "gsi2sk"]);
  const ended = { state: "rejected" as const, by: "user_1", at: base.updatedAt, reasons: [] };
  expect(keysOf({ ...base, ...ended })).toEqual(["gsi1pk", "gsi1sk"]);
});
