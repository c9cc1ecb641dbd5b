/** Gap-free numbers: a counter moves only in the transaction that uses the number. */
import { number, service, text } from "./column.ts";
import { Entity } from "./entity.ts";
import { primary, table } from "./table.ts";
import { put, type Write } from "./transaction.ts";

const CounterRow = new Entity({
  model: { entity: "counter", version: "1", service },
  attributes: { jurisdiction: text, name: text, value: number },
  indexes: {
    byName: {
      pk: { field: primary.pk, composite: ["jurisdiction"] },
      sk: { field: primary.sk, composite: ["name"] },
    },
  },
});

/** The next number under a name, and the write that uses it up: both go into the change that needs it. */
export async function nextNumber(
  jurisdiction: string,
  name: string,
): Promise<{ readonly value: number; readonly write: Write }> {
  const { data } = await CounterRow.get({ jurisdiction, name }).go({ ...table(), consistent: true });
  const value = (data?.value ?? 0) + 1;
  const write = put(
    CounterRow.put({ jurisdiction, name, value }).where((field, { eq, notExists }) =>
      data ? eq(field.value, data.value) : notExists(field.value),
    ),
  );
  return { value, write };
}
