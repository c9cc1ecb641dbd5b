/** GetItem, PutItem, UpdateItem, DeleteItem. A write is first planned, seeing and refusing everything, then applied. */
import { type Json, jsonObject } from "./body.ts";
import { conditionFailed, meets } from "./condition.ts";
import { project, updated } from "./dynalite.ts";
import { validation } from "./error.ts";
import type { DeleteItem, GetItem, PutItem, UpdateItem } from "./request.ts";
import { checkIndexKey, type Key, keyOf, keyOfItem, type Table } from "./schema.ts";
import { itemOf, type Store, type Stored } from "./store.ts";
import { type Item, itemSize, MAX_ITEM_BYTES } from "./value.ts";

/** A write that nothing stands against any more. */
export interface Plan {
  table: Table;
  key: Key;
  /** Both undefined: a delete of nothing. */
  old: Item | undefined;
  item: Item | undefined;
  size: number;
  attributes: Item | undefined;
}

export function planPut(store: Store, request: PutItem): Plan {
  const table = store.table(request.TableName);
  const key = keyOfItem(table, request.Item);
  const size = itemSize(request.Item);
  if (size > MAX_ITEM_BYTES) throw validation("Item size has exceeded the maximum allowed size");
  const looksAtOld =
    table.indexes.length > 0 || request._condition !== undefined || request.ReturnValues === "ALL_OLD";
  const old = looksAtOld ? parsed(store.get(table, key)) : undefined;
  if (!meets(request, old)) throw conditionFailed(request, old);
  const attributes = request.ReturnValues === "ALL_OLD" ? old : undefined;
  return { table, key, old, item: request.Item, size, attributes };
}

export function planUpdate(store: Store, request: UpdateItem): Plan {
  const table = store.table(request.TableName);
  const key = keyOf(table, request.Key);
  const old = parsed(store.get(table, key));
  if (!meets(request, old)) throw conditionFailed(request, old);
  const { item, attributes } = updated(request, table.record.description, old);
  const size = itemSize(item);
  if (size > MAX_ITEM_BYTES) throw validation("Item size to update has exceeded the maximum allowed size");
  for (const index of table.indexes) checkIndexKey(index, item, old);
  return { table, key, old, item, size, attributes };
}

export function planDelete(store: Store, request: DeleteItem): Plan {
  const table = store.table(request.TableName);
  const key = keyOf(table, request.Key);
  const old = parsed(store.get(table, key));
  if (!meets(request, old)) throw conditionFailed(request, old);
  const attributes = request.ReturnValues === "ALL_OLD" ? old : undefined;
  return { table, key, old, item: undefined, size: 0, attributes };
}

export function apply(store: Store, plan: Plan): void {
  if (plan.item) store.put(plan.table, plan.key, plan.item, plan.old, plan.size);
  else if (plan.old) store.remove(plan.table, plan.key, plan.old);
}

function write<R>(plan: (store: Store, request: R) => Plan) {
  return (store: Store, request: R): string => {
    const planned = plan(store, request);
    apply(store, planned);
    return JSON.stringify({ Attributes: planned.attributes });
  };
}

export const putItem = write(planPut);
export const updateItem = write(planUpdate);
export const deleteItem = write(planDelete);

export function getItem(store: Store, request: GetItem): Json {
  const table = store.table(request.TableName);
  const stored = store.get(table, keyOf(table, request.Key));
  return jsonObject({ Item: stored && shown(stored, pathsOf(request)) });
}

/** The stored bytes as they are, unless only parts are asked for. */
export function shown(stored: Stored, paths: ReturnType<typeof pathsOf>): string | Uint8Array {
  return paths ? JSON.stringify(project(paths, itemOf(stored))) : stored.value;
}

export const pathsOf = (request: Pick<GetItem, "_projection">) => request._projection?.paths;

function parsed(stored: Stored | undefined): Item | undefined {
  return stored && itemOf(stored);
}
