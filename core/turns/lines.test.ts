import { expect, test } from "vitest";
import { Lines } from "./lines.ts";

const all = (lines: Lines<string>): string[] => {
  const taken: string[] = [];
  for (let piece = lines.next(); piece !== undefined; piece = lines.next()) taken.push(piece);
  return taken;
};

test("one piece of another's comes second, whatever the first has brought before", () => {
  const lines = new Lines<string>();
  for (let n = 0; n < 500; n++) lines.push("water", `water ${n}`);
  lines.push("farm", "farm 0");
  const taken = all(lines);
  expect(taken.indexOf("farm 0")).toBe(1);
  expect(taken.filter((one) => one.startsWith("water"))).toEqual(
    Array.from({ length: 500 }, (_, n) => `water ${n}`),
  );
});

test("three take turns, each in the own order; who comes again has no claim on the turn before", () => {
  const lines = new Lines<string>();
  for (const piece of ["a1", "a2", "a3", "b1", "b2", "c1"]) lines.push(piece.charAt(0), piece);
  expect(lines.next()).toBe("a1");
  lines.push("a", "a4");
  expect(all(lines)).toEqual(["b1", "c1", "a2", "b2", "a3", "a4"]);
});

test("what has begun before goes first, and draining leaves nothing", () => {
  const lines = new Lines<string>();
  lines.push("a", "a1");
  lines.push("b", "b1");
  lines.again("c1");
  expect(lines.next()).toBe("c1");
  lines.again("c1");
  expect(lines.drain().toSorted()).toEqual(["a1", "b1", "c1"]);
  expect(lines.next()).toBeUndefined();
});

test("nobody has more than the share under way, and another's one finds room at once", () => {
  const lines = new Lines<string>(2);
  for (const piece of ["a1", "a2", "a3", "a4"]) lines.push("a", piece);
  expect([lines.next(), lines.next(), lines.next()]).toEqual(["a1", "a2", undefined]);
  lines.push("b", "b1");
  expect([lines.next(), lines.next()]).toEqual(["b1", undefined]);
  lines.done("a");
  expect([lines.next(), lines.next()]).toEqual(["a3", undefined]);
  lines.again("a3");
  expect([lines.next(), lines.next()]).toEqual(["a3", undefined]);
  lines.done("a");
  lines.done("a");
  expect([lines.next(), lines.next()]).toEqual(["a4", undefined]);
});
