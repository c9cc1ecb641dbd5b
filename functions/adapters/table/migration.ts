/**
 * All rows of the table, a page at a time, and how each is brought to what the present code would write of it: its
 * format, its columns, its places in the indexes. A row that is so already is left alone, so that a second time there is
 * nothing to do.
 */
import { isDeepStrictEqual } from "node:util";
import { ScanCommand, UpdateCommand, type UpdateCommandInput } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { UnreadableRow } from "../../../core/subject/stored.ts";
import type { RowKind } from "./row.ts";
import { rowKinds } from "./row-kinds.ts";
import { primary, table } from "./table.ts";
import { conditionHeld } from "./transaction.ts";

type Item = Record<string, unknown>;

/** A row as it was found. */
export type Scanned =
  | {
      readonly kind: RowKind<unknown>;
      readonly row: unknown;
      /** Undefined: the present code would write it just so. */
      readonly rewriting?: UpdateCommandInput;
    }
  | { readonly unreadable: UnreadableRow };

export interface ScannedPage {
  readonly rows: readonly Scanned[];
  /** Where the next page begins; undefined after the last one. */
  readonly next?: string;
}

const place = z.record(z.string(), z.string());

/** @param from what the page before has answered as `next` */
export async function scanPage(from?: string): Promise<ScannedPage> {
  const { Items = [], LastEvaluatedKey } = await table().client.send(
    new ScanCommand({
      TableName: table().table,
      ConsistentRead: true,
      ...(from !== undefined && {
        ExclusiveStartKey: place.parse(JSON.parse(Buffer.from(from, "base64url").toString())),
      }),
    }),
  );
  const kinds = new Map(rowKinds.map((kind) => [kind.entity.schema.model.entity, kind]));
  return {
    rows: Items.map((item) => scanned(item, kinds.get(String(item.__edb_e__)))),
    ...(LastEvaluatedKey && { next: Buffer.from(JSON.stringify(LastEvaluatedKey)).toString("base64url") }),
  };
}

function scanned(item: Item, kind: RowKind<unknown> | undefined): Scanned {
  const key = `${item[primary.pk]} ${item[primary.sk]}`;
  if (!kind) {
    const message = `没有“${item.__edb_e__}”这一类数据（${key}）：它由更新版本的七有写成，请用新版本的程序打开。`;
    return { unreadable: new UnreadableRow("newer", key, message) };
  }
  const read = asWritten(kind, item, key);
  if (read instanceof UnreadableRow) return { unreadable: read };
  const { row, wanted } = read;
  if (wanted && [primary.pk, primary.sk].some((name) => wanted[name] !== item[name])) {
    const message = `${kind.stored.label} ${key}：数据已损坏（与所在位置不符），请从备份恢复。`;
    return { unreadable: new UnreadableRow("damaged", key, message) };
  }
  const rewriting = wanted && rewritingOf(item, wanted);
  return { kind, row, ...(rewriting && { rewriting }) };
}

/** What a row says, and how the present code would write it. */
function asWritten(kind: RowKind<unknown>, item: Item, key: string) {
  try {
    const row = kind.one(kind.entity.parse({ Item: item }).data);
    return { row, wanted: kind.item(row) };
  } catch (error) {
    if (error instanceof UnreadableRow) return error;
    // The entity has its own say on columns.
    const message = `${kind.stored.label} ${key}：数据已损坏，请从备份恢复。`;
    return new UnreadableRow("damaged", key, message, { cause: error });
  }
}

/**
 * Sets what is to be other and takes off what is not to be there, only while both are still as they were read: whoever
 * changes the row in the meantime writes it in the present format, and nothing of that is undone.
 */
function rewritingOf(item: Item, wanted: Item): UpdateCommandInput | undefined {
  const other = [...new Set([...Object.keys(item), ...Object.keys(wanted)])].filter(
    (name) => !isDeepStrictEqual(item[name], wanted[name]),
  );
  if (other.length === 0) return undefined;
  const { pk, sk } = primary;
  const named = other.map((name, at) => ({ at, before: item[name], after: wanted[name] }));
  const sets = named.filter(({ after }) => after !== undefined);
  const removes = named.filter(({ after }) => after === undefined);
  const asRead = named.map(({ at, before }) =>
    before === undefined ? `attribute_not_exists(#n${at})` : `#n${at} = :b${at}`,
  );
  const update = [
    sets.length > 0 ? `SET ${sets.map(({ at }) => `#n${at} = :a${at}`).join(", ")}` : "",
    removes.length > 0 ? `REMOVE ${removes.map(({ at }) => `#n${at}`).join(", ")}` : "",
  ];
  return {
    TableName: table().table,
    Key: { [pk]: item[pk], [sk]: item[sk] },
    UpdateExpression: update.join(" ").trim(),
    // A row that is gone is not made anew.
    ConditionExpression: ["attribute_exists(#pk)", ...asRead].join(" AND "),
    ExpressionAttributeNames: {
      "#pk": pk,
      ...Object.fromEntries(other.map((name, at) => [`#n${at}`, name])),
    },
    ExpressionAttributeValues: Object.fromEntries([
      ...named.flatMap(({ at, before }) => (before === undefined ? [] : [[`:b${at}`, before]])),
      ...sets.map(({ at, after }) => [`:a${at}`, after]),
    ]),
  };
}

/** False: it has been changed since it was read, or is gone. */
export const rewrite = (rewriting: UpdateCommandInput): Promise<boolean> =>
  conditionHeld(table().client.send(new UpdateCommand(rewriting)));
