/** The one table. On demand, restorable to any second of the last 35 days. */
import { tableKeys } from "../functions/manifest/resources.ts";

const { primary, indexes, expiry } = tableKeys;

export const table = new sst.aws.Dynamo("Table", {
  fields: Object.fromEntries(
    [primary, ...indexes].flatMap(({ hash, range }) =>
      [hash, range].map((field) => [field, "string" as const]),
    ),
  ),
  primaryIndex: { hashKey: primary.hash, rangeKey: primary.range },
  globalIndexes: Object.fromEntries(
    indexes.map(({ name, hash, range }) => [name, { hashKey: hash, rangeKey: range }]),
  ),
  ttl: expiry,
});
