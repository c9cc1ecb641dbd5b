/** Sign-ins of a login within a quarter of an hour, so that guessing is slow (ASVS 5 6.3.1). */

import * as z from "zod";
import { clock } from "../clock.ts";
import { number, service, text, written } from "./column.ts";
import { Entity } from "./entity.ts";
import { rowKind } from "./row.ts";
import { primary, table } from "./table.ts";
import { conditionHeld } from "./transaction.ts";

/** Failed sign-ins of a login, to slow guessing down. */
const AttemptRow = new Entity({
  model: { entity: "attempt", version: "1", service },
  attributes: { login: text, count: number, expires: number, format: written(1) },
  indexes: {
    byLogin: { pk: { field: primary.pk, composite: ["login"] }, sk: { field: primary.sk, composite: [] } },
  },
});

/** Counted by the table itself, under conditions: nothing here reads one. */
export const attemptRows = rowKind(AttemptRow, {
  label: "登录尝试",
  key: ["login"],
  schema: z.object({ login: z.string(), count: z.int(), expires: z.int() }),
});

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
