/** What could not be handled, for the administrator. */
import { deadLetters } from "../../adapters/table/dead-letters.ts";

/** The newest first. */
export const listDeadLetters = () => deadLetters();
