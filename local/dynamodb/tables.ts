/** CreateTable, DescribeTable, ListTables. Tables on demand, all of whose indexes are global and show whole items. */
import { randomUUID } from "node:crypto";
import { refusal } from "./error.ts";
import type { CreateTable, IndexDefinition, ListTables, NamedTable } from "./request.ts";
import { type IndexDescription, invalid, type TableDescription, type Throughput } from "./schema.ts";
import type { Store } from "./store.ts";

/** Where the tables say they are: part of their ARNs. */
export interface ArnScope {
  region: string;
  account: string;
}

const ON_DEMAND: Throughput = { ReadCapacityUnits: 0, WriteCapacityUnits: 0, NumberOfDecreasesToday: 0 };

/** The table is there at once; the answer says CREATING, as AWS does. */
export function createTable(store: Store, request: CreateTable, now: number, scope: ArnScope): string {
  const { TableName, GlobalSecondaryIndexes } = request;
  if (store.hasTable(TableName))
    throw refusal("ResourceInUseException", `Table already exists: ${TableName}`);
  const arn = `arn:aws:dynamodb:${scope.region}:${scope.account}:table/${TableName}`;
  const description: TableDescription = {
    TableName,
    TableArn: arn,
    TableId: randomUUID(),
    TableStatus: "ACTIVE",
    CreationDateTime: now / 1000,
    AttributeDefinitions: request.AttributeDefinitions,
    KeySchema: request.KeySchema,
    ProvisionedThroughput: ON_DEMAND,
    // Without a throughput, which is not supported, no other mode gets past the validation.
    BillingModeSummary: { BillingMode: "PAY_PER_REQUEST", LastUpdateToPayPerRequestDateTime: now / 1000 },
    ...(GlobalSecondaryIndexes && {
      GlobalSecondaryIndexes: GlobalSecondaryIndexes.map((index) => globalIndex(arn, index)),
    }),
  };
  store.saveTable({
    description,
    space: store.newSpace(TableName),
    indexSpaces: Object.fromEntries(
      (GlobalSecondaryIndexes ?? []).map(({ IndexName }) => [
        IndexName,
        store.newSpace(`${TableName}/${IndexName}`),
      ]),
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
  const { ProjectionType = null } = index.Projection;
  if (ProjectionType === null) throw invalid("Unknown ProjectionType: null");
  if (ProjectionType !== "ALL")
    throw invalid(`ProjectionType ${ProjectionType} is not supported by this endpoint`);
  return {
    ...index,
    IndexArn: `${tableArn}/index/${index.IndexName}`,
    IndexStatus: "ACTIVE",
    ProvisionedThroughput: ON_DEMAND,
  };
}

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
