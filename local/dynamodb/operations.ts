/** Every operation this endpoint has (decision 0024); all others answer UnknownOperationException. */
import { batchGetItem } from "./batch.ts";
import type { Json } from "./body.ts";
import { frameError } from "./error.ts";
import { describeTimeToLive, updateTimeToLive } from "./expiry.ts";
import { updateTable } from "./indexes.ts";
import { deleteItem, getItem, putItem, updateItem } from "./items.ts";
import { query, scan } from "./queries.ts";
import type { Operation, Requests } from "./request.ts";
import type { Store } from "./store.ts";
import { type ArnScope, createTable, describeTable, listTables } from "./tables.ts";
import { transactWriteItems } from "./transactions.ts";
import { validate } from "./validation.ts";

type Handler<R> = (store: Store, request: R, now: number, scope: ArnScope) => Json;

const READS: { [O in Operation]?: Handler<Requests[O]> } = {
  DescribeTable: describeTable,
  ListTables: listTables,
  DescribeTimeToLive: describeTimeToLive,
  GetItem: getItem,
  BatchGetItem: batchGetItem,
  Query: query,
  Scan: scan,
};
const WRITES: { [O in Operation]?: Handler<Requests[O]> } = {
  CreateTable: createTable,
  UpdateTable: updateTable,
  UpdateTimeToLive: updateTimeToLive,
  PutItem: putItem,
  UpdateItem: updateItem,
  DeleteItem: deleteItem,
  TransactWriteItems: transactWriteItems,
};

export interface Job {
  writes: boolean;
  run(store: Store, now: number, scope: ArnScope): Json;
}

/** A request understood and found in order, ready to run. Throws when it is neither. */
export function prepared(operation: string, input: object): Job {
  if (isOneOf(READS, operation)) return job(READS, operation, input, false);
  if (isOneOf(WRITES, operation)) return job(WRITES, operation, input, true);
  throw frameError("UnknownOperationException");
}

type Handlers = { [O in Operation]?: Handler<Requests[O]> };

function isOneOf(handlers: Handlers, operation: string): operation is Operation {
  return Object.hasOwn(handlers, operation);
}

function job<O extends Operation>(handlers: Handlers, operation: O, input: object, writes: boolean): Job {
  const handler = handlers[operation];
  if (!handler) throw frameError("UnknownOperationException");
  const request = validate(operation, input);
  return { writes, run: (store, now, scope) => handler(store, request, now, scope) };
}
