import { beforeEach, expect, it, vi } from "vitest";

const load = vi.fn();
vi.mock("../../functions/reading/ocr/recogniser.ts", () => ({ loadRecogniser: load }));

beforeEach(() => {
  vi.resetModules();
  load.mockReset();
});

it("has no recogniser where its native part is not installed, and asks once", async () => {
  load.mockRejectedValue(Object.assign(new Error("no such part"), { code: "MODULE_NOT_FOUND" }));
  const { readerContext } = await import("../../functions/reading/reader-context.ts");
  expect((await readerContext(true)).recogniser).toBeUndefined();
  expect((await readerContext(true)).recogniser).toBeUndefined();
  expect(load).toHaveBeenCalledTimes(1);
});

it("does not refuse scans because the engine could not be loaded just now", async () => {
  const recogniser = {};
  load.mockRejectedValueOnce(new Error("no memory for the model")).mockResolvedValue(recogniser);
  const { readerContext } = await import("../../functions/reading/reader-context.ts");
  await expect(readerContext(true)).rejects.toThrow("no memory");
  expect((await readerContext(true)).recogniser).toBe(recogniser);
});
