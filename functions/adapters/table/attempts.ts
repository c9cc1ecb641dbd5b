/**
 * Guesses at passwords, and tickets asked for through a link, within a quarter of an hour: guessing is slow (ASVS 5
 * 6.3.1), and nobody is shut out by the guesses of others. So many are free; each one more is let in when its turn comes, and whoever would have to wait for
 * too long is not counted.
 *
 *   free … free │ one │ every │ three │ seconds │ … │ asked again later
 */
import * as z from "zod";
import { clock } from "../clock.ts";
import { number, service, text, written } from "./column.ts";
import { Entity } from "./entity.ts";
import { rowKind } from "./row.ts";
import { primary, table } from "./table.ts";
import { conditionHeld, ifHeld } from "./transaction.ts";

/** Guesses at something. What it is stands in `login`, since logins were the first that were counted. */
const AttemptRow = new Entity({
  model: { entity: "attempt", version: "1", service },
  attributes: { login: text, count: number, expires: number, format: written(1) },
  indexes: {
    byLogin: { pk: { field: primary.pk, composite: ["login"] }, sk: { field: primary.sk, composite: [] } },
  },
});

export const attemptRows = rowKind(AttemptRow, {
  label: "登录尝试",
  key: ["login"],
  schema: z.object({ login: z.string(), count: z.int(), expires: z.int() }),
});

const WINDOW_SECONDS = 900;
const INTERVAL_SECONDS = 3;
const MAX_WAIT_SECONDS = 6;

/** What is guessed at, and how many guesses are free. */
export interface Guessed {
  readonly about: string;
  readonly free: number;
}

/**
 * Counts one more guess, before any password is looked at, so that guesses side by side are counted one by one. Answers the
 * seconds until its turn; undefined, and nothing counted: too many are in line.
 */
export async function takeTurn({ about, free }: Guessed): Promise<number | undefined> {
  const { count, expires } = await oneMore(about);
  const over = count - free;
  const wait = over > 0 ? expires - WINDOW_SECONDS + over * INTERVAL_SECONDS - seconds() : 0;
  if (wait <= MAX_WAIT_SECONDS) return Math.max(0, wait);
  await giveBack(about);
  return undefined;
}

/** A guess that was none: the password was right, or has not been looked at. */
export async function giveBack(about: string): Promise<void> {
  await conditionHeld(
    AttemptRow.patch({ login: about })
      .subtract({ count: 1 })
      .where((field, { gt }) => gt(field.count, 0))
      .go(table()),
  );
}

export async function forgetAttempts(about: string): Promise<void> {
  await AttemptRow.delete({ login: about }).go(table());
}

async function oneMore(about: string): Promise<{ readonly count: number; readonly expires: number }> {
  for (;;) {
    const now = seconds();
    const counted = await ifHeld(
      AttemptRow.patch({ login: about })
        .add({ count: 1 })
        .where((field, { gt }) => gt(field.expires, now))
        .go({ ...table(), response: "all_new" }),
    );
    if (counted) return attemptRows.all([counted.data])[0] ?? { count: 1, expires: now };
    const first = { login: about, count: 1, expires: now + WINDOW_SECONDS };
    const begun = await conditionHeld(
      AttemptRow.put(first)
        .where((field, { notExists, lte }) => `${notExists(field.count)} OR ${lte(field.expires, now)}`)
        .go(table()),
    );
    if (begun) return first;
    // Somebody beside us was the first in the meantime.
  }
}

const seconds = (): number => Math.floor(clock.now().getTime() / 1000);
