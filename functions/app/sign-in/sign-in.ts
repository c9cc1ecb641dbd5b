/** Signing in with login and password, signing out, and who is behind a session's token. */
import type { Person } from "../../../core/organisation/unit.ts";
import { accept, type Result, refuse } from "../../../core/outcome.ts";
import { hashPassword, passwordMatches } from "../../adapters/password.ts";
import { knowBrowser } from "../../adapters/table/browsers.ts";
import { getPerson, personByLogin } from "../../adapters/table/people.ts";
import { closeSignIn, openSignIn, signInOf } from "../../adapters/table/sign-ins.ts";
import { checkedInTurn } from "./checked.ts";
import { guessesAt, type Origin } from "./turns.ts";

/** A working day; after that one signs in again. */
const SESSION_SECONDS = 12 * 3600;
/** How long a browser is remembered, from the last sign-in. */
const BROWSER_SECONDS = 180 * 24 * 3600;

/** A record of nobody's password, so that an unknown login takes as long as a wrong password. */
let nobody: Promise<string> | undefined;

/** A token and how many seconds it lives. */
interface Token {
  readonly token: string;
  readonly maxAge: number;
}

export interface SignedIn {
  readonly person: Person;
  readonly session: Token;
  readonly browser: Token;
}

export async function signIn(written: string, password: string, origin: Origin): Promise<Result<SignedIn>> {
  const login = written.trim().toLowerCase();
  const checked = await checkedInTurn(async () => {
    const row = await personByLogin(login);
    nobody ??= hashPassword("nobody");
    const record = row?.password ?? (await nobody);
    return {
      guesses: await guessesAt(login, row?.person.id, origin),
      check: async () =>
        (await passwordMatches(password, record)) && row
          ? accept(row.person)
          : refuse("auth", "sign_in_failed", "账号或密码不正确，请重新输入。"),
    };
  });
  if (!checked.ok) return checked;
  const person = checked.value;
  const [session, browser] = await Promise.all([
    openSignIn(person, SESSION_SECONDS),
    knowBrowser(origin.browser, person.id, BROWSER_SECONDS),
  ]);
  return accept({
    person,
    session: { token: session, maxAge: SESSION_SECONDS },
    browser: { token: browser, maxAge: BROWSER_SECONDS },
  });
}

/** The person behind a cookie's token; undefined when it is unknown or has expired. */
export async function personBehind(token: string | undefined): Promise<Person | undefined> {
  const session = token ? await signInOf(token) : undefined;
  return session && getPerson(session.jurisdiction, session.personId);
}

export async function signOut(token: string | undefined): Promise<void> {
  if (token) await closeSignIn(token);
}
