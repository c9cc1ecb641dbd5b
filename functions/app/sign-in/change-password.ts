/** Changing the own password ends all sessions but the one in which it is changed. */
import type { Person } from "../../../core/organisation/unit.ts";
import { accept, type Result, refuse } from "../../../core/outcome.ts";
import { hashPassword, passwordMatches } from "../../adapters/password.ts";
import { personByLogin, writePassword } from "../../adapters/table/people.ts";
import { closeOtherSignIns } from "../../adapters/table/sign-ins.ts";
import { commit } from "../../adapters/table/transaction.ts";
import { checkedInTurn } from "./checked.ts";
import { acceptable } from "./password-rules.ts";

/** Guesses of whoever has found somebody's session open. */
const FREE_GUESSES = 5;

/** @param token of the session that stays */
export async function changePassword(
  person: Person,
  { current, next }: { readonly current: string; readonly next: string },
  token: string,
): Promise<Result<{ ok: true }>> {
  const checked = await checkedInTurn(async () => {
    const row = await personByLogin(person.login);
    return {
      guesses: [{ about: `own:${person.id}`, free: FREE_GUESSES }],
      check: async () =>
        row && (await passwordMatches(current, row.password))
          ? accept(true)
          : refuse("auth", "sign_in_failed", "当前密码不正确。"),
    };
  });
  if (!checked.ok) return checked;
  const fit = await acceptable(next, person);
  if (!fit.ok) return fit;
  await commit([writePassword(person, await hashPassword(next))]);
  await closeOtherSignIns(person.id, token);
  return accept({ ok: true });
}
