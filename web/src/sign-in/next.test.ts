import { expect, test } from "vitest";
import { nextOf, signInFor } from "./next.ts";

test("leads back to our own paths and never to another host", () => {
  expect(nextOf("/review/sub_1?tab=text")).toBe("/review/sub_1?tab=text");
  for (const wanted of [null, "", "review", "//evil.example", "/\\evil.example", "https://evil.example"]) {
    expect(nextOf(wanted)).toBe("/");
  }
});

test("the way in remembers the way back", () => {
  expect(signInFor("/")).toBe("/sign-in");
  expect(nextOf(new URL(signInFor("/notices?x=1"), "http://a").searchParams.get("next"))).toBe(
    "/notices?x=1",
  );
});
