/** A password that somebody claims, looked at when its turn comes. */
import { type Result, refuse } from "../../../core/outcome.ts";
import { openLine } from "../../adapters/line.ts";
import type { Guessed } from "../../adapters/table/attempts.ts";
import { pause, takeTurns, wasRight } from "./turns.ts";

const tooMany = refuse(
  "limit",
  "too_many_attempts",
  "密码错误次数过多，请半分钟后再试，或联系管理员重置密码。",
);
const busy = refuse("limit", "busy", "现在登录的人太多，请稍候再试。");

/**
 * Hashing takes a thread of the pool that also reads files, and a core: two leave pages and uploads room, however many sign in
 * at once. Who waits for longer than this would not hear of it any more: the gateway gives up after 30 s.
 */
const inLine = openLine({ abreast: 2, most: 400, seconds: 20 });

/**
 * @param check looks at the password; a refusal of it is a wrong guess
 * The guess is counted where the line has led to it: of many who sign in at once from one address only those are in the
 * count whose passwords were wrong.
 */
export async function checkedInTurn<T>(
  guesses: readonly [Guessed, ...Guessed[]],
  check: () => Promise<Result<T>>,
): Promise<Result<T>> {
  const first = await inLine(async () => {
    const wait = await takeTurns(guesses);
    return wait === 0 ? check() : (wait ?? tooMany);
  });
  if (typeof first === "number") await pause(first);
  const checked = typeof first === "number" ? await inLine(check) : first;
  if (!checked) return busy;
  if (checked.ok) await wasRight(guesses);
  return checked;
}
