import { expect, it } from "vitest";
import type { Submission } from "../../../core/submissions/submission.ts";
import { SubmissionRow } from "./filing-entities.ts";

const submission: Submission = {
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
  state: "received",
};

const keysOf = (turn: string) => {
  const { id, jurisdiction, unitId, period, receivedAt, version } = submission;
  const row = { id, jurisdiction, unitId, period, receivedAt, version, turn };
  const { Item } = SubmissionRow.put({ ...row, due: "9999-12-31", headHash: "", submission }).params({
    table: "qiyou",
  });
  return Object.keys(Item).filter((name) => /^gsi/.test(name));
};

it("stands in the index of turns while it is somebody's turn, and leaves it when it has ended", () => {
  expect(keysOf("reviewer")).toEqual(["gsi1pk", "gsi1sk", "gsi2pk", "gsi2sk"]);
  expect(keysOf("nobody")).toEqual(["gsi1pk", "gsi1sk"]);
});
