/** Gap-free numbers: a counter moves only in the transaction that uses the number. */
import * as z from "zod";
import { number, service, text, written } from "./column.ts";
import { Entity } from "./entity.ts";
import { rowKind } from "./row.ts";
import { primary, table } from "./table.ts";
import { put, type Write } from "./transaction.ts";

const CounterRow = new Entity({
  model: { entity: "counter", version: "1", service },
  attributes: { jurisdiction: text, name: text, value: number, format: written(1) },
  indexes: {
    byName: {
      pk: { field: primary.pk, composite: ["jurisdiction"] },
      sk: { field: primary.sk, composite: ["name"] },
    },
  },
});

export const counterRows = rowKind(CounterRow, {
  label: "编号",
  key: ["jurisdiction", "name"],
  schema: z.object({ jurisdiction: z.string(), name: z.string(), value: z.int().nonnegative() }),
});

/** The next number under a name, and the write that uses it up: both go into the change that needs it. */
export async function nextNumber(
  jurisdiction: string,
  name: string,
): Promise<{ readonly value: number; readonly write: Write }> {
  const { data } = await CounterRow.get({ jurisdiction, name }).go({ ...table(), consistent: true });
  const last = counterRows.one(data);
  const value = (last?.value ?? 0) + 1;
  const write = put(
    CounterRow.put({ jurisdiction, name, value }).where((field, { eq, notExists }) =>
      last ? eq(field.value, last.value) : notExists(field.value),
    ),
  );
  return { value, write };
}
