import { expect, test } from "vitest";
import type { SubmissionLine } from "../submission/shapes.ts";
import { nextAfter } from "./queue.ts";

const line = (id: string, more: Partial<SubmissionLine> = {}): SubmissionLine => ({
  id,
  unitId: "unit_1",
  unitName: "青槐县水务局",
  period: "2026-Q3",
  fileName: "记录.docx",
  revision: 1,
  state: "in_review",
  turn: "reviewer",
  receivedAt: "2026-08-01T01:00:00Z",
  updatedAt: "2026-08-01T01:00:00Z",
  ...more,
});

test("next comes the first that is open, not the one just done, and not in another's hands", () => {
  const lines = [
    line("sub_done"),
    line("sub_other", { claimedBy: "user_2" }),
    line("sub_closed", { state: "closed" }),
    line("sub_mine", { claimedBy: "user_1" }),
    line("sub_free"),
  ];
  expect(nextAfter(lines, "sub_done", "user_1")?.id).toBe("sub_mine");
  expect(nextAfter(lines, "sub_done", "user_3")?.id).toBe("sub_free");
  expect(nextAfter([line("sub_done")], "sub_done", "user_1")).toBeUndefined();
});
