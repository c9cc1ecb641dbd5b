/** What could not be handled: kept, and shown to the administrator. */
import { clock } from "../clock.ts";
import { newId } from "../identifier.ts";
import { DeadLetterRow } from "./office-entities.ts";
import { table } from "./table.ts";

const ALL = "all";

export async function recordDeadLetter(
  what: string,
  error: string,
  attempts: number,
  body: string,
): Promise<void> {
  const id = newId("dead");
  await DeadLetterRow.put({
    all: ALL,
    id,
    what,
    error,
    attempts,
    at: clock.instant(),
    body: body.slice(0, 10_000),
  }).go(table());
}

/** The newest first. */
export async function deadLetters() {
  const { data } = await DeadLetterRow.query
    .byTime({ all: ALL })
    .go({ ...table(), order: "desc", limit: 200 });
  return data;
}
