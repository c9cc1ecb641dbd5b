/**
 * Kinds of rows: which entity holds them, and what each row must be when it is read. One row that cannot be read fails
 * with its key and field, and so does the whole list it stands in: a list that leaves it out would say what is not true,
 * and figures, deadlines and notices are made of lists. Only what works through rows one by one goes on past it (`sift`),
 * and fails at its end.
 */
import type * as z from "zod";
import {
  readStored,
  type StoredKind,
  storedKind,
  UnreadableRow,
  type Upcast,
} from "../../../core/subject/stored.ts";
import { table } from "./table.ts";

/** What an ElectroDB entity does for all rows alike, whatever its columns are. */
export interface AnyEntity {
  readonly schema: { readonly model: { readonly entity: string } };
  parse(item: { readonly Item: Record<string, unknown> }): { readonly data: unknown };
  setClient(client: unknown): void;
  put(row: unknown): { params(options: { table: string }): { Item?: Record<string, unknown> } };
}

/** Of rows read one by one: those that could be, and why the others could not. */
export interface Sifted<Row> {
  readonly sound: readonly Row[];
  readonly unreadable: readonly UnreadableRow[];
}

export interface RowKind<Row> {
  readonly entity: AnyEntity;
  readonly stored: StoredKind<Row>;
  /** What names a row, for whoever must find it. */
  readonly key: readonly string[];
  /** What the present code writes of a row: all its attributes, keys included. Undefined: it stays as it was written. */
  item(row: Row): Record<string, unknown> | undefined;
  /** Undefined where there is none. */
  one(data: unknown): Row | undefined;
  all(data: readonly unknown[]): Row[];
  sift(data: readonly unknown[]): Sifted<Row>;
}

interface Shape<Row> {
  /** For people: 上传链接. */
  readonly label: string;
  readonly key: readonly string[];
  /** Its columns. Those that are not named here are not read. */
  readonly schema: z.ZodType<Row>;
  readonly upcasts?: readonly Upcast[];
}

/** A kind whose rows are what their columns say. */
export const rowKind = <Row>(entity: AnyEntity, { label, key, schema, upcasts }: Shape<Row>): RowKind<Row> =>
  rowsOf(entity, storedKind(label, schema, upcasts), key, {
    item(row) {
      // Only an entity that knows its client makes sets which that client can send.
      entity.setClient(table().client);
      return entity.put(row).params({ table: table().table }).Item;
    },
  });

export function rowsOf<Row>(
  entity: AnyEntity,
  stored: StoredKind<Row>,
  key: readonly string[],
  { item }: Pick<RowKind<Row>, "item">,
): RowKind<Row> {
  const read = (data: unknown): Row => readStored(stored, keyOf(key, data), data);
  return {
    entity,
    stored,
    key,
    item,
    one: (data) => (data === null || data === undefined ? undefined : read(data)),
    all: (data) => data.map(read),
    sift(data) {
      const sound: Row[] = [];
      const unreadable: UnreadableRow[] = [];
      for (const one of data)
        try {
          sound.push(read(one));
        } catch (error) {
          if (!(error instanceof UnreadableRow)) throw error;
          unreadable.push(error);
        }
      return { sound, unreadable };
    },
  };
}

/** `sub_1/3` */
function keyOf(key: readonly string[], data: unknown): string {
  const row: Record<string, unknown> = { ...Object(data) };
  return key.map((name) => String(row[name])).join("/");
}
