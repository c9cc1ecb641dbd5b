import { describe, expect, test } from "vitest";
import { similarity, similarityFinding } from "../../core/checking/similarity/similarity.ts";
import { defaultRules } from "../../functions/adapters/rulebook/default-rules.ts";
import { type ExamineAnswer, examineFile } from "../../functions/reading/examine-job.ts";
import { allPapers, demoPapers } from "../../samples/papers/demo-papers.ts";
import type { Paper } from "../../samples/papers/paper.ts";
import { demoUnits } from "../../samples/papers/units.ts";

const AS_OF = "2026-10-08";
const { rulebook } = await defaultRules();
const readable = allPapers.filter(({ expect }) => expect.first !== "refused_by_store");

const examined = new Map<Paper, Promise<ExamineAnswer>>();
/** Once, however many later papers are compared with it. */
function examine(paper: Paper): Promise<ExamineAnswer> {
  const answer = examined.get(paper) ?? examineNow(paper);
  examined.set(paper, answer);
  return answer;
}

async function examineNow(paper: Paper): Promise<ExamineAnswer> {
  return examineFile({
    bytes: await paper.build(),
    recognise: paper.format === "scan",
    declaredType: paper.documentType,
    asOf: AS_OF,
    roster: demoUnits.find(({ key }) => key === paper.unit)?.roster ?? [],
    filedYear: 2026,
    rules: { files: {} },
  });
}

/** Codes of severity error, each once, in alphabetical order; a copy of what was filed before is one. */
function errorsOf(answer: ExamineAnswer, earlier: readonly string[]): string[] {
  if (answer.outcome === "bundle") return ["an archive"];
  if (answer.outcome === "refused") return [`file_${answer.reading.reason}`];
  const { text } = answer.reading;
  const compared = rulebook.duplicates.except.includes(answer.examination.type) ? [] : earlier;
  const like = compared
    .map((other) => similarity(text, other, rulebook))
    .map((share) => similarityFinding(text, { name: "", share, elsewhere: false }, undefined, rulebook));
  const errors = [...answer.examination.findings, ...like].filter(({ severity }) => severity === "error");
  return [...new Set(errors.map(({ code }) => code))].sort();
}

describe.each(demoUnits.map(({ key, name }) => ({ key, name })))("$name", ({ key }) => {
  const own = readable.filter(({ unit }) => unit === key);

  test.each(own.map((paper, index) => ({ paper, index, id: paper.id })))(
    "$id says what it was written to say",
    async ({ paper, index }) => {
      const before = own.slice(0, index).filter(({ id }) => id !== paper.corrects);
      const earlier: string[] = [];
      for (const other of before.filter(({ documentType }) => documentType === paper.documentType)) {
        const answer = await examine(other);
        if (answer.outcome === "text") earlier.push(answer.reading.text);
      }
      const { unreadable, findingCodes = [] } = paper.expect;
      expect(errorsOf(await examine(paper), earlier)).toEqual(
        unreadable ? [`file_${unreadable}`] : [...findingCodes].sort(),
      );
    },
  );
});

test("three units send at least 16 papers in every way an office does", () => {
  expect(allPapers.length).toBeGreaterThanOrEqual(16);
  expect(new Set(allPapers.map(({ unit }) => unit)).size).toBe(3);
  expect(new Set(allPapers.map(({ format }) => format))).toEqual(
    new Set(["docx", "pdf", "txt", "doc", "xlsx", "scan"]),
  );
});

test("every paper that comes back is corrected by a later one of the same unit and type", () => {
  for (const [index, paper] of allPapers.entries()) {
    if (paper.expect.first === "in_review" && !paper.byHand) continue;
    const later = allPapers.slice(index + 1).find(({ corrects }) => corrects === paper.id);
    expect(later, paper.id).toMatchObject({ unit: paper.unit, documentType: paper.documentType });
  }
});

test("an office that tries Qiyou starts with good papers only", () => {
  const papers = demoPapers();
  expect(papers.length).toBeGreaterThan(8);
  expect(papers.every(({ expect }) => expect.first === "in_review")).toBe(true);
});
