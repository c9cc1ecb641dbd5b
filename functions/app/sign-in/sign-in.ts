/** Signing in with login and password, signing out, and who is behind a session's token. */
import { type Standing, standingOn } from "../../../core/organisation/person.ts";
import type { Person } from "../../../core/organisation/unit.ts";
import { accept, type Result, refuse } from "../../../core/outcome.ts";
import { clock } from "../../adapters/clock.ts";
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
          ? entering(row.person)
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

const SHUT_OUT: Readonly<Record<Exclude<Standing, "active">, string>> = {
  disabled: "账号已停用，如有疑问请联系管理员。",
  expired: "账号的权限已到期，请联系管理员延长。",
  waiting: "账号的权限还没有生效，请在生效后登录，或联系管理员。",
};

/** Only who has proven to be the bearer learns how the account stands. */
function entering(person: Person): Result<Person> {
  const standing = standingOn(person, clock.today());
  return standing === "active"
    ? accept(person)
    : refuse("forbidden", `account_${standing}`, SHUT_OUT[standing]);
}

/** The person behind a cookie's token; undefined when it is unknown, has expired, or the account has. */
export async function personBehind(token: string | undefined): Promise<Person | undefined> {
  const session = token ? await signInOf(token) : undefined;
  const person = session && (await getPerson(session.jurisdiction, session.personId));
  return person && standingOn(person, clock.today()) === "active" ? person : undefined;
}

export async function signOut(token: string | undefined): Promise<void> {
  if (token) await closeSignIn(token);
}
