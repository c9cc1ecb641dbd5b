/**
 * TransactWriteItems. Every item is looked at before any is written, and all of it runs
 * inside the one SQLite transaction of the request, so a cancelled transaction has left nothing behind.
 */
import { createHash } from "node:crypto";
import { DynamoError, refusal, validation } from "./error.ts";
import { apply, type Plan, planDelete, planPut, planUpdate } from "./items.ts";
import type { TransactWriteItems } from "./request.ts";
import { type Key, keyOf, keyOfItem, type Table } from "./schema.ts";
import type { Store } from "./store.ts";
import type { Item } from "./value.ts";

/** Of all items of one transaction together. */
const MAX_TRANSACTION_BYTES = 4 * 1024 * 1024;
/** How long a ClientRequestToken is remembered, in milliseconds. */
const TOKEN_LIFE = 600_000;

interface Reason {
  Code: "None" | "ConditionalCheckFailed" | "ValidationError";
  Message?: string;
  Item?: Item;
}

export function transactWriteItems(store: Store, request: TransactWriteItems, now: number): string {
  const { ClientRequestToken: token, TransactItems: members } = request;
  const fingerprint = createHash("sha256").update(JSON.stringify(members)).digest();
  if (token !== undefined && isRepeated(store, token, fingerprint, now)) return "{}";

  refuseDuplicates(members.map((member) => located(store, member)));
  const plans: Plan[] = [];
  const reasons = members.map((member): Reason => {
    try {
      const plan = planOf(store, member);
      if (plan) plans.push(plan);
      return { Code: "None" };
    } catch (error) {
      return reasonOf(error);
    }
  });
  cancelUnlessClear(reasons);
  if (plans.reduce((sum, plan) => sum + plan.size, 0) > MAX_TRANSACTION_BYTES)
    throw validation("Transaction request cannot exceed 4 MB: the aggregate size of the items is too large");

  for (const plan of plans) apply(store, plan);
  if (token !== undefined) remember(store, token, fingerprint, now);
  return "{}";
}

type Member = TransactWriteItems["TransactItems"][number];

/** A condition check plans like a delete, and is then not carried out. */
function planOf(store: Store, { Put, Update, Delete, ConditionCheck }: Member): Plan | undefined {
  if (Put) return planPut(store, Put);
  if (Update) return planUpdate(store, Update);
  if (Delete) return planDelete(store, Delete);
  if (ConditionCheck) planDelete(store, ConditionCheck);
  return undefined;
}

/** Which item a member is about; undefined when its key is wrong, which becomes its cancellation reason. */
function located(store: Store, { Put, Update, Delete, ConditionCheck }: Member): string | undefined {
  const keyed = Update ?? Delete ?? ConditionCheck;
  const table = store.table(Put?.TableName ?? keyed?.TableName ?? "");
  return identityOr(table, () => (Put ? keyOfItem(table, Put.Item) : keyOf(table, keyed?.Key ?? {})));
}

/** One string for each item of all tables. */
function identity(table: Table, key: Key): string {
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
  return `${table.name}/${hex(key.partition)}/${hex(key.sort)}`;
}

function identityOr(table: Table, key: () => Key): string | undefined {
  try {
    return identity(table, key());
  } catch (error) {
    if (error instanceof DynamoError) return undefined;
    throw error;
  }
}

function refuseDuplicates(identities: (string | undefined)[]): void {
  const known = identities.filter((id) => id !== undefined);
  if (new Set(known).size < known.length)
    throw validation("Transaction request cannot include multiple operations on one item");
}

function reasonOf(error: unknown): Reason {
  if (!(error instanceof DynamoError)) throw error;
  if (error.name !== "ConditionalCheckFailedException")
    return { Code: "ValidationError", Message: error.message };
  const item = error.body.Item as Item | undefined;
  return { Code: "ConditionalCheckFailed", Message: error.message, ...(item && { Item: item }) };
}

function cancelUnlessClear(reasons: Reason[]): void {
  if (reasons.every((reason) => reason.Code === "None")) return;
  const codes = reasons.map((reason) => reason.Code).join(", ");
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
  throw refusal("TransactionCanceledException", message, { Message: message, CancellationReasons: reasons });
}

function isRepeated(store: Store, token: string, fingerprint: Uint8Array, now: number): boolean {
  const row = store.database.query("SELECT request, at FROM tokens WHERE token = ?").get(token);
  if (!row || now - Number(row.at) >= TOKEN_LIFE) return false;
  if (!(row.request instanceof Uint8Array) || Buffer.compare(row.request, fingerprint) !== 0)
    throw refusal("IdempotentParameterMismatchException", "The provided client token is already in use", {
      Message: "The provided client token is already in use",
    });
  return true;
}

function remember(store: Store, token: string, fingerprint: Uint8Array, now: number): void {
  store.database
    .query("INSERT OR REPLACE INTO tokens (token, request, at) VALUES (?, ?, ?)")
    .run(token, fingerprint, now);
}

export function forgetTokens(store: Store, now: number): void {
  store.database.query("DELETE FROM tokens WHERE at <= ?").run(now - TOKEN_LIFE);
}
