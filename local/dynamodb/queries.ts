/** Query and Scan: one page at a time, up to Limit items or 1 MB read, filtered after reading. */
import { type Json, jsonArray, jsonObject } from "./body.ts";
import { compare, project } from "./dynalite.ts";
import { validation } from "./error.ts";
import { pathsOf } from "./items.ts";
import { afterPrefix, encodeKey } from "./key.ts";
import { satisfies } from "./predicate.ts";
import { type Range, read } from "./range.ts";
import type { Query, Read, Scan } from "./request.ts";
import { type Index, invalid, type KeyParts, keyOf, type Table } from "./schema.ts";
import { itemOf, type Store, type Stored } from "./store.ts";
import type { Item } from "./value.ts";

const PAGE_BYTES = 1024 * 1024;

export function query(store: Store, request: Query): Json {
  const { table, index, parts } = opened(store, request);
  const range = keyRange(request, parts);
  range.after = startOf(request, table, index);
  if (request.ExclusiveStartKey) checkStart(request, parts, request.ExclusiveStartKey);
  refuseKeysInFilter(request, parts);
  return page(store, request, { table, index, range });
}

export function scan(store: Store, request: Scan): Json {
  const { table, index } = opened(store, request);
  return page(store, request, {
    table,
    index,
    range: { backwards: false, after: startOf(request, table, index) },
  });
}

function opened(store: Store, request: Read): { table: Table; index: Index | undefined; parts: KeyParts } {
  const table = store.table(request.TableName);
  const index = table.indexes.find((candidate) => candidate.name === request.IndexName);
  if (request.IndexName !== undefined && !index)
    throw validation(`The table does not have the specified index: ${request.IndexName}`);
  if (index && request.ConsistentRead)
    throw validation("Consistent reads are not supported on global secondary indexes");
  checkSelect(request);
  return { table, index, parts: index ?? table };
}

