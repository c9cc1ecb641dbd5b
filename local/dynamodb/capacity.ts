/** Consumed capacity, for callers that ask: 4 KB to a read unit, half of it when eventually consistent; 1 KB to a write unit. */

interface Asking {
  ReturnConsumedCapacity?: "INDEXES" | "TOTAL" | "NONE";
}
export interface Capacity {
  TableName: string;
  CapacityUnits: number;
  Table?: { CapacityUnits: number };
}

export const readUnits = (bytes: number, consistent = false) =>
  Math.max(1, Math.ceil(bytes / 4096)) * (consistent ? 1 : 0.5);

export const writeUnits = (bytes: number) => Math.max(1, Math.ceil(bytes / 1024));

/** Undefined, and so left out of the answer, when nobody asked. */
export function consumed(request: Asking, table: string, units: number): Capacity | undefined {
  if (request.ReturnConsumedCapacity !== "TOTAL" && request.ReturnConsumedCapacity !== "INDEXES")
    return undefined;
  return {
    TableName: table,
    CapacityUnits: units,
    ...(request.ReturnConsumedCapacity === "INDEXES" && { Table: { CapacityUnits: units } }),
  };
}
