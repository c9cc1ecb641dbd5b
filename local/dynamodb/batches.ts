/** BatchGetItem and BatchWriteItem. Here a batch is one transaction, which is more than AWS promises. */
import { type Json, jsonArray, jsonObject, jsonOf } from "./body.ts";
import { consumed, readUnits, writeUnits } from "./capacity.ts";
import { DynamoError, validation } from "./error.ts";
import { apply, type Plan, pathsOf, planDelete, planPut, shown } from "./items.ts";
import type { BatchGetItem, BatchWriteItem } from "./request.ts";
import { keyOf, type Table } from "./schema.ts";
import type { Store } from "./store.ts";
import type { Item } from "./value.ts";

/** A response carries up to 16 MB; the keys that do not fit come back as UnprocessedKeys. */
const LARGEST_ANSWER = 16 * 1024 * 1024;

export function batchGetItem(store: Store, request: BatchGetItem): Json {
  const found: Record<string, Json> = {};
  const unprocessed: BatchGetItem["RequestItems"] = {};
  const capacities = [];
  let bytes = 0;
  for (const [name, asked] of Object.entries(request.RequestItems)) {
    const table = store.table(name);
    const items: Json[] = [];
    const left: Item[] = [];
    let units = 0;
    for (const given of asked.Keys) {
      const stored = store.get(table, keyOf(table, given));
      if (bytes + (stored?.size ?? 0) > LARGEST_ANSWER) {
        left.push(given);
        continue;
      }
      units += readUnits(stored?.size ?? 0, asked.ConsistentRead);
      if (!stored) continue;
      bytes += stored.size;
      items.push(shown(stored, pathsOf(asked)));
    }
    const { _projection, ...again } = asked;
    if (left.length > 0) unprocessed[name] = { ...again, Keys: left };
    found[name] = jsonArray(items);
    capacities.push(consumed(request, name, units));
  }
  return jsonObject({
    Responses: jsonObject(found),
    UnprocessedKeys: jsonOf(unprocessed),
    ConsumedCapacity: jsonOf(capacities[0] && capacities),
  });
}

export function batchWriteItem(store: Store, request: BatchWriteItem): string {
  const plans: Plan[] = [];
  const seen = new Set<string>();
  for (const [TableName, writes] of Object.entries(request.RequestItems)) {
    for (const { PutRequest, DeleteRequest } of writes) {
      const plan = PutRequest
        ? withKeyError(() => planPut(store, { TableName, Item: PutRequest.Item }))
        : planDelete(store, { TableName, Key: DeleteRequest?.Key ?? {} });
      const id = identity(plan.table, plan.key);
      if (seen.has(id)) throw validation("Provided list of item keys contains duplicates");
      seen.add(id);
      plans.push(plan);
    }
  }
  for (const plan of plans) apply(store, plan);
  const capacities = Object.keys(request.RequestItems).map((name) => {
    const units = plans
      .filter((plan) => plan.table.name === name)
      .reduce((sum, plan) => sum + writeUnits(Math.max(plan.size, plan.oldSize)), 0);
    return consumed(request, name, units);
  });
  return JSON.stringify({ UnprocessedItems: {}, ConsumedCapacity: capacities[0] && capacities });
}

/** One string for each item of all tables. */
export function identity(table: Table, key: { partition: Uint8Array; sort: Uint8Array }): string {
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
  return `${table.name}/${hex(key.partition)}/${hex(key.sort)}`;
}

/** In a batch AWS words a put's missing or mistyped key as it does a key. */
function withKeyError<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof DynamoError && /Missing the key|Type mismatch for key/.test(error.message))
      throw validation("The provided key element does not match the schema");
    throw error;
  }
}
