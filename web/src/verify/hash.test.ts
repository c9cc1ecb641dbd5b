import { expect, test } from "vitest";
import { sha256Of } from "./hash.ts";

test("the hash of a file's bytes, as sha256sum prints it", async () => {
  expect(await sha256Of(new Blob(["abc"]))).toBe(
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
});
