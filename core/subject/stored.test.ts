import { describe, expect, test } from "vitest";
import * as z from "zod";
import { readStored, storedKind } from "./stored.ts";

/** An invented kind that has been another twice: a name in one word, then in two, then with a way of address. */
const guest = storedKind("来宾", z.object({ family: z.string(), given: z.string(), title: z.string() }), [
  (older) => {
    const [family = "", ...given] = z.object({ name: z.string() }).parse(older).name;
    return { family, given: given.join("") };
  },
  (older) => ({ ...Object(older), title: "同志" }),
]);

const SHEN = { family: "沈", given: "砚秋", title: "同志" };

describe("what is stored is read in the present format", () => {
  test.each([
    ["without a number: the first", { name: "沈砚秋" }],
    ["the first", { format: 1, name: "沈砚秋" }],
    ["the second", { format: 2, family: "沈", given: "砚秋" }],
    ["the present one", { format: 3, ...SHEN }],
  ])("%s", (_, stored) => {
    expect(readStored(guest, "guest_1", stored)).toEqual(SHEN);
  });

  test("which counts the ways up to it", () => {
    expect(guest.format).toBe(3);
  });
});

test.each([
  ["a field of another kind", { format: 3, ...SHEN, given: 7 }, "（字段 given）"],
  ["what an older one must have is not there", { format: 1 }, "（字段 name）"],
  ["a number that is none", { format: "3", ...SHEN }, "（字段 format）"],
  ["a number below the first", { format: 0, ...SHEN }, "（字段 format）"],
  ["no object at all", "沈砚秋", ""],
  ["nothing", null, ""],
])("damaged: %s", (_, stored, field) => {
  expect(() => readStored(guest, "guest_1", stored)).toThrow(
    `来宾 guest_1：数据已损坏${field}，请从备份恢复。`,
  );
});

test("of newer code it is not looked into", () => {
  expect(() => readStored(guest, "guest_1", { format: 4 })).toThrow(
    "来宾 guest_1：数据由更新版本的七有写成（格式 4，本程序为 3），请用新版本的程序打开。",
  );
});
