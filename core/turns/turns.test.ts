import fc from "fast-check";
import { expect, test } from "vitest";
import { Turns } from "./turns.ts";

test("owners come in the order in which they joined, and joining again gains nothing", () => {
  const turns = new Turns();
  for (const owner of ["a", "b", "a", "c"]) turns.join(owner);
  const asked = Array.from({ length: 4 }, () => turns.next((owner) => owner));
  expect(asked).toEqual(["a", "b", "c", "a"]);
});

test("who has nothing leaves, and nobody is asked twice for one piece", () => {
  const turns = new Turns();
  for (const owner of ["a", "b"]) turns.join(owner);
  const asked: string[] = [];
  const none = turns.next((owner) => {
    asked.push(owner);
    return undefined;
  });
  expect(none).toBeUndefined();
  expect(asked).toEqual(["a", "b"]);
  expect(turns.next((owner) => owner)).toBeUndefined();
});

test("a refusal to give leaves the owner where it was: what threw is asked again", () => {
  const turns = new Turns();
  turns.join("a");
  expect(() =>
    turns.next(() => {
      throw new Error("disk full");
    }),
  ).toThrow("disk full");
  expect(turns.next((owner) => owner)).toBe("a");
});

test("whoever waits has a turn before anybody has two, whatever came in what order", () => {
  const owner = fc.constantFrom("a", "b", "c", "d");
  fc.assert(
    fc.property(fc.array(fc.oneof(owner, fc.constant("next"))), (happened) => {
      const turns = new Turns();
      const left = new Map<string, number>();
      const passed = new Map<string, number>();
      for (const one of happened) {
        if (one !== "next") {
          left.set(one, (left.get(one) ?? 0) + 1);
          turns.join(one);
          continue;
        }
        const served = turns.next((who) => ((left.get(who) ?? 0) > 0 ? who : undefined));
        expect(served === undefined).toBe([...left.values()].every((count) => count === 0));
        if (served === undefined) continue;
        left.set(served, (left.get(served) ?? 0) - 1);
        passed.set(served, 0);
        for (const [other, count] of left)
          if (other !== served) passed.set(other, count > 0 ? (passed.get(other) ?? 0) + 1 : 0);
        for (const waited of passed.values()) expect(waited).toBeLessThan(4);
      }
    }),
  );
});
