/** CreateTable, DescribeTable, ListTables, DeleteTable. Changes take effect at once; answers say CREATING and DELETING as AWS does. */
import { randomUUID } from "node:crypto";
import { refusal } from "./error.ts";
import type { CreateTable, IndexDefinition, ListTables, NamedTable, Throughput } from "./request.ts";
import type { IndexDescription, TableDescription } from "./schema.ts";
import type { Store } from "./store.ts";

/** Where the tables say they are: part of their ARNs. */
export interface Place {
  region: string;
  account: string;
}

export function createTable(store: Store, request: CreateTable, now: number, place: Place): string {
  const { TableName, BillingMode = "PROVISIONED", LocalSecondaryIndexes, GlobalSecondaryIndexes } = request;
  if (store.hasTable(TableName))
    throw refusal("ResourceInUseException", `Table already exists: ${TableName}`);
  const arn = `arn:aws:dynamodb:${place.region}:${place.account}:table/${TableName}`;
  const description: TableDescription = {
    TableName,
    TableArn: arn,
    TableId: randomUUID(),
    TableStatus: "ACTIVE",
    CreationDateTime: now / 1000,
    AttributeDefinitions: request.AttributeDefinitions,
    KeySchema: request.KeySchema,
    ProvisionedThroughput: throughput(request.ProvisionedThroughput),
    ...(BillingMode === "PAY_PER_REQUEST" && {
      BillingModeSummary: { BillingMode, LastUpdateToPayPerRequestDateTime: now / 1000 },
    }),
    ...(LocalSecondaryIndexes && {
      LocalSecondaryIndexes: LocalSecondaryIndexes.map((index) => ({
        ...index,
        IndexArn: indexArn(arn, index),
      })),
    }),
    ...(GlobalSecondaryIndexes && {
      GlobalSecondaryIndexes: GlobalSecondaryIndexes.map((index) => globalIndex(arn, index)),
    }),
  };
  const indexes = [...(LocalSecondaryIndexes ?? []), ...(GlobalSecondaryIndexes ?? [])];
  store.saveTable({
    description,
    space: store.newSpace(TableName),
    indexSpaces: Object.fromEntries(
      indexes.map(({ IndexName }) => [IndexName, store.newSpace(`${TableName}/${IndexName}`)]),
    ),
  });
  return JSON.stringify({
    TableDescription: {
      ...withSizes(description, 0, 0),
      TableStatus: "CREATING",
      GlobalSecondaryIndexes: description.GlobalSecondaryIndexes?.map((index) => ({
        ...index,
        IndexStatus: "CREATING",
      })),
    },
  });
}

export function globalIndex(tableArn: string, index: IndexDefinition): IndexDescription {
  return {
    ...index,
    IndexArn: indexArn(tableArn, index),
    IndexStatus: "ACTIVE",
    ProvisionedThroughput: throughput(index.ProvisionedThroughput),
  };
}

const indexArn = (tableArn: string, index: IndexDefinition) => `${tableArn}/index/${index.IndexName}`;

export const throughput = (given?: Throughput): Throughput => ({
  ReadCapacityUnits: given?.ReadCapacityUnits ?? 0,
  WriteCapacityUnits: given?.WriteCapacityUnits ?? 0,
  NumberOfDecreasesToday: 0,
});

export function describeTable(store: Store, request: NamedTable): string {
  const table = store.table(request.TableName, true);
  const { count, bytes } = store.itemCount(table);
  return JSON.stringify({ Table: withSizes(table.record.description, count, bytes) });
}

/** Counted when asked, where AWS answers figures up to six hours old. */
function withSizes(description: TableDescription, count: number, bytes: number): TableDescription {
  return { ...description, ItemCount: count, TableSizeBytes: bytes };
}

export function listTables(store: Store, request: ListTables): string {
  const { Limit = 100, ExclusiveStartTableName } = request;
  const names = store.tableNames(ExclusiveStartTableName);
  const shown = names.slice(0, Limit);
  return JSON.stringify({
    TableNames: shown,
    LastEvaluatedTableName: names.length > shown.length ? shown.at(-1) : undefined,
  });
}

export function deleteTable(store: Store, request: NamedTable): string {
  const table = store.table(request.TableName, true);
  const { GlobalSecondaryIndexes: _, ...description } = table.record.description;
  store.dropTable(table);
  return JSON.stringify({ TableDescription: { ...description, TableStatus: "DELETING" } });
}
