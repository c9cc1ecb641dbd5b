import { describe, expect, it } from "vitest";
import { NEWS, PLAN, RECORD, SCHEME, SUMMARY } from "../fixtures/documents.ts";
import {
  bandsOf,
  bytesOf,
  estimate,
  type Fingerprint,
  fingerprintFrom,
  fingerprintOf,
} from "./fingerprint.ts";
import { gramSet, jaccard } from "./grams.ts";

const sign = (text: string): Fingerprint => {
  const signature = fingerprintOf(text);
  if (!signature) throw new Error("too short");
  return signature;
};
const COPY = RECORD.replace("2024年5月6日", "2024年8月8日").replace(
  "陶然：河口镇两个村",
  "陶然：东岭镇三个村",
);
const OTHERS = { NEWS, PLAN, SCHEME, SUMMARY };

describe("the signature of a filing", () => {
  it("estimates the share that counting gives", () => {
    for (const other of [COPY, RECORD, ...Object.values(OTHERS)])
      expect(
        Math.abs(estimate(sign(RECORD), sign(other)) - jaccard(gramSet(RECORD), gramSet(other))),
      ).toBeLessThan(0.12);
  });

  it("meets its copy in many of 32 bands, and other papers in none", () => {
    const own = new Set(bandsOf(sign(RECORD)));
    const met = (text: string) => bandsOf(sign(text)).filter((band) => own.has(band)).length;
    expect(own.size).toBe(32);
    expect(met(COPY)).toBeGreaterThan(4);
    expect(Object.values(OTHERS).map(met)).toEqual([0, 0, 0, 0]);
  });

  it("survives the table as 384 bytes", () => {
    const bytes = bytesOf(sign(RECORD));
    expect(bytes).toHaveLength(384);
    expect(fingerprintFrom(bytes)).toEqual(sign(RECORD));
  });

  it("is none for a text without words", () => {
    expect(fingerprintOf("2024年")).toBeUndefined();
    expect(fingerprintOf("")).toBeUndefined();
  });
});
