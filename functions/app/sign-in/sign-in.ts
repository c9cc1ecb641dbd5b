/** Signing in with login and password, signing out, and who is behind a session's token. */
import { standingOn } from "../../../core/organisation/person.ts";
import type { Person } from "../../../core/organisation/unit.ts";
import { accept, type Result, refuse } from "../../../core/outcome.ts";
import { clock } from "../../adapters/clock.ts";
import { log } from "../../adapters/log.ts";
import { hashPassword, passwordMatches } from "../../adapters/password.ts";
import { unseal } from "../../adapters/sealing.ts";
import { isSignOnSet, signOffAddress } from "../../adapters/single-sign-on.ts";
import { getPerson, personByLogin } from "../../adapters/table/people.ts";
import { closeSignIn, type SignIn, seenToday, signInOf } from "../../adapters/table/sign-ins.ts";
import { checkedInTurn } from "./checked.ts";
import { afterFirstFactor, type Entered } from "./entering.ts";
import { entering } from "./standing.ts";
import { guessesAt, type Origin } from "./turns.ts";

/** A record of nobody's password, so that an unknown login takes as long as a wrong password. */
let nobody: Promise<string> | undefined;

export async function signIn(written: string, password: string, origin: Origin): Promise<Result<Entered>> {
  const login = written.trim().toLowerCase();
  const checked = await checkedInTurn(async () => {
    const row = await personByLogin(login);
    nobody ??= hashPassword("nobody");
    const record = row?.password ?? (await nobody);
    return {
      guesses: await guessesAt(login, row?.person.id, origin),
      check: async () =>
        (await passwordMatches(password, record)) && row
          ? entering(row.person)
          : refuse("auth", "sign_in_failed", "账号或密码不正确，请重新输入。"),
    };
  });
  return checked.ok ? accept(await afterFirstFactor(checked.value, { by: "password" }, origin)) : checked;
}

/** The person behind a cookie's token; undefined when it is unknown, has expired, or the account has. */
export async function personBehind(token: string | undefined): Promise<Person | undefined> {
  const session = token ? await signInOf(token) : undefined;
  if (!session) return undefined;
  if (session.seen !== clock.today()) await noteSeen(session);
  const person = await getPerson(session.jurisdiction, session.personId);
  return person && standingOn(person, clock.today()) === "active" ? person : undefined;
}

/** Where nothing can be written any more, reading goes on. */
const noteSeen = (session: SignIn): Promise<void> =>
  seenToday(session).catch((error: unknown) =>
    log.warn({ code: "sign_in_not_noted", message: "the day of a session was not noted", error }),
  );

/** Ends the session here; answers where it is ended at the single sign-on too, if it began there. */
export async function signOut(token: string | undefined): Promise<string | undefined> {
  const session = token ? await signInOf(token) : undefined;
  if (!session) return undefined;
  await closeSignIn(session);
  if (session.signOn === undefined || !isSignOnSet()) return undefined;
  return signOffAddress(unseal(session.signOn, session.personId) || undefined);
}
