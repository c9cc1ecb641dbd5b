/** Requests as they are after validation: what each operation may rely on. Fields led by `_` are parsed expressions. */
import type { AttributeValue, Item } from "./value.ts";

export type Path = (string | number)[];

/** A node of a condition or filter: `and or not = <> < <= > >= between in function`. */
export interface Condition {
  type: string;
  name?: string;
  args: Operand[];
}
export type Operand = Path | Condition | AttributeValue;

interface Parsed {
  pathHeads?: Record<string, boolean>;
  nestedPaths?: Record<string, boolean>;
}
export interface ParsedCondition extends Parsed {
  expression: Condition;
}
interface ParsedProjection extends Parsed {
  paths: Path[];
}
interface UpdateSection {
  type: "set" | "remove" | "add" | "delete";
  path: Path;
}
interface ParsedUpdate extends Parsed {
  sections: UpdateSection[];
  paths: Path[];
}

export interface LegacyCondition {
  ComparisonOperator?: string;
  AttributeValueList?: AttributeValue[];
  Value?: AttributeValue;
  Exists?: boolean;
}

type Consumption = "INDEXES" | "TOTAL" | "NONE";

export interface Conditional {
  _condition?: ParsedCondition;
  Expected?: Record<string, LegacyCondition>;
  ConditionalOperator?: "AND" | "OR";
  ReturnValuesOnConditionCheckFailure?: "ALL_OLD" | "NONE";
}

interface Written extends Conditional {
  TableName: string;
  ReturnValues?: "NONE" | "ALL_OLD" | "ALL_NEW" | "UPDATED_OLD" | "UPDATED_NEW";
  ReturnConsumedCapacity?: Consumption;
  ReturnItemCollectionMetrics?: "SIZE" | "NONE";
}

export interface PutItem extends Written {
  Item: Item;
}
export interface DeleteItem extends Written {
  Key: Item;
}
export interface UpdateItem extends Written {
  Key: Item;
  _updates?: ParsedUpdate;
  AttributeUpdates?: Record<string, unknown>;
}

interface Projected {
  _projection?: ParsedProjection;
  AttributesToGet?: string[];
}

export interface GetItem extends Projected {
  TableName: string;
  Key: Item;
  ConsistentRead?: boolean;
  ReturnConsumedCapacity?: Consumption;
}

export interface Read extends Projected {
  TableName: string;
  IndexName?: string;
  Select?: "ALL_ATTRIBUTES" | "ALL_PROJECTED_ATTRIBUTES" | "SPECIFIC_ATTRIBUTES" | "COUNT";
  Limit?: number;
  ExclusiveStartKey?: Item;
  ConsistentRead?: boolean;
  ReturnConsumedCapacity?: Consumption;
  ConditionalOperator?: "AND" | "OR";
  _filter?: ParsedCondition;
}
export interface Query extends Read {
  KeyConditions: Record<string, { ComparisonOperator: string; AttributeValueList: AttributeValue[] }>;
  QueryFilter?: Record<string, LegacyCondition>;
  ScanIndexForward?: boolean;
}
export interface Scan extends Read {
  ScanFilter?: Record<string, LegacyCondition>;
  Segment?: number;
  TotalSegments?: number;
}

export interface BatchGetItem {
  RequestItems: Record<string, Projected & { Keys: Item[]; ConsistentRead?: boolean }>;
  ReturnConsumedCapacity?: Consumption;
}
export interface BatchWriteItem {
  RequestItems: Record<string, { PutRequest?: { Item: Item }; DeleteRequest?: { Key: Item } }[]>;
  ReturnConsumedCapacity?: Consumption;
}

export interface TransactWriteItems {
  TransactItems: { Put?: PutItem; Update?: UpdateItem; Delete?: DeleteItem; ConditionCheck?: DeleteItem }[];
  ClientRequestToken?: string;
  ReturnConsumedCapacity?: Consumption;
}
export interface TransactGetItems {
  TransactItems: { Get: GetItem }[];
  ReturnConsumedCapacity?: Consumption;
}

export interface KeySchema {
  AttributeName: string;
  KeyType: "HASH" | "RANGE";
}
export interface AttributeDefinition {
  AttributeName: string;
  AttributeType: "S" | "N" | "B";
}
export interface Throughput {
  ReadCapacityUnits: number;
  WriteCapacityUnits: number;
  NumberOfDecreasesToday?: number;
}
export interface IndexDefinition {
  IndexName: string;
  KeySchema: KeySchema[];
  Projection: { ProjectionType: "ALL" | "INCLUDE" | "KEYS_ONLY"; NonKeyAttributes?: string[] };
  ProvisionedThroughput?: Throughput;
}
export type BillingMode = "PROVISIONED" | "PAY_PER_REQUEST";

export interface CreateTable {
  TableName: string;
  AttributeDefinitions: AttributeDefinition[];
  KeySchema: KeySchema[];
  LocalSecondaryIndexes?: IndexDefinition[];
  GlobalSecondaryIndexes?: IndexDefinition[];
  BillingMode?: BillingMode;
  ProvisionedThroughput?: Throughput;
}
export interface UpdateTable {
  TableName: string;
  AttributeDefinitions?: AttributeDefinition[];
  BillingMode?: BillingMode;
  ProvisionedThroughput?: Throughput;
  GlobalSecondaryIndexUpdates?: {
    Create?: IndexDefinition;
    Update?: { IndexName: string; ProvisionedThroughput: Throughput };
    Delete?: { IndexName: string };
  }[];
}
export interface NamedTable {
  TableName: string;
}
export interface ListTables {
  Limit?: number;
  ExclusiveStartTableName?: string;
}
export interface UpdateTimeToLive {
  TableName: string;
  TimeToLiveSpecification: { AttributeName: string; Enabled: boolean };
}

export interface Requests {
  CreateTable: CreateTable;
  UpdateTable: UpdateTable;
  DescribeTable: NamedTable;
  DeleteTable: NamedTable;
  ListTables: ListTables;
  UpdateTimeToLive: UpdateTimeToLive;
  DescribeTimeToLive: NamedTable;
  PutItem: PutItem;
  GetItem: GetItem;
  UpdateItem: UpdateItem;
  DeleteItem: DeleteItem;
  BatchGetItem: BatchGetItem;
  BatchWriteItem: BatchWriteItem;
  Query: Query;
  Scan: Scan;
  TransactWriteItems: TransactWriteItems;
  TransactGetItems: TransactGetItems;
}
export type Operation = keyof Requests;
