import { expect, test } from "vitest";
import { seal, unseal } from "./sealing.ts";

test("what is sealed is read by the same key for the same thing, and says nothing", () => {
  const sealed = seal("NB2W45DFOIZA", "user_1");
  expect(unseal(sealed, "user_1")).toBe("NB2W45DFOIZA");
  expect(sealed).not.toContain("NB2W45DFOIZA");
  expect(seal("NB2W45DFOIZA", "user_1"), "never the same twice").not.toBe(sealed);
  expect(unseal(sealed, "user_2"), "of another").toBeUndefined();
});

test("what was altered, cut, or is none is not read", () => {
  const sealed = seal("NB2W45DFOIZA", "user_1");
  const parts = sealed.split(".");
  for (const [at, part] of parts.entries())
    for (const other of ["", "AAAA", part.replace(/^./, (one) => (one === "A" ? "E" : "A"))]) {
      const altered = parts.with(at, other).join(".");
      if (altered !== sealed) expect(unseal(altered, "user_1"), altered).toBeUndefined();
    }
  for (const none of ["", "....", "s1", "plain text"]) expect(unseal(none, "user_1")).toBeUndefined();
});
