/** Sign-ins of a login within a quarter of an hour, so that guessing is slow (ASVS 5 6.3.1). */
import { clock } from "../clock.ts";
import { AttemptRow } from "./office-entities.ts";
import { table } from "./table.ts";
import { conditionHeld } from "./transaction.ts";

const MAX = 10;
const WINDOW_SECONDS = 900;

/**
 * Counts one more attempt, before any password is looked at, so that guesses side by side are counted one by one. False:
 * there were too many already.
 */
export async function takeAttempt(login: string): Promise<boolean> {
  const now = Math.floor(clock.now().getTime() / 1000);
  const oneMore = () =>
    conditionHeld(
      AttemptRow.patch({ login })
        .add({ count: 1 })
        .where((field, { lt, gt }) => `${lt(field.count, MAX)} AND ${gt(field.expires, now)}`)
        .go(table()),
    );
  const first = () =>
    conditionHeld(
      AttemptRow.put({ login, count: 1, expires: now + WINDOW_SECONDS })
        .where((field, { notExists, lte }) => `${notExists(field.count)} OR ${lte(field.expires, now)}`)
        .go(table()),
    );
  // Somebody beside us may have been the first in the meantime.
  return (await oneMore()) || (await first()) || (await oneMore());
}

export async function forgetAttempts(login: string): Promise<void> {
  await AttemptRow.delete({ login }).go(table());
}
