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

export interface Conditional {
  _condition?: ParsedCondition;
  ReturnValuesOnConditionCheckFailure?: "ALL_OLD" | "NONE";
}

interface Written extends Conditional {
  TableName: string;
  ReturnValues?: "NONE" | "ALL_OLD" | "ALL_NEW" | "UPDATED_OLD" | "UPDATED_NEW";
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
}

interface Projected {
  _projection?: ParsedProjection;
}

export interface GetItem extends Projected {
  TableName: string;
  Key: Item;
  ConsistentRead?: boolean;
}

export interface Read extends Projected {
  TableName: string;
  IndexName?: string;
  Select?: "ALL_ATTRIBUTES" | "ALL_PROJECTED_ATTRIBUTES" | "SPECIFIC_ATTRIBUTES" | "COUNT";
  Limit?: number;
  ExclusiveStartKey?: Item;
  ConsistentRead?: boolean;
  _filter?: ParsedCondition;
}
export interface Query extends Read {
  /** Taken from the KeyConditionExpression. */
  KeyConditions: Record<string, { ComparisonOperator: string; AttributeValueList: AttributeValue[] }>;
  ScanIndexForward?: boolean;
}
export type Scan = Read;

export interface BatchGetItem {
  RequestItems: Record<
    string,
    Projected & { Keys: Item[]; ConsistentRead?: boolean; AttributesToGet?: unknown }
  >;
}

export interface TransactWriteItems {
  TransactItems: { Put?: PutItem; Update?: UpdateItem; Delete?: DeleteItem; ConditionCheck?: DeleteItem }[];
  ClientRequestToken?: string;
}
export interface KeySchema {
  AttributeName: string;
  KeyType: "HASH" | "RANGE";
}
export interface AttributeDefinition {
  AttributeName: string;
  AttributeType: "S" | "N" | "B";
}
export interface IndexDefinition {
  IndexName: string;
  KeySchema: KeySchema[];
  Projection: { ProjectionType?: string };
}

export interface CreateTable {
  TableName: string;
  AttributeDefinitions: AttributeDefinition[];
  KeySchema: KeySchema[];
  GlobalSecondaryIndexes?: IndexDefinition[];
}
export interface UpdateTable {
  TableName: string;
  AttributeDefinitions?: AttributeDefinition[];
  GlobalSecondaryIndexUpdates?: {
    Create?: IndexDefinition;
    Update?: unknown;
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
  ListTables: ListTables;
  UpdateTimeToLive: UpdateTimeToLive;
  DescribeTimeToLive: NamedTable;
  PutItem: PutItem;
  GetItem: GetItem;
  UpdateItem: UpdateItem;
  DeleteItem: DeleteItem;
  BatchGetItem: BatchGetItem;
  Query: Query;
  Scan: Scan;
  TransactWriteItems: TransactWriteItems;
}
export type Operation = keyof Requests;
