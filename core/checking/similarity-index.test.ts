import { describe, expect, it } from "vitest";
import { NEWS, PLAN, RECORD, SCHEME, SUMMARY } from "./fixtures/documents.ts";
import { fingerprint, jaccard } from "./similarity.ts";
import {
  estimate,
  type IndexRow,
  rowsOf,
  type Signature,
  SimilarityIndex,
  signatureOf,
} from "./similarity-index.ts";

const sign = (text: string): Signature => {
  const signature = signatureOf(text);
  if (!signature) throw new Error("too short");
  return signature;
};
const COPY = RECORD.replace("2024年5月6日", "2024年8月8日").replace(
  "陶然：河口镇两个村",
  "陶然：东岭镇三个村",
);
const OTHERS = { NEWS, PLAN, SCHEME, SUMMARY };

describe("an index of filings", () => {
  it("finds the copy and nothing else", () => {
    const index = new SimilarityIndex();
    for (const [id, text] of Object.entries({ ...OTHERS, COPY })) index.add("农科所", id, sign(text));
    expect(index.candidates("农科所", sign(RECORD), 0.35).map(({ paper }) => paper)).toEqual(["COPY"]);
    expect(index.candidates("另一单位", sign(RECORD), 0.35)).toEqual([]);
  });

  it("estimates the share that counting gives", () => {
    for (const other of [COPY, RECORD, ...Object.values(OTHERS)])
      expect(
        Math.abs(estimate(sign(RECORD), sign(other)) - jaccard(fingerprint(RECORD), fingerprint(other))),
      ).toBeLessThan(0.12);
  });

  it("lives in rows of plain data", () => {
    const rows: IndexRow[] = JSON.parse(JSON.stringify(rowsOf("农科所#minutes_record", "四月", sign(COPY))));
    const keys = new Set(rows.map(({ key }) => key));
    expect(rows).toHaveLength(32);
    expect(keys.size).toBe(32);
    expect(rowsOf("农科所#minutes_record", "五月", sign(RECORD)).some(({ key }) => keys.has(key))).toBe(true);
    expect(rowsOf("农科所#minutes_record", "计划", sign(PLAN)).some(({ key }) => keys.has(key))).toBe(false);
  });

  it("cannot sign a text without words", () => {
    expect(signatureOf("2024年")).toBeUndefined();
    expect(signatureOf("")).toBeUndefined();
  });
});
