/** The one-machine cloud does what AWS documents of each operation it keeps, and refuses the others by AWS's own error. */
import { expect, test } from "vitest";
import { conformance } from "./run.ts";

test("every case passes, every operation kept has one, and what is not kept is refused", async () => {
  for (const { service, kept, refused, untold } of await conformance()) {
    const failed = [...kept].flatMap(([operation, one]) => one.failed.map((why) => `${operation}: ${why}`));
    expect(failed, service).toEqual([]);
    expect(untold, service).toEqual([]);
    expect(kept.size, service).toBeGreaterThan(10);
    expect(refused.size, service).toBeGreaterThan(10);
  }
});
