/**
 * Whose turn it is to guess. Guesses are counted by what they are made at and where they come from: wrong ones make the next
 * wait, and shut nobody out, since the one who knows the password needs only one.
 *
 *   a browser that knows the person: its own count, whatever others do
 *   any other: of the account from this address, of the address, of the account from everywhere
 */
import type { Person } from "../../../core/organisation/unit.ts";
import { tokenHash } from "../../adapters/identifier.ts";
import { forgetAttempts, type Guessed, giveBack, takeTurn } from "../../adapters/table/attempts.ts";
import { isKnownBrowser } from "../../adapters/table/browsers.ts";

/** Where a request comes from. */
export interface Origin {
  readonly address: string;
  /** What its browser calls itself. */
  readonly agent: string;
  /** Token of the browser, if it has one. */
  readonly browser: string | undefined;
}

/** One's own mistakes; those of an office behind one address; those at one account from everywhere (NIST: 100). */
const FREE = { own: 10, address: 30, account: 100 };
/** The same of codes, which are short: whoever guesses them knows the password already. */
const FREE_CODES = { own: 5, account: 15 };

type From = Pick<Origin, "address" | "browser">;
type Guesses = readonly [own: Guessed, ...others: Guessed[]];

export async function guessesAt(
  login: string,
  personId: string | undefined,
  { address, browser }: From,
): Promise<Guesses> {
  if (browser && personId && (await isKnownBrowser(browser, personId)))
    return [{ about: `browser:${personId}:${tokenHash(browser)}`, free: FREE.own }];
  return [
    { about: `from:${address}:${login}`, free: FREE.own },
    { about: `address:${address}`, free: FREE.address },
    { about: `account:${login}`, free: FREE.account },
  ];
}

export async function guessesAtCode(personId: string, { address, browser }: From): Promise<Guesses> {
  if (browser && (await isKnownBrowser(browser, personId)))
    return [{ about: `code-browser:${personId}:${tokenHash(browser)}`, free: FREE_CODES.own }];
  return [
    { about: `code-from:${address}:${personId}`, free: FREE_CODES.own },
    { about: `code:${personId}`, free: FREE_CODES.account },
  ];
}

/** Counts one guess at each. Answers the seconds until all of them let it in; undefined: not soon, and nothing is counted. */
export async function takeTurns(guesses: readonly Guessed[]): Promise<number | undefined> {
  const turns = await Promise.all(guesses.map(async (one) => ({ one, wait: await takeTurn(one) })));
  const waits = turns.flatMap(({ wait }) => wait ?? []);
  if (waits.length === guesses.length) return Math.max(...waits);
  await Promise.all(turns.map(({ one, wait }) => (wait === undefined ? undefined : giveBack(one.about))));
  return undefined;
}

/** The password was right: the own mistakes are forgotten, those of others stand. */
export async function wasRight([own, ...others]: readonly [Guessed, ...Guessed[]]): Promise<void> {
  await Promise.all([forgetAttempts(own.about), ...others.map(({ about }) => giveBack(about))]);
}

/** A person with a new password begins anew. */
export const forgetGuessesAt = ({ id, login }: Person): Promise<unknown> =>
  Promise.all([`account:${login}`, `own:${id}`, `code:${id}`].map(forgetAttempts));

export const pause = (seconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, seconds * 1000));
