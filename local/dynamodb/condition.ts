/** Whether an item meets what a write asks of it. */
import { DynamoError } from "./error.ts";
import { satisfies } from "./predicate.ts";
import type { Conditional } from "./request.ts";
import type { Item } from "./value.ts";

const NOTHING: Item = {};

/** A missing item is an item without attributes. */
export function meets({ _condition }: Conditional, item: Item | undefined): boolean {
  return _condition === undefined || satisfies(item ?? NOTHING, _condition.expression);
}

export function conditionFailed(request: Conditional, item: Item | undefined): DynamoError {
  return new DynamoError({
    __type: "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException",
    message: "The conditional request failed",
    ...(item && request.ReturnValuesOnConditionCheckFailure === "ALL_OLD" && { Item: item }),
  });
}
