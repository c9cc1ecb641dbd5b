/** Time to live: which attribute says when an item expires, and removing what has expired. */
import { log } from "../../functions/adapters/log.ts";
import { validation } from "./error.ts";
import type { NamedTable, UpdateTimeToLive } from "./request.ts";
import type { Store } from "./store.ts";

/** Items expired longer ago than this are left alone, as AWS does: the number is then hardly a date. */
const FIVE_YEARS = 5 * 365 * 24 * 3600;
const AT_ONCE = 500;

export function updateTimeToLive(store: Store, request: UpdateTimeToLive): string {
  const { record } = store.table(request.TableName, true);
  const { AttributeName, Enabled } = request.TimeToLiveSpecification;
  const current = record.timeToLive;
  if (!Enabled && current === undefined) throw validation("TimeToLive is already disabled");
  if (Enabled && current === AttributeName) throw validation("TimeToLive is already enabled");
  if (current !== undefined && current !== AttributeName)
    throw validation(
      `TimeToLive is active on a different AttributeName: current AttributeName is ${current}`,
    );
  const { timeToLive: _, ...without } = record;
  store.saveTable(Enabled ? { ...record, timeToLive: AttributeName } : without);
  store.refileExpiry(store.table(request.TableName));
  return JSON.stringify({ TimeToLiveSpecification: request.TimeToLiveSpecification });
}

export function describeTimeToLive(store: Store, request: NamedTable): string {
  const { timeToLive } = store.table(request.TableName, true);
  const description =
    timeToLive === undefined
      ? { TimeToLiveStatus: "DISABLED" }
      : { TimeToLiveStatus: "ENABLED", AttributeName: timeToLive };
  return JSON.stringify({ TimeToLiveDescription: description });
}

/** Removes every expired item of every table; answers how many. `now` in milliseconds. */
export function sweepExpired(store: Store, now: number): number {
  const seconds = Math.floor(now / 1000);
  let swept = 0;
  for (const name of store.tableNames()) {
    const table = readable(store, name);
    if (table?.timeToLive === undefined) continue;
    for (let batch = AT_ONCE; batch === AT_ONCE; ) {
      const expired = store.expired(table, seconds - FIVE_YEARS, seconds, AT_ONCE);
      store.database.transaction(() => {
        for (const { key, item } of expired) store.remove(table, key, item);
      });
      batch = expired.length;
      swept += batch;
    }
  }
  return swept;
}

/** A damaged table record must not keep other tables from being swept. */
function readable(store: Store, name: string) {
  try {
    return store.table(name);
  } catch (error) {
    log.error({ code: "dynamodb_not_swept", message: `table ${name} cannot be swept`, error });
    return undefined;
  }
}
