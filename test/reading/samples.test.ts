/**
 * Printed pages as scanners, phones and faxes see them: how far what is recognised may be from what was printed.
 * The same files are measured format by format by `npm run bench:reading`.
 */
import { describe, expect, it } from "vitest";
import { read } from "../../core/reading/read.ts";
import { readerContext } from "../../functions/reading/reader-context.ts";
import { characterErrorRate, samples } from "../fixtures/samples.ts";

/** What is asked for printed scans at 150 to 300 dpi, and where a seal covers words. */
const limits = { digital: 0.005, scan: 0.02, sealed: 0.08 } as const;

/** Some seconds a page, more while other tests keep the machine busy. */
const PATIENCE_MS = 120_000;

describe("scanned samples", () => {
  it.each(samples("scans"))(
    "$name is read nearly as it was printed",
    async ({ bytes, truth, kind }) => {
      const result = await read(bytes, await readerContext(true));
      if (result.outcome === "refused") throw new Error(result.message);
      expect(characterErrorRate(result.text, truth), result.text).toBeLessThanOrEqual(limits[kind]);
    },
    PATIENCE_MS,
  );
});
