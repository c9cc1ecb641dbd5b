import { expect, test } from "vitest";
import { isToken, mintToken } from "./tokens.ts";

test("a token is recognised, anything made up or altered is not", () => {
  const token = mintToken();
  expect(isToken(token)).toBe(true);
  expect(mintToken()).not.toBe(token);
  for (const other of [
    "",
    "made up",
    token.slice(1),
    `${token}AAAA`,
    `${token[0] === "A" ? "B" : "A"}${token.slice(1)}`,
  ]) {
    expect(isToken(other)).toBe(false);
  }
});
