import { expect, test } from "vitest";
import type { Examination } from "../../../core/checking/examination.ts";
import { isRulebook } from "../../../core/rulebook/rulebook.ts";
import { summary, takeIn, walk } from "../../../core/submissions/fixture.ts";
import { rulebookFrom } from "../../adapters/rulebook/folder.ts";
import * as contract from "../contract/examination.ts";
import { submissionLine as lineContract } from "../contract/submissions.ts";
import { examinationView } from "./examination.ts";
import { submissionLine } from "./submissions.ts";

const rulebook = rulebookFrom();
if (!isRulebook(rulebook)) throw new Error(rulebook.message);

const TEXT = "青禾农场学习记录\n梁月牵头组织";
const host = { state: "unsure", evidence: "梁月", start: 9, end: 11 } as const;
const examination: Examination = {
  type: "minutes_record",
  elements: {
    host: { ...host, ground: { by: "likeness", percent: 58 } },
    title: { state: "ok", evidence: "学习记录", start: 4, end: 8, ground: { by: "wording" } },
  },
  findings: [
    {
      code: "unsure_element",
      severity: "look",
      element: "host",
      evidence: "梁月",
      start: 9,
      end: 11,
      message: "【主持人】可能是第2行“梁月”，请核对",
      rule: "minutes_record.host",
      source: "",
      suggestion: "",
    },
  ],
  rulebook: "1",
};
const { submission } = walk([
  [takeIn(1), { id: "link_water" }],
  [
    {
      type: "RecordExamination",
      revision: 1,
      examination: summary({ looks: 1, documentType: "unknown" }),
      route: "review",
    },
    { id: "machine" },
  ],
]);
const view = (of: Examination) =>
  contract.examined.parse(
    examinationView(
      submission,
      {
        revision: 1,
        reading: { outcome: "text", format: "txt", text: TEXT, places: [] },
        examination: of,
        rulebook,
      },
      new Map(),
    ),
  );

test("what is not sure passes the contract with its words and why they were taken", () => {
  const { elements, findings } = view(examination);
  expect(elements.find(({ id }) => id === "host")).toMatchObject({
    ...host,
    ground: { by: "likeness", percent: 58 },
  });
  expect(elements.find(({ id }) => id === "title")?.ground).toEqual({ by: "wording" });
  expect(findings).toMatchObject([{ severity: "look", code: "unsure_element" }]);
});

test("a type that is not known has a name of its own", () => {
  expect(view({ ...examination, type: "unknown", elements: {}, findings: [] })).toMatchObject({
    documentType: "unknown",
    typeName: "未识别",
    elements: [],
  });
});

test("a line of a list tells looks apart from errors and warnings", () => {
  expect(lineContract.parse(submissionLine(submission, "青禾农场"))).toMatchObject({
    documentType: "unknown",
    outcome: "text",
    errors: 0,
    looks: 1,
    warnings: 0,
  });
});
