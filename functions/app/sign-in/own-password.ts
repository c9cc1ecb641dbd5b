/** The own password, asked for once more before something changes that decides who gets in (ASVS 5 7.5.1). */
import type { Person } from "../../../core/organisation/unit.ts";
import { accept, type Result, refuse } from "../../../core/outcome.ts";
import { passwordMatches } from "../../adapters/password.ts";
import { personByLogin } from "../../adapters/table/people.ts";
import { checkedInTurn } from "./checked.ts";

/** Guesses of whoever has found somebody's session open. */
const FREE_GUESSES = 5;

export function checkOwnPassword(person: Person, password: string): Promise<Result<true>> {
  return checkedInTurn(async () => {
    const row = await personByLogin(person.login);
    return {
      guesses: [{ about: `own:${person.id}`, free: FREE_GUESSES }],
      check: async () =>
        row && (await passwordMatches(password, row.password))
          ? accept<true>(true)
          : refuse("auth", "sign_in_failed", "当前密码不正确。"),
    };
  });
}
