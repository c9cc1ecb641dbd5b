/** Whether an item meets what a write or a filter asks of it. */
import { matchesLegacy } from "./dynalite.ts";
import { DynamoError } from "./error.ts";
import { satisfies } from "./predicate.ts";
import type { Conditional, LegacyCondition, ParsedCondition } from "./request.ts";
import type { Item } from "./value.ts";

const NOTHING: Item = {};

/** A missing item is an item without attributes. */
export function meets(request: Conditional, item: Item | undefined): boolean {
  if (request._condition) return satisfies(item ?? NOTHING, request._condition.expression);
  if (request.Expected) return matchesLegacy(item ?? NOTHING, request.Expected, request.ConditionalOperator);
  return true;
}

export const isConditional = (request: Conditional) => Boolean(request._condition ?? request.Expected);

export function conditionFailed(request: Conditional, item: Item | undefined): DynamoError {
  return new DynamoError({
    __type: "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException",
    message: "The conditional request failed",
    ...(item && request.ReturnValuesOnConditionCheckFailure === "ALL_OLD" && { Item: item }),
  });
}

export interface Filtering {
  _filter?: ParsedCondition;
  ConditionalOperator?: "AND" | "OR";
}

/** The filter of a Query or Scan as a function; undefined when there is none. */
export function filterOf(
  request: Filtering,
  legacy: Record<string, LegacyCondition> | undefined,
): ((item: Item) => boolean) | undefined {
  const { _filter, ConditionalOperator } = request;
  if (_filter) return (item) => satisfies(item, _filter.expression);
  if (legacy) return (item) => matchesLegacy(item, legacy, ConditionalOperator);
  return undefined;
}
