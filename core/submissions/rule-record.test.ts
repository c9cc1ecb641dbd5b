import { expect, test } from "vitest";
import { misjudged } from "./fixture.ts";
import { type OverrulingOf, ruleRecords } from "./rule-record.ts";

const made = (submissionId: string, rule: string, at: string): OverrulingOf => ({
  submissionId,
  unitId: "unit_water",
  overruling: {
    id: `${submissionId}${at}`,
    revision: 1,
    finding: { ...misjudged, rule },
    reason: "地点写在附件里",
    rulebook: "1",
    by: "user_shi",
    at,
  },
});

test("the most often wrong first; of equals the one that is wrong in more of its documents", () => {
  const overrulings = [
    made("s1", "a", "1"),
    made("s2", "b", "2"),
    made("s3", "b", "3"),
    made("s3", "c", "4"),
  ];
  const hits = [
    { submissionId: "s1", rules: ["a", "b"] },
    { submissionId: "s2", rules: ["b", "silent"] },
    { submissionId: "s3", rules: ["a", "b", "c"] },
    { submissionId: "s4", rules: ["b"] },
  ];
  expect(ruleRecords(overrulings, hits, 1)).toMatchObject([
    { rule: "b", fired: 4, overruled: 2, share: 50, latest: [{ submissionId: "s3" }] },
    { rule: "c", fired: 1, overruled: 1, share: 100 },
    { rule: "a", fired: 2, overruled: 1, share: 50 },
  ]);
});

test("a document counts once, however many revisions and findings it had", () => {
  const overrulings = [made("s1", "a", "1"), made("s1", "a", "2")];
  const hits = [
    { submissionId: "s1", rules: ["a"] },
    { submissionId: "s1", rules: ["a"] },
  ];
  expect(ruleRecords(overrulings, hits, 5)).toMatchObject([{ fired: 1, overruled: 1, share: 100 }]);
});

test("a document examined before hits were kept still counts as one", () => {
  expect(ruleRecords([made("s1", "a", "1")], [], 5)).toMatchObject([{ fired: 1, overruled: 1, share: 100 }]);
});
