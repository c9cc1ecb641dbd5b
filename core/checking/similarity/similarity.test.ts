import { expect, it } from "vitest";
import { rulebookFrom } from "../../../functions/adapters/rulebook/folder.ts";
import { isRulebook } from "../../rulebook/rulebook.ts";
import { NEWS, RECORD } from "../fixtures/documents.ts";
import { sharedPassages, similarity, similarityFinding } from "./similarity.ts";

const rulebook = rulebookFrom();
if (!isRulebook(rulebook)) throw new Error(JSON.stringify(rulebook.errors));

const COPY = RECORD.replace("2024年5月6日", "2024年8月8日").replaceAll("河口镇", "东岭镇");

it("says how much is shared, and nothing of a text too short to compare", () => {
  expect(similarity(RECORD, RECORD, rulebook)).toBe(1);
  expect(similarity(COPY, RECORD, rulebook)).toBeGreaterThan(rulebook.duplicates.error);
  expect(similarity(NEWS, RECORD, rulebook)).toBeLessThan(rulebook.duplicates.warning);
  expect(similarity("请假条，同意。", "请假条，同意。", rulebook)).toBe(0);
});

it("shows the same words in both, whatever blanks and lines stand between them", () => {
  const spaced = RECORD.replaceAll("。", "。\n　　");
  const passages = sharedPassages(COPY, spaced);
  expect(passages.length).toBeGreaterThan(1);
  const bare = (words: string) => words.replace(/\s/g, "");
  for (const { start, end, otherStart, otherEnd } of passages) {
    const words = bare(COPY.slice(start, end));
    expect(words.length).toBeGreaterThanOrEqual(12);
    expect(bare(spaced.slice(otherStart, otherEnd))).toBe(words);
  }
  expect(sharedPassages(NEWS, "毫不相干的一段文字，没有一处相同，也没有一句套话。")).toEqual([]);
});

it("answers a hundred thousand of the same character", () => {
  expect(sharedPassages("学".repeat(100_000), "学".repeat(100_000))).toHaveLength(1);
});

it("rests on the passage; a copy of another unit's is for a person to judge, and names no file of theirs", () => {
  const [passage] = sharedPassages(COPY, RECORD);
  const own = similarityFinding(
    COPY,
    { name: "5月记录.docx", share: 0.85, elsewhere: false },
    passage,
    rulebook,
  );
  expect(own).toMatchObject({ code: "near_duplicate", severity: "error" });
  expect(own.message).toContain("5月记录.docx");
  expect(own.message).toContain("85%");
  expect(COPY.slice(own.start, own.end)).toBe(own.evidence);
  const again = { name: "5月记录.docx", share: 0.85, elsewhere: false, returned: true };
  expect(similarityFinding(COPY, again, passage, rulebook).severity).toBe("warning");
  const other = similarityFinding(COPY, { name: "张.docx", share: 0.85, elsewhere: true }, passage, rulebook);
  expect(other.severity).toBe("warning");
  expect(other.message).not.toContain("张.docx");
});
