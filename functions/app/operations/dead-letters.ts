/** What could not be handled, for the administrator. */
import type { DeadLetter } from "../../adapters/queue-letter.ts";
import { deadLetters, recordDeadLetter } from "../../adapters/table/dead-letters.ts";

/** The newest first. */
export const listDeadLetters = () => deadLetters();

export const keepDeadLetter = ({ what, error, attempts, body }: DeadLetter): Promise<void> =>
  recordDeadLetter(what, error, attempts, body);
