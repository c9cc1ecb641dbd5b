/** A password that somebody claims, looked at when its turn comes. */
import { type Result, refuse } from "../../../core/outcome.ts";
import { openLine } from "../../adapters/line.ts";
import type { Guessed } from "../../adapters/table/attempts.ts";
import { pause, takeTurns, wasRight } from "./turns.ts";

const tooMany = refuse("limit", "too_many_attempts", "错误次数过多，请半分钟后再试，或联系管理员重置。");
const busy = refuse("limit", "busy", "现在登录的人太多，请稍候再试。");

/**
 * Hashing takes a thread of the pool that also reads files, and a core: two leave pages and uploads room, however many sign in
 * at once. Who waits for longer than this would not hear of it any more: the gateway gives up after 30 s.
 */
const inLine = openLine({ abreast: 2, most: 400, seconds: 20 });

/** Hashing that is no guess, as of a new password: in the same line; undefined where it is too long. */
export const inHashingLine = inLine;

/** What is claimed, and how it is looked at: a refusal is a wrong guess. */
export interface Claim<T> {
  readonly guesses: readonly [Guessed, ...Guessed[]];
  readonly check: () => Promise<Result<T>>;
}

/** The same of what is looked at in no time, as a code: it needs a turn, and no place in the line. */
export async function quicklyCheckedInTurn<T>({ guesses, check }: Claim<T>): Promise<Result<T>> {
  const wait = await takeTurns(guesses);
  if (wait === undefined) return tooMany;
  if (wait > 0) await pause(wait);
  const outcome = await check();
  if (outcome.ok) await wasRight(guesses);
  return outcome;
}

/**
 * The guess is counted where the line has led to it: of many who sign in at once from one address only those are in the
 * count whose passwords were wrong.
 * @param read reads what is needed to check, and waits in line like the rest
 */
export async function checkedInTurn<T>(read: () => Promise<Claim<T>>): Promise<Result<T>> {
  const first = await inLine(async () => {
    const claim = await read();
    const wait = await takeTurns(claim.guesses);
    return {
      claim,
      wait,
      outcome: wait === 0 ? await claim.check() : wait === undefined ? tooMany : undefined,
    };
  });
  if (!first) return busy;
  const { claim, wait = 0 } = first;
  if (wait > 0) await pause(wait);
  const outcome = first.outcome ?? (await inLine(claim.check));
  if (!outcome) return busy;
  if (outcome.ok) await wasRight(claim.guesses);
  return outcome;
}
