import { describe, expect, it } from "vitest";
import type { Item } from "../../local/dynamodb/value.ts";
import { type Index, unitsToRead, unitsToWrite, writeUnits } from "./request-units.ts";

const turn: Index = { name: "gsi2", hash: "gsi2pk", range: "gsi2sk" };

/** An item of about `kilobytes`, in the queue `queue` unless that is left out. */
function item(kilobytes: number, queue?: string): Item {
  const filler = "x".repeat(kilobytes * 1024 - 60);
  return {
    pk: { S: "one" },
    filler: { S: filler },
    ...(queue && { gsi2pk: { S: queue }, gsi2sk: { S: "1" } }),
  };
}

describe("request units", () => {
  it("rounds a read up to 4 KB and halves it when it may be a little old", () => {
    expect(unitsToRead(4096, true)).toBe(1);
    expect(unitsToRead(4097, true)).toBe(2);
    expect(unitsToRead(4097, false)).toBe(1);
    expect(unitsToRead(0, false)).toBe(0.5);
  });

  it("rounds a write up to 1 KB, and writing nothing costs one", () => {
    expect([0, 1024, 1025].map(unitsToWrite)).toEqual([1, 1, 2]);
  });

  it("doubles the table's part of a transaction and not the index's", () => {
    expect(writeUnits(undefined, item(3, "reviewer"), [turn], false)).toEqual({ table: 3, indexes: 3 });
    expect(writeUnits(undefined, item(3, "reviewer"), [turn], true)).toEqual({ table: 6, indexes: 3 });
  });

  it("pays for taking an entry out of one queue and putting it into the next", () => {
    expect(writeUnits(item(2, "machine"), item(3, "reviewer"), [turn], true)).toEqual({
      table: 6,
      indexes: 5,
    });
  });

  it("pays once for an entry that stays, by its larger half, and nothing for one that does not change", () => {
    const before = item(3, "reviewer");
    expect(writeUnits(before, item(2, "reviewer"), [turn], false).indexes).toBe(3);
    expect(writeUnits(before, { ...before }, [turn], false)).toEqual({ table: 3, indexes: 0 });
  });

  it("pays a deletion by what was there", () => {
    expect(writeUnits(item(4, "reviewer"), undefined, [turn], false)).toEqual({ table: 4, indexes: 4 });
    expect(writeUnits(undefined, undefined, [turn], true)).toEqual({ table: 2, indexes: 0 });
  });
});
