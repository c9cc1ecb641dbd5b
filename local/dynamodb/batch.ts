/** BatchGetItem: many items by their keys in one answer. */
import { type Json, jsonArray, jsonObject, jsonOf } from "./body.ts";
import { pathsOf, shown } from "./items.ts";
import type { BatchGetItem } from "./request.ts";
import { invalid, keyOf } from "./schema.ts";
import type { Store } from "./store.ts";
import type { Item } from "./value.ts";

/** A response carries up to 16 MB; the keys that do not fit come back as UnprocessedKeys. */
const MAX_ANSWER = 16 * 1024 * 1024;

export function batchGetItem(store: Store, request: BatchGetItem): Json {
  const found: Record<string, Json> = {};
  const unprocessed: BatchGetItem["RequestItems"] = {};
  let bytes = 0;
  for (const [name, asked] of Object.entries(request.RequestItems)) {
    if (asked.AttributesToGet) throw invalid("AttributesToGet is not supported by this endpoint");
    const table = store.table(name);
    const items: Json[] = [];
    const left: Item[] = [];
    for (const given of asked.Keys) {
      const stored = store.get(table, keyOf(table, given));
      if (bytes + (stored?.size ?? 0) > MAX_ANSWER) {
        left.push(given);
        continue;
      }
      if (!stored) continue;
      bytes += stored.size;
      items.push(shown(stored, pathsOf(asked)));
    }
    const { _projection, ...again } = asked;
    if (left.length > 0) unprocessed[name] = { ...again, Keys: left };
    found[name] = jsonArray(items);
  }
  return jsonObject({ Responses: jsonObject(found), UnprocessedKeys: jsonOf(unprocessed) });
}
