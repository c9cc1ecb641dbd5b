import { expect, test, vi } from "vitest";
import { openLine } from "./line.ts";

const limits = { abreast: 2, most: 5, seconds: 10 };

/** Work that ends when it is told to. */
function slow() {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const work = (name: number) => async () => {
    begun.push(name);
    await new Promise<void>((resolve) => ends.push(resolve));
    return name;
  };
  return { begun, ends, work };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("so much at once, the rest in the order in which it came, and no more than fits", async () => {
  const inLine = openLine(limits);
  const { begun, ends, work } = slow();
  const answers = Array.from({ length: 7 }, (_, name) => inLine(work(name)));
  await settled();
  expect(begun).toEqual([0, 1]);
  for (let n = 0; n < 5; n++) {
    ends[n]?.();
    await settled();
  }
  expect(begun).toEqual([0, 1, 2, 3, 4]);
  expect(await Promise.all(answers)).toEqual([0, 1, 2, 3, 4, undefined, undefined]);
  expect(await inLine(async () => "again")).toBe("again");
});

test("work that fails lets the next one go", async () => {
  const inLine = openLine({ ...limits, abreast: 1 });
  const failed = inLine(() => Promise.reject(new Error("why")));
  const after = inLine(async () => "after");
  await expect(failed).rejects.toThrow("why");
  expect(await after).toBe("after");
});

test("what has waited too long is not begun", async () => {
  const now = vi.spyOn(performance, "now").mockReturnValue(0);
  const inLine = openLine({ ...limits, abreast: 1 });
  const { begun, ends, work } = slow();
  const answers = [inLine(work(0)), inLine(work(1))];
  await settled();
  now.mockReturnValue(10_001);
  ends[0]?.();
  expect(await Promise.all(answers)).toEqual([0, undefined]);
  expect(begun).toEqual([0]);
  now.mockRestore();
});