/** Every index shows whole items, so Select can only count, or say what is done anyway. */
function checkSelect({ Select, IndexName, _projection }: Read): void {
  if (Select === "SPECIFIC_ATTRIBUTES" && !_projection)
    throw invalid(
      "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES",
    );
  if (Select && Select !== "SPECIFIC_ATTRIBUTES" && _projection)
    throw validation(`Cannot specify the ProjectionExpression when choosing to get ${Select}`);
  if (Select === "ALL_PROJECTED_ATTRIBUTES" && IndexName === undefined)
    throw invalid("ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
}

/** What the key conditions leave of a partition. */
function keyRange(request: Query, parts: KeyParts): Range {
  const names = [parts.partition.name, ...(parts.sort ? [parts.sort.name] : [])];
  const conditions = request.KeyConditions;
  const given = Object.keys(conditions);
  if (given.length > names.length) throw validation("Query key condition not supported");
  const missed = names.find((name, place) => !conditions[name] && (place === 0 || given.length > 1));
  if (missed !== undefined) throw validation(`Query condition missed key schema element: ${missed}`);

  const range: Range = { backwards: request.ScanIndexForward === false };
  for (const part of [parts.partition, parts.sort]) {
    const condition = part && conditions[part.name];
    if (!part || !condition) continue;
    const { ComparisonOperator: operator, AttributeValueList } = condition;
    if (!INDEXABLE.has(operator))
      throw validation("Attempted conditional constraint is not an indexable operation");
    const [first, second] = AttributeValueList.map((value) => {
      const encoded = encodeKey(value, part.type);
      if (!encoded) throw invalid("Condition parameter type does not match schema type");
      return encoded;
    });
    if (!first) throw validation("Query key condition not supported");
    if (part === parts.partition) {
      if (operator !== "EQ") throw validation("Query key condition not supported");
      range.partition = first;
    } else Object.assign(range, sortBounds(operator, first, second));
  }
  return range;
}

const INDEXABLE = new Set(["EQ", "LT", "LE", "GT", "GE", "BEGINS_WITH", "BETWEEN"]);

function sortBounds(operator: string, first: Uint8Array, second = first): Pick<Range, "from" | "to"> {
  const from = { value: first, inclusive: operator !== "GT" };
  const to = { value: second, inclusive: operator !== "LT" };
  if (operator === "GT" || operator === "GE") return { from };
  if (operator === "LT" || operator === "LE") return { to };
  if (operator !== "BEGINS_WITH") return { from, to };
  const end = afterPrefix(first);
  return { from, to: end && { value: end, inclusive: false } };
}

const BAD_START = "The provided starting key is invalid";

function startOf(request: Read, table: Table, index: Index | undefined): Range["after"] {
  const start = request.ExclusiveStartKey;
  if (!start) return undefined;
  const names = keyNames(table, index);
  if (Object.keys(start).length !== names.length || names.some((name) => !start[name]))
    throw validation(index ? BAD_START : `${BAD_START}: The provided key element does not match the schema`);
  const pick = (parts: KeyParts) =>
    keyOf(parts, pickAttributes(start, [parts.partition.name, ...(parts.sort ? [parts.sort.name] : [])]));
  return { item: pick(table), entry: index && pick(index) };
}

/** A start key must lie where the query itself could have stopped. */
function checkStart(request: Query, parts: KeyParts, start: Item): void {
  const { partition, sort } = parts;
  const ranged = sort && request.KeyConditions[sort.name];
  if (sort && ranged && !compare(ranged.ComparisonOperator, start[sort.name], ranged.AttributeValueList))
    throw validation("The provided starting key does not match the range key predicate");
  const asked = request.KeyConditions[partition.name]?.AttributeValueList[0];
  if (!compare("EQ", start[partition.name], [asked]))
    throw validation(
      ranged
        ? "The query can return at most one row and cannot be restarted"
        : "The provided starting key is outside query boundaries based on provided conditions",
    );
}

function refuseKeysInFilter(request: Query, parts: KeyParts): void {
  const heads = request._filter?.pathHeads;
  if (!heads) return;
  const key = [parts.partition, parts.sort].find((part) => part && heads[part.name]);
  if (key)
    throw validation(
      `Filter Expression can only contain non-primary key attributes: Primary key attribute: ${key.name}`,
    );
}

interface Reading {
  table: Table;
  index: Index | undefined;
  range: Range;
}

function page(store: Store, request: Read, { table, index, range }: Reading): Json {
  const limit = request.Limit ?? Number.POSITIVE_INFINITY;
  const shown: Json[] = [];
  let scanned = 0;
  let bytes = 0;
  let last: Stored | undefined;
  for (const row of read(store.database, table, index, range, limit)) {
    scanned++;
    bytes += row.size;
    const visible = view(request, row);
    if (visible !== undefined) shown.push(visible);
    if (scanned >= limit || bytes >= PAGE_BYTES) {
      last = row;
      break;
    }
  }
  return jsonObject({
    Items: request.Select === "COUNT" ? undefined : jsonArray(shown),
    Count: String(shown.length),
    ScannedCount: String(scanned),
    LastEvaluatedKey: last && JSON.stringify(pickAttributes(itemOf(last), keyNames(table, index))),
  });
}

/** An item as the caller sees it, undefined when filtered out. Stored bytes go out untouched when nothing looks inside. */
function view(request: Read, row: Stored): string | Uint8Array | undefined {
  const paths = pathsOf(request);
  if (!request._filter && !paths) return row.value;
  const item = itemOf(row);
  if (request._filter && !satisfies(item, request._filter.expression)) return undefined;
  return JSON.stringify(paths ? project(paths, item) : item);
}

function keyNames(table: Table, index: Index | undefined): string[] {
  const parts = [table.partition, table.sort, index?.partition, index?.sort];
  return [...new Set(parts.flatMap((part) => part?.name ?? []))];
}

function pickAttributes(item: Item, names: Iterable<string>): Item {
  const picked: Item = {};
  for (const name of names) {
    const value = item[name];
    if (value) picked[name] = value;
  }
  return picked;
}
