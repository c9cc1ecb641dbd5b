/**
 * One change, one TransactWriteItems. A failed condition is a value (`false`): somebody else was faster, the caller
 * reads again and decides again.
 */
import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { TransactWriteCommand, type TransactWriteCommandInput } from "@aws-sdk/lib-dynamodb";
import { table } from "./table.ts";

/** One write of a transaction. */
export type Write = NonNullable<TransactWriteCommandInput["TransactItems"]>[number];

/** An ElectroDB operation that can say what it would send. */
interface Operation<P> {
  params(options: { table: string }): P;
}

export const put = <P extends NonNullable<Write["Put"]>>(operation: Operation<P>): Write => ({
  Put: operation.params({ table: table().table }),
});

export const update = <P extends NonNullable<Write["Update"]>>(operation: Operation<P>): Write => ({
  Update: operation.params({ table: table().table }),
});

export const remove = <P extends NonNullable<Write["Delete"]>>(operation: Operation<P>): Write => ({
  Delete: operation.params({ table: table().table }),
});

const LOST = new Set(["ConditionalCheckFailed", "TransactionConflict"]);

/** Commits all writes or none; `false` when a condition did not hold or another transaction was in the way. */
export async function commit(writes: readonly Write[]): Promise<boolean> {
  try {
    await table().client.send(new TransactWriteCommand({ TransactItems: [...writes] }));
    return true;
  } catch (error) {
    if (
      error instanceof TransactionCanceledException &&
      (error.CancellationReasons ?? []).some((reason) => LOST.has(reason.Code ?? ""))
    )
      return false;
    throw error;
  }
}

/** What a single write answers, or undefined where its condition did not hold; anything else that went wrong is thrown. */
export async function ifHeld<Answer>(write: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await write;
  } catch (error) {
    if (error instanceof Error && /conditional request failed/i.test(error.message)) return undefined;
    throw error;
  }
}

/** Whether the condition of a single write held. */
export const conditionHeld = (write: Promise<unknown>): Promise<boolean> =>
  ifHeld(write.then(() => true)).then((held) => held ?? false);

/** Waits a little, longer each time and never the same, before a lost race is run again. */
export async function backOff(attempt: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** Math.min(attempt, 5)));
}
