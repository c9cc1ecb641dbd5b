import { expect, it, vi } from "vitest";
import { keptEngine } from "./engine.ts";

it("is none where its native part is not installed, and is asked for once", async () => {
  const load = vi.fn(async (): Promise<string> => {
    throw Object.assign(new Error("no such part"), { code: "MODULE_NOT_FOUND" });
  });
  const engine = keptEngine(load);
  expect(await engine()).toBeUndefined();
  expect(await engine()).toBeUndefined();
  expect(load).toHaveBeenCalledTimes(1);
});

it("refuses no scan because it could not be loaded just now", async () => {
  let tries = 0;
  const engine = keptEngine(async () => {
    if (tries++ === 0) throw new Error("no memory for the model");
    return "an engine";
  });
  await expect(engine()).rejects.toThrow("no memory");
  expect(await engine()).toBe("an engine");
  expect(await engine()).toBe("an engine");
  expect(tries).toBe(2);
});
