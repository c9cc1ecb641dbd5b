/** The table as this version has it: an older one's gets the indexes it lacks, filled from its items, and loses others. */
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { tableKeys } from "../../functions/manifest/resources.ts";
import type { DynamoDBService } from "../dynamodb/service.ts";
import { TABLE } from "../names.ts";

interface KeyNames {
  readonly hash: string;
  readonly range: string;
}

export interface TableNeeds {
  readonly primary: KeyNames;
  readonly indexes: readonly (KeyNames & { readonly name: string })[];
  /** Attribute that makes rows expire. */
  readonly expiry: string;
}

const schema = ({ hash, range }: KeyNames) => [
  { AttributeName: hash, KeyType: "HASH" },
  { AttributeName: range, KeyType: "RANGE" },
];
const attributes = (...keys: KeyNames[]) =>
  keys.flatMap(({ hash, range }) =>
    [hash, range].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
  );
const indexed = (index: TableNeeds["indexes"][number]) => ({
  IndexName: index.name,
  KeySchema: schema(index),
  Projection: { ProjectionType: "ALL" },
});

export async function provisionTable(
  dynamodb: DynamoDBService,
  name: string = TABLE,
  needs: TableNeeds = tableKeys,
): Promise<void> {
  const { TableNames } = z
    .object({ TableNames: z.array(z.string()) })
    .parse(await dynamodb.call("ListTables", {}));
  if (TableNames.includes(name)) await changeIndexes(dynamodb, name, needs);
  else
    await dynamodb.call("CreateTable", {
      TableName: name,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: attributes(needs.primary, ...needs.indexes),
      KeySchema: schema(needs.primary),
      GlobalSecondaryIndexes: needs.indexes.map(indexed),
    });
  await setExpiry(dynamodb, name, needs.expiry);
}

const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.string() }));
const described = z.object({
  Table: z.object({
    KeySchema: keySchema,
    GlobalSecondaryIndexes: z.array(z.object({ IndexName: z.string(), KeySchema: keySchema })).default([]),
  }),
});

async function changeIndexes(dynamodb: DynamoDBService, name: string, needs: TableNeeds): Promise<void> {
  const { Table } = described.parse(await dynamodb.call("DescribeTable", { TableName: name }));
  if (!isDeepStrictEqual(Table.KeySchema, schema(needs.primary)))
    throw new Error(`the primary key of table ${name} cannot change`);
  const kept = Table.GlobalSecondaryIndexes.filter(({ IndexName, KeySchema }) =>
    needs.indexes.some((index) => index.name === IndexName && isDeepStrictEqual(KeySchema, schema(index))),
  ).map(({ IndexName }) => IndexName);
  const change = (update: object, more: object = {}) =>
    dynamodb.call("UpdateTable", { TableName: name, GlobalSecondaryIndexUpdates: [update], ...more });
  // One at a time, as AWS wants it.
  for (const { IndexName } of Table.GlobalSecondaryIndexes)
    if (!kept.includes(IndexName)) await change({ Delete: { IndexName } });
  for (const index of needs.indexes)
    if (!kept.includes(index.name))
      await change({ Create: indexed(index) }, { AttributeDefinitions: attributes(needs.primary, index) });
}

const timeToLive = z.object({ TimeToLiveDescription: z.object({ AttributeName: z.string().optional() }) });

async function setExpiry(dynamodb: DynamoDBService, name: string, attribute: string): Promise<void> {
  const { TimeToLiveDescription } = timeToLive.parse(
    await dynamodb.call("DescribeTimeToLive", { TableName: name }),
  );
  const current = TimeToLiveDescription.AttributeName;
  const set = (AttributeName: string, Enabled: boolean) =>
    dynamodb.call("UpdateTimeToLive", {
      TableName: name,
      TimeToLiveSpecification: { AttributeName, Enabled },
    });
  if (current === attribute) return;
  if (current !== undefined) await set(current, false);
  await set(attribute, true);
}
