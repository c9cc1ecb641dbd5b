/** A table as the store knows it: its description, where its rows lie, and how items become keys. */
import { isDeepStrictEqual } from "node:util";
import { validation } from "./error.ts";
import { encodeKey, type KeyType, noSortKey } from "./key.ts";
import type { AttributeDefinition, IndexDefinition, KeySchema } from "./request.ts";
import type { Item } from "./value.ts";

/** On demand there is none: AWS answers zeros. */
export interface Throughput {
  ReadCapacityUnits: number;
  WriteCapacityUnits: number;
  NumberOfDecreasesToday: number;
}

export interface IndexDescription extends IndexDefinition {
  ProvisionedThroughput: Throughput;
  IndexArn: string;
  IndexStatus?: string;
  IndexSizeBytes?: number;
  ItemCount?: number;
}

export interface TableDescription {
  TableName: string;
  TableArn: string;
  TableId: string;
  TableStatus: string;
  CreationDateTime: number;
  AttributeDefinitions: AttributeDefinition[];
  KeySchema: KeySchema[];
  ProvisionedThroughput: Throughput;
  BillingModeSummary: { BillingMode: "PAY_PER_REQUEST"; LastUpdateToPayPerRequestDateTime: number };
  GlobalSecondaryIndexes?: IndexDescription[];
  ItemCount?: number;
  TableSizeBytes?: number;
}

/** What is kept of a table. Rows are filed under numbers, so that a name used again finds nothing of before. */
export interface TableRecord {
  description: TableDescription;
  space: number;
  indexSpaces: Record<string, number>;
  timeToLive?: string;
}

interface KeyPart {
  name: string;
  type: KeyType;
}
export interface KeyParts {
  partition: KeyPart;
  sort: KeyPart | undefined;
}
export interface Index extends KeyParts {
  name: string;
  space: number;
}
export interface Table extends KeyParts {
  name: string;
  space: number;
  indexes: Index[];
  timeToLive: string | undefined;
  record: TableRecord;
}

export interface Key {
  partition: Uint8Array;
  sort: Uint8Array;
}

export function openTable(record: TableRecord): Table {
  const { description } = record;
  const parts = keyParts(description.KeySchema, description.AttributeDefinitions);
  const index = ({ IndexName, KeySchema }: IndexDescription): Index => {
    const space = record.indexSpaces[IndexName];
    if (space === undefined) throw new Error(`index ${IndexName} has no rows`);
    return { ...keyParts(KeySchema, description.AttributeDefinitions), name: IndexName, space };
  };
  return {
    ...parts,
    name: description.TableName,
    space: record.space,
    indexes: (description.GlobalSecondaryIndexes ?? []).map(index),
    timeToLive: record.timeToLive,
    record,
  };
}

function keyParts(schema: KeySchema[], definitions: AttributeDefinition[]): KeyParts {
  const part = (key: KeySchema): KeyPart => {
    const type = definitions.find(
      (definition) => definition.AttributeName === key.AttributeName,
    )?.AttributeType;
    if (!type) throw new Error(`key attribute ${key.AttributeName} has no definition`);
    return { name: key.AttributeName, type };
  };
  const [partition, sort] = schema;
  if (!partition) throw new Error("a table has a partition key");
  return { partition: part(partition), sort: sort && part(sort) };
}

/** The key of a whole item; ValidationException when a key attribute is missing, of another type, empty or too long. */
export function keyOfItem(table: Table, item: Item): Key {
  const one = (part: KeyPart, limit: number) => {
    const value = item[part.name];
    if (!value) throw invalid(`Missing the key ${part.name} in the item`);
    const encoded = encodeKey(value, part.type);
    if (!encoded)
      throw invalid(
        `Type mismatch for key ${part.name} expected: ${part.type} actual: ${Object.keys(value)[0]}`,
      );
    return sized(encoded, part, limit);
  };
  const key = {
    partition: one(table.partition, 2048),
    sort: table.sort ? one(table.sort, 1024) : noSortKey,
  };
  for (const index of table.indexes) checkIndexKey(index, item);
  return key;
}

/** The key named in a request's Key field: the key attributes and nothing else. */
export function keyOf(table: KeyParts, given: Item): Key {
  const one = (part: KeyPart, limit: number) => {
    const encoded = encodeKey(given[part.name], part.type);
    if (!encoded) throw validation("The provided key element does not match the schema");
    return sized(encoded, part, limit);
  };
  if (Object.keys(given).length !== (table.sort ? 2 : 1))
    throw validation("The provided key element does not match the schema");
  return {
    partition: one(table.partition, 2048),
    sort: table.sort ? one(table.sort, 1024) : noSortKey,
  };
}

/** Where an item stands in its table or an index; undefined when it lacks a key attribute and so is not in it. */
export function placeOf({ partition: hash, sort: range }: KeyParts, item: Item): Key | undefined {
  const partition = encodeKey(item[hash.name], hash.type);
  if (!partition || partition.length === 0) return undefined;
  if (!range) return { partition, sort: noSortKey };
  const sort = encodeKey(item[range.name], range.type);
  return sort && sort.length > 0 ? { partition, sort } : undefined;
}

/** What was there before the index came may stay as it was (`old`), outside the index. */
export function checkIndexKey(index: Index, item: Item, old?: Item): void {
  for (const part of [index.partition, index.sort]) {
    const value = part && item[part.name];
    if (!part || !value || isDeepStrictEqual(value, old?.[part.name])) continue;
    const encoded = encodeKey(value, part.type);
    if (!encoded)
      throw invalid(
        `Type mismatch for Index Key ${part.name} Expected: ${part.type} Actual: ${Object.keys(value)[0]} IndexName: ${index.name}`,
      );
    if (encoded.length === 0)
      throw validation(
        "One or more parameter values are not valid. A value specified for a secondary index key is not supported. " +
          `The AttributeValue for a key attribute cannot contain an empty ${part.type === "S" ? "string" : "binary"} value. IndexName: ${index.name}, IndexKey: ${part.name}`,
      );
  }
}

function sized(encoded: Uint8Array, part: KeyPart, limit: number): Uint8Array {
  if (encoded.length === 0)
    throw validation(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${part.type === "S" ? "string" : "binary"} value. Key: ${part.name}`,
    );
  if (encoded.length > limit)
    throw invalid(
      limit === 2048
        ? "Size of hashkey has exceeded the maximum size limit of2048 bytes"
        : "Aggregated size of all range keys has exceeded the size limit of 1024 bytes",
    );
  return encoded;
}

export const invalid = (message: string) =>
  validation(`One or more parameter values were invalid: ${message}`);

export const sameKey = (a: Key, b: Key) =>
  Buffer.compare(a.partition, b.partition) === 0 && Buffer.compare(a.sort, b.sort) === 0;
