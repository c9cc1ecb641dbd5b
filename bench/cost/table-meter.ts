/**
 * Read and write units of every request to the table, told from the wire. What a write costs depends on what was there
 * before, so the meter remembers every item that it has seen written.
 */
import { z } from "zod";
import { type Item, itemSize } from "../../local/dynamodb/value.ts";
import { entryKey, type Index, unitsToRead, unitsToWrite, writeUnits } from "./request-units.ts";

/** Attribute values are the service's own business; it has refused what is none. */
export const item = z.custom<Item>((value) => typeof value === "object" && value !== null);

const found = z.object({
  ConsistentRead: z.boolean().default(false),
  FilterExpression: z.never("a filter reads more than it answers: this meter cannot see that").optional(),
});
const put = z.object({ Item: item });
const keyed = z.object({ Key: item });
const transaction = z.object({
  TransactItems: z.array(
    z.union([
      z.object({ Put: put }),
      z.object({ Update: keyed }),
      z.object({ Delete: keyed }),
      z.object({ ConditionCheck: keyed }),
    ]),
  ),
});

/** DynamoDB adds this to every item and every index entry when it counts what is stored. */
const OVERHEAD = 100;

export interface TableRequest {
  readonly operation: string;
  readonly input: unknown;
  /** Whether the service did what was asked. */
  readonly done: boolean;
  readonly output: unknown;
}

export class TableMeter {
  readonly #indexes: readonly Index[];
  readonly #read: (key: Item) => Promise<Item | undefined>;
  readonly #items = new Map<string, Item>();
  readonly #units = { written: 0, ofIndexes: 0, read: 0 };

  /** @param read answers the item as it is now, without being counted: what an update has made of it */
  constructor(indexes: readonly Index[], read: (key: Item) => Promise<Item | undefined>) {
    this.#indexes = indexes;
    this.#read = read;
  }

  /** Write units with those of the indexes, which are also told alone; read units. */
  get units(): { readonly written: number; readonly ofIndexes: number; readonly read: number } {
    return { ...this.#units };
  }

  /** Bytes that all items seen take now, with their entries in the indexes. */
  get storedBytes(): number {
    let bytes = 0;
    for (const stored of this.#items.values()) {
      const places = 1 + this.#indexes.filter((index) => entryKey(stored, index) !== undefined).length;
      bytes += (itemSize(stored) + OVERHEAD) * places;
    }
    return bytes;
  }

  async see({ operation, input, done, output }: TableRequest): Promise<void> {
    switch (operation) {
      case "GetItem": {
        const { Item: answered } = z.object({ Item: item.optional() }).parse(output);
        return this.#found(input, answered ? [answered] : []);
      }
      case "Query":
        return this.#found(input, z.object({ Items: z.array(item) }).parse(output).Items);
      case "PutItem": {
        const { Item: after } = put.parse(input);
        return this.#written(after, done ? after : undefined, done, false);
      }
      case "UpdateItem":
        return this.#updated(keyed.parse(input).Key, done, false);
      case "DeleteItem":
        return this.#written(keyed.parse(input).Key, undefined, done, false);
      case "TransactWriteItems":
        for (const action of transaction.parse(input).TransactItems) {
          if ("Put" in action) this.#written(action.Put.Item, action.Put.Item, done, true);
          else if ("Update" in action) await this.#updated(action.Update.Key, done, true);
          else if ("Delete" in action) this.#written(action.Delete.Key, undefined, done, true);
          else this.#written(action.ConditionCheck.Key, undefined, false, true);
        }
        return;
      default:
        throw new Error(`the meter does not know what ${operation} costs`);
    }
  }

  #found(input: unknown, items: readonly Item[]): void {
    const { ConsistentRead } = found.parse(input);
    const bytes = items.reduce((sum, one) => sum + itemSize(one), 0);
    this.#units.read += unitsToRead(bytes, ConsistentRead);
  }

  async #updated(key: Item, done: boolean, transactional: boolean): Promise<void> {
    const after = done ? await this.#read(key) : undefined;
    this.#written(key, after, done, transactional);
  }

  /** @param done a write whose condition did not hold is paid as well, by what stood in its way */
  #written(key: Item, after: Item | undefined, done: boolean, transactional: boolean): void {
    const place = JSON.stringify([key.pk, key.sk]);
    const before = this.#items.get(place);
    if (!done) {
      const units = unitsToWrite(before ? itemSize(before) : 0) * (transactional ? 2 : 1);
      this.#units.written += units;
      return;
    }
    const { table, indexes } = writeUnits(before, after, this.#indexes, transactional);
    this.#units.written += table + indexes;
    this.#units.ofIndexes += indexes;
    if (after) this.#items.set(place, after);
    else this.#items.delete(place);
  }
}
