/** Rows of a running cloud, changed where they lie. */
import { DeleteCommand, paginateScan, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { table } from "../../functions/adapters/table/table.ts";

type Item = Record<string, unknown>;

export async function itemsOf(entity: string): Promise<Item[]> {
  const found: Item[] = [];
  for await (const { Items = [] } of paginateScan({ client: table().client }, { TableName: table().table }))
    found.push(...Items.filter((item) => item.__edb_e__ === entity));
  return found;
}

/** Sets a column of one row; undefined takes it off. */
export async function setColumn({ pk, sk }: Item, name: string, value: unknown): Promise<void> {
  await table().client.send(
    new UpdateCommand({
      TableName: table().table,
      Key: { pk, sk },
      UpdateExpression: value === undefined ? "REMOVE #n" : "SET #n = :v",
      ExpressionAttributeNames: { "#n": name },
      ...(value !== undefined && { ExpressionAttributeValues: { ":v": value } }),
    }),
  );
}

export async function dropRow({ pk, sk }: Item): Promise<void> {
  await table().client.send(new DeleteCommand({ TableName: table().table, Key: { pk, sk } }));
}

/** Makes rows of a kind what they were before rows bore a number; answers how many. */
export async function age(entity: string): Promise<number> {
  const items = await itemsOf(entity);
  for (const item of items) await setColumn(item, "format", undefined);
  return items.length;
}
