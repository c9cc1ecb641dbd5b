import { describe, expect, it } from "vitest";
import type { Item } from "../../local/dynamodb/value.ts";
import { TableMeter } from "./table-meter.ts";

const index = { name: "gsi1", hash: "gsi1pk", range: "gsi1sk" };

const row = (sk: string, kilobytes: number, more: Item = {}): Item => ({
  pk: { S: "unit" },
  sk: { S: sk },
  text: { S: "x".repeat(kilobytes * 1024 - 60) },
  ...more,
});

const meterWith = (now?: Item) => new TableMeter([index], async () => now);
const seen = (operation: string, input: object, output: object = {}, done = true) => ({
  operation,
  input,
  output,
  done,
});

describe("the table's meter", () => {
  it("counts what a query found together, and once when it found nothing", async () => {
    const meter = meterWith();
    await meter.see(seen("Query", {}, { Items: [row("a", 3), row("b", 3)] }));
    expect(meter.units.read).toBe(1);
    await meter.see(seen("Query", { ConsistentRead: true }, { Items: [] }));
    expect(meter.units.read).toBe(2);
  });

  it("counts each write of a transaction twice, by the larger of what was and what is", async () => {
    const meter = meterWith();
    await meter.see(
      seen("TransactWriteItems", {
        TransactItems: [{ Put: { Item: row("a", 1) } }, { Put: { Item: row("b", 3) } }],
      }),
    );
    expect(meter.units.written).toBe(8);
    await meter.see(
      seen("TransactWriteItems", {
        TransactItems: [{ Delete: { Key: { pk: { S: "unit" }, sk: { S: "b" } } } }],
      }),
    );
    expect(meter.units.written).toBe(14);
  });

  it("looks at what an update has made", async () => {
    const meter = meterWith(row("a", 2, { gsi1pk: { S: "q" }, gsi1sk: { S: "1" } }));
    await meter.see(seen("UpdateItem", { Key: { pk: { S: "unit" }, sk: { S: "a" } } }));
    expect(meter.units).toEqual({ written: 4, ofIndexes: 2, read: 0 });
  });

  it("counts a write whose condition did not hold, and keeps what was there", async () => {
    const meter = meterWith();
    await meter.see(seen("PutItem", { Item: row("a", 3) }));
    const stored = meter.storedBytes;
    await meter.see(seen("PutItem", { Item: row("a", 1) }, {}, false));
    expect(meter.units.written).toBe(6);
    expect(meter.storedBytes).toBe(stored);
  });

  it("counts storage with the entries of the indexes", async () => {
    const meter = meterWith();
    await meter.see(seen("PutItem", { Item: row("a", 1) }));
    const once = meter.storedBytes;
    await meter.see(seen("PutItem", { Item: row("a", 1, { gsi1pk: { S: "q" }, gsi1sk: { S: "1" } }) }));
    expect(meter.storedBytes).toBeGreaterThan(2 * once);
  });

  it("refuses to guess", async () => {
    await expect(meterWith().see(seen("Scan", {}))).rejects.toThrow("Scan");
    await expect(
      meterWith().see(seen("Query", { FilterExpression: "a = :b" }, { Items: [] })),
    ).rejects.toThrow("filter");
  });
});
