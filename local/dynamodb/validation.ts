/** What each operation accepts: dynalite's shapes, completed with the fields and operations it does not know. */
import { type Rule, type Shape, type Shapes, shapesOf, validated } from "./dynalite.ts";
import { validation } from "./error.ts";
import type { Operation, Requests } from "./request.ts";

const tableName: Shape = {
  type: "String",
  notNull: true,
  regex: "[a-zA-Z0-9_.-]+",
  lengthGreaterThanOrEqual: 3,
  lengthLessThanOrEqual: 255,
};
const onConditionFailure: Shape = { type: "String", enum: ["ALL_OLD", "NONE"] };

const put = shapesOf("PutItem");
const update = shapesOf("UpdateItem");
const remove = shapesOf("DeleteItem");
const table = shapesOf("UpdateTable");

/** A shape less one constraint. dynalite asks a new index for a throughput, which AWS does only when billing is provisioned. */
function without(shape: Shape | undefined, [step = "", ...rest]: string[]): Shape {
  if (typeof shape !== "object") throw new TypeError(`dynalite's shape has no ${step}`);
  const { [step]: inner, ...others } = shape;
  if (rest.length === 0) return { ...others, type: shape.type };
  return { ...shape, [step]: without(inner as Shape | undefined, rest) };
}

/** A write inside a transaction: expressions only, no legacy conditions and no ReturnValues. */
function within(shapes: Shapes, key: "Item" | "Key", ...more: string[]): Shapes {
  const fields = [
    "TableName",
    key,
    "ConditionExpression",
    "ExpressionAttributeNames",
    "ExpressionAttributeValues",
  ];
  const taken = [...fields, ...more].map((field) => [field, shapes[field] ?? "String"]);
  return { ...Object.fromEntries(taken), ReturnValuesOnConditionCheckFailure: onConditionFailure };
}
const required: Shape = { type: "String", notNull: true };

const TRANSACTED: Record<string, { shapes: Shapes; rule: Rule | undefined }> = {
  ConditionCheck: {
    shapes: { ...within(remove.types, "Key"), ConditionExpression: required },
    rule: remove.custom,
  },
  Put: { shapes: within(put.types, "Item"), rule: put.custom },
  Delete: { shapes: within(remove.types, "Key"), rule: remove.custom },
  Update: {
    shapes: { ...within(update.types, "Key"), UpdateExpression: required },
    rule: update.custom,
  },
};

const members = (type: string, children: Shapes): Shape => ({
  type: "List",
  notNull: true,
  lengthGreaterThanOrEqual: 1,
  lengthLessThanOrEqual: 100,
  children: { type: `ValueStruct<${type}>`, children },
});

const OWN: Partial<Record<Operation, { types: Shapes; custom?: Rule }>> = {
  PutItem: { ...put, types: { ...put.types, ReturnValuesOnConditionCheckFailure: onConditionFailure } },
  UpdateItem: {
    ...update,
    types: { ...update.types, ReturnValuesOnConditionCheckFailure: onConditionFailure },
  },
  DeleteItem: {
    ...remove,
    types: { ...remove.types, ReturnValuesOnConditionCheckFailure: onConditionFailure },
  },
  UpdateTable: {
    ...table,
    types: {
      ...table.types,
      AttributeDefinitions: without(shapesOf("CreateTable").types.AttributeDefinitions, ["notNull"]),
      GlobalSecondaryIndexUpdates: without(table.types.GlobalSecondaryIndexUpdates, [
        "children",
        "children",
        "Create",
        "children",
        "ProvisionedThroughput",
        "notNull",
      ]),
    },
  },
  TransactWriteItems: {
    types: {
      TransactItems: members(
        "TransactWriteItem",
        Object.fromEntries(
          Object.entries(TRANSACTED).map(([kind, { shapes }]) => [
            kind,
            { type: `FieldStruct<${kind}>`, children: shapes },
          ]),
        ),
      ),
      ClientRequestToken: { type: "String", lengthGreaterThanOrEqual: 1, lengthLessThanOrEqual: 36 },
    },
    custom: (request: Requests["TransactWriteItems"], store) => {
      for (const member of request.TransactItems) {
        const [entry, ...others] = Object.entries(member);
        if (!entry || others.length > 0)
          return "TransactItems can only contain one of Check, Put, Update or Delete";
        const message = TRANSACTED[entry[0]]?.rule?.(entry[1] as never, store);
        if (message) return message;
      }
    },
  },
  UpdateTimeToLive: {
    types: {
      TableName: tableName,
      TimeToLiveSpecification: {
        type: "FieldStruct<TimeToLiveSpecification>",
        notNull: true,
        children: {
          AttributeName: {
            type: "String",
            notNull: true,
            lengthGreaterThanOrEqual: 1,
            lengthLessThanOrEqual: 255,
          },
          Enabled: { type: "Boolean", notNull: true },
        },
      },
    },
  },
};

/** What every request that reads or writes items may ask besides, and nobody here is told. */
const MEASURES = ["ReturnConsumedCapacity", "ReturnItemCollectionMetrics"];
/** Parameters of before expressions. */
const LEGACY = {
  condition: ["Expected", "ConditionalOperator"],
  reading: ["AttributesToGet", "ConditionalOperator"],
};
const TABLE_SETTINGS = [
  "ProvisionedThroughput",
  "StreamSpecification",
  "SSESpecification",
  "DeletionProtectionEnabled",
  "TableClass",
  "OnDemandThroughput",
  "WarmThroughput",
];

/** What AWS would do and this endpoint does not: refused, never silently left out. */
const UNSUPPORTED: Partial<Record<Operation, string[]>> = {
  CreateTable: [...TABLE_SETTINGS, "LocalSecondaryIndexes", "Tags", "ResourcePolicy"],
  UpdateTable: [...TABLE_SETTINGS, "BillingMode", "ReplicaUpdates", "MultiRegionConsistency"],
  GetItem: [...MEASURES, "AttributesToGet"],
  BatchGetItem: MEASURES,
  PutItem: [...MEASURES, ...LEGACY.condition],
  UpdateItem: [...MEASURES, ...LEGACY.condition, "AttributeUpdates"],
  DeleteItem: [...MEASURES, ...LEGACY.condition],
  TransactWriteItems: MEASURES,
  Query: [...MEASURES, ...LEGACY.reading, "KeyConditions", "QueryFilter"],
  Scan: [...MEASURES, ...LEGACY.reading, "ScanFilter", "Segment", "TotalSegments"],
};

function refuseUnsupported(input: object, fields: readonly string[]): void {
  const asked = fields.find((field) => asksForSomething(Reflect.get(input, field)));
  if (asked !== undefined)
    throw validation(`One or more parameter values were invalid: ${asked} is not supported by this endpoint`);
}

const shapes = new Map<Operation, { types: Shapes; custom?: Rule }>();

/** Throws ValidationException or SerializationException. `input` is consumed: fields may be removed from it. */
export function validate<O extends Operation>(operation: O, input: object): Requests[O] {
  refuseUnsupported(input, UNSUPPORTED[operation] ?? []);
  let accepted = shapes.get(operation);
  if (!accepted) {
    accepted = OWN[operation] ?? shapesOf(operation);
    shapes.set(operation, accepted);
  }
  // The shape tables and `Requests` say the same thing twice; the compiler cannot see through the tables.
  return validated(input, accepted.types, accepted.custom) as Requests[O];
}

function asksForSomething(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === "STANDARD" || value === "NONE")
    return false;
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === "object")
    return Reflect.get(value, "StreamEnabled") !== false && Reflect.get(value, "Enabled") !== false;
  return true;
}
