import { expect, test } from "vitest";
import { type Leave, Places } from "./places.ts";

/** Who has arrived so far, and how each leaves. */
function arrivals(places: Places) {
  const there: string[] = [];
  const leave = new Map<string, Leave>();
  const waited: string[] = [];
  const come = (owner: string, name: string) =>
    places
      .take(owner, () => waited.push(name))
      .then((go) => {
        there.push(name);
        leave.set(name, go);
      });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return { there, leave, waited, come, settled };
}

test("a step of another's gets the next place, whoever came before", async () => {
  const { there, leave, waited, come, settled } = arrivals(new Places(2));
  for (const name of ["water 1", "water 2", "water 3", "water 4"]) void come("water", name);
  void come("farm", "farm 1");
  await settled();
  expect(there).toEqual(["water 1", "water 2"]);
  expect(waited).toEqual(["water 3", "water 4", "farm 1"]);
  leave.get("water 1")?.();
  leave.get("water 2")?.();
  await settled();
  expect(there.slice(2).toSorted()).toEqual(["farm 1", "water 3"]);
});

test("an owner has no more than the share, and leaving twice gives one place", async () => {
  const { there, leave, come, settled } = arrivals(new Places(3, 2));
  for (const name of ["water 1", "water 2", "water 3", "water 4"]) void come("water", name);
  await settled();
  expect(there).toEqual(["water 1", "water 2"]);
  await come("farm", "farm 1");
  leave.get("water 1")?.();
  leave.get("water 1")?.();
  await settled();
  expect(there).toEqual(["water 1", "water 2", "farm 1", "water 3"]);
});

test("a step that takes long keeps no place from anybody", async () => {
  const { there, come } = arrivals(new Places(1, 1, 1));
  await come("water", "scan");
  await come("farm", "farm 1");
  await come("water", "water 2");
  expect(there).toEqual(["scan", "farm 1", "water 2"]);
});
