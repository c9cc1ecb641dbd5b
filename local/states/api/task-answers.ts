/** Answers to task tokens. The row is written first, then the sleeper is woken: an answer is never lost. */
import { z } from "zod";
import { Fault } from "../errors.ts";
import type { TaskAnswer } from "../store/tokens.ts";
import { isToken, type TokenRow } from "../store/tokens.ts";
import { type Context, dataText, operation } from "./operation.ts";

const taskToken = z.string().min(1).max(2048);

export const SendTaskSuccess = operation(
  z.strictObject({ taskToken, output: dataText }),
  (context, input) => {
    answer(context, input.taskToken, { output: parseOutput(input.output) });
    return {};
  },
);

export const SendTaskFailure = operation(
  z.strictObject({
    taskToken,
    error: z.string().max(256).optional(),
    cause: z.string().max(32_768).optional(),
  }),
  (context, { taskToken: token, error, cause }) => {
    answer(context, token, { error, cause });
    return {};
  },
);

/** The branch finds the new beat when its old deadline comes, and sleeps on. */
export const SendTaskHeartbeat = operation(z.strictObject({ taskToken }), (context, input) => {
  const { clock, store } = context;
  openToken(context, input.taskToken);
  store.commits.write(() => store.tokens.beat(input.taskToken, clock.now()));
  return {};
});

function parseOutput(text: string) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Fault("InvalidOutput", `Invalid Output: '${error instanceof Error ? error.message : error}'`);
  }
}

function answer(context: Context, token: string, given: TaskAnswer): void {
  const { store, dispatcher } = context;
  const row = openToken(context, token);
  store.commits.write(() => {
    store.tokens.answer(token, given);
    store.journal.rouse(row);
  });
  dispatcher.wake(row);
}

/** A token that still waits. TaskTimedOut when it was answered or its task is over, InvalidToken when it never was one. */
function openToken({ store }: Context, token: string): TokenRow {
  if (!isToken(token)) throw new Fault("InvalidToken", "Invalid Token: 'Invalid token'");
  const row = store.tokens.find(token);
  if (!row || row.answer) {
    throw new Fault("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'");
  }
  return row;
}
