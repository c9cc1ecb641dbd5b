import { expect, test } from "vitest";
import { Turns } from "./turns.ts";

const all = (turns: Turns<string>): string[] => {
  const taken: string[] = [];
  for (let piece = turns.next(); piece !== undefined; piece = turns.next()) taken.push(piece);
  return taken;
};

test("one piece of another's comes second, whatever the first has brought before", () => {
  const turns = new Turns<string>();
  for (let n = 0; n < 500; n++) turns.push("water", `water ${n}`);
  turns.push("farm", "farm 0");
  const taken = all(turns);
  expect(taken.indexOf("farm 0")).toBe(1);
  expect(taken.filter((one) => one.startsWith("water"))).toEqual(
    Array.from({ length: 500 }, (_, n) => `water ${n}`),
  );
  expect(turns.isEmpty).toBe(true);
});

test("three take turns, each in the own order; who comes again has no claim on the turn before", () => {
  const turns = new Turns<string>();
  for (const piece of ["a1", "a2", "a3", "b1", "b2", "c1"]) turns.push(piece.charAt(0), piece);
  expect(turns.next()).toBe("a1");
  turns.push("a", "a4");
  expect(all(turns)).toEqual(["b1", "c1", "a2", "b2", "a3", "a4"]);
});

test("what has begun before goes first, and draining leaves nothing", () => {
  const turns = new Turns<string>();
  turns.push("a", "a1");
  turns.push("b", "b1");
  turns.again("c1");
  expect(turns.next()).toBe("c1");
  turns.again("c1");
  expect(turns.drain().toSorted()).toEqual(["a1", "b1", "c1"]);
  expect(turns.isEmpty).toBe(true);
  expect(turns.next()).toBeUndefined();
});
