/**
 * The only room that knows dynalite 4.0.0, used as a library: its tables of request shapes, its validators, its
 * expression parsers and its UpdateItem. None of it is public API, so the version is pinned and the types
 * are declared here. Nothing of dynalite's storage is used: it deletes table records it cannot decode.
 */
import { createRequire } from "node:module";
import { DynamoError, type ErrorBody, tooDeep, validation } from "./error.ts";
import type { Path, UpdateItem } from "./request.ts";
import type { TableDescription } from "./schema.ts";
import { type AttributeValue, type Item, MAX_ITEM_BYTES } from "./value.ts";

/** A request field in dynalite's own notation. */
export type Shape = string | { type: string; children?: Shape | Shapes; [constraint: string]: unknown };
export interface Shapes {
  [field: string]: Shape;
}

interface Failure extends Error {
  statusCode?: number;
  body?: ErrorBody;
}
type Done<T> = (failure?: Failure | null, result?: T) => void;

/** Answers a message when the request, already of the right shape, makes no sense. */
export type Rule = (request: never, store: typeof limits) => string | undefined;

interface Validations {
  validateAttributeValue(value: AttributeValue): string | undefined;
  checkTypes(input: object, shapes: Shapes): object;
  checkValidations(request: object, shapes: Shapes, rule: Rule | undefined, store: typeof limits): void;
}

interface Engine {
  mapPaths(paths: Path[], item: Item): Item;
  compare(operator: string, value: unknown, operands: unknown): boolean;
}

interface ItemStore {
  lock(key: string, run: (release: <F>(done: F) => F) => void): void;
  get(key: string, done: Done<Item>): void;
  put(key: string, item: Item, done: Done<void>): void;
}
interface UpdateStore {
  options: { maxItemSize: number };
  getTable(name: string, done: Done<TableDescription>): void;
  getItemDb(): ItemStore;
  getIndexDb(): {
    put(key: string, item: Item, done: Done<void>): void;
    del(key: string, done: Done<void>): void;
  };
}
type UpdateAction = (store: UpdateStore, request: UpdateItem, done: Done<{ Attributes?: Item }>) => void;

const require = createRequire(import.meta.url);
const validations: Validations = require("dynalite/validations");
const engine: Engine = require("dynalite/db");
const updateAction: UpdateAction = require("dynalite/actions/updateItem");

/** dynalite measures strings in UTF-16 units; the true limit is checked in bytes where items are written. */
const limits = { options: { maxItemSize: MAX_ITEM_BYTES } };

export function shapesOf(operation: string): { types: Shapes; custom?: Rule } {
  return require(`dynalite/validations/${operation.charAt(0).toLowerCase()}${operation.slice(1)}`);
}

/** Checks types, constraints and rules; answers the request without unknown fields, expressions parsed into `_` fields. */
export function validated(input: object, shapes: Shapes, rule?: Rule): object {
  try {
    const request = validations.checkTypes(input, shapes);
    validations.checkValidations(request, shapes, rule, limits);
    return request;
  } catch (error) {
    // dynalite trips over nulls where values belong, and its recursion over bottomless nesting.
    if (error instanceof TypeError)
      throw validation(
        "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes",
      );
    if (error instanceof RangeError) throw tooDeep();
    throw asDynamoError(error);
  }
}

export const compare = engine.compare;

/** The parts of an item that the paths name, in their nesting. */
export const project = engine.mapPaths;

/**
 * What UpdateItem makes of `old` (nothing: a new item with the request's key). Conditions are not looked at.
 * `attributes` is what the request's ReturnValues asks for.
 */
export function updated(
  request: UpdateItem,
  table: TableDescription,
  old: Item | undefined,
): { item: Item; attributes: Item | undefined } {
  let item: Item | undefined;
  let attributes: Item | undefined;
  let failure: unknown;
  const store: UpdateStore = {
    options: { maxItemSize: Number.POSITIVE_INFINITY },
    getTable: (_name, done) => done(null, table),
    getItemDb: () => ({
      lock: (_key, run) => run((done) => done),
      get: (_key, done) => (old ? done(null, old) : done(notFound)),
      put: (_key, result, done) => {
        item = result;
        done();
      },
    }),
    getIndexDb: () => ({ put: (_key, _item, done) => done(), del: (_key, done) => done() }),
  };
  const unconditional = { ...request, Key: { ...request.Key }, _condition: undefined };
  removeFromTheEnd(unconditional);
  updateAction(store, unconditional, (error, result) => {
    failure = error;
    attributes = result?.Attributes;
  });
  if (failure) throw asDynamoError(failure);
  if (!item) throw new Error("dynalite's updateItem no longer answers at once");
  refuseImpossible(item, request._updates?.paths ?? []);
  return { item, attributes };
}

/** What came out may be a number beyond 38 digits, which no request could have put in. */
function refuseImpossible(item: Item, changed: Path[]): void {
  for (const [head] of changed) {
    const value = item[String(head)];
    const message = value && validations.validateAttributeValue(value);
    if (message) throw validation(message);
  }
}

const notFound: Failure = Object.assign(new Error("not found"), { name: "NotFoundError" });

/** `REMOVE a[0], a[1]` means the elements as they stand now; dynalite removes one after the other. */
function removeFromTheEnd(request: UpdateItem): void {
  const sections = request._updates?.sections;
  if (!sections || sections.filter((section) => section.type === "remove").length < 2) return;
  const place = (path: Path) => {
    const last = path.at(-1);
    return typeof last === "number" ? last : -1;
  };
  const removals = sections.filter((section) => section.type === "remove");
  removals.sort((a, b) => place(b.path) - place(a.path));
  sections.splice(
    0,
    sections.length,
    ...sections.filter((section) => section.type !== "remove"),
    ...removals,
  );
}

function asDynamoError(error: unknown): unknown {
  if (error instanceof Error && "body" in error && "statusCode" in error) {
    const { body, statusCode } = error as Required<Failure>;
    return new DynamoError(body, statusCode);
  }
  return error;
}
