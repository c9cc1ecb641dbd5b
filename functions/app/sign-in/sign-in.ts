/** Signing in with login and password, signing out, and who is behind a session's token. */
import type { Person } from "../../../core/organisation/unit.ts";
import { accept, type Result, refuse } from "../../../core/outcome.ts";
import { hashPassword, passwordMatches } from "../../adapters/password.ts";
import { forgetAttempts, takeAttempt } from "../../adapters/table/attempts.ts";
import { getPerson, personByLogin } from "../../adapters/table/people.ts";
import { closeSignIn, openSignIn, signInOf } from "../../adapters/table/sign-ins.ts";

/** A working day; after that one signs in again. */
const SESSION_SECONDS = 12 * 3600;

/** A record of nobody's password, so that an unknown login takes as long as a wrong password. */
let nobody: Promise<string> | undefined;

export async function signIn(
  written: string,
  password: string,
): Promise<Result<{ readonly person: Person; readonly token: string; readonly maxAge: number }>> {
  const login = written.trim().toLowerCase();
  if (!(await takeAttempt(login)))
    return refuse("limit", "too_many_attempts", "登录失败次数过多，请15分钟后再试，或联系管理员重置密码。");
  const row = await personByLogin(login);
  nobody ??= hashPassword("nobody");
  const matches = await passwordMatches(password, row?.password ?? (await nobody));
  if (!row || !matches) return refuse("auth", "sign_in_failed", "账号或密码不正确，请重新输入。");
  await forgetAttempts(login);
  const { person } = row;
  return accept({ person, token: await openSignIn(person, SESSION_SECONDS), maxAge: SESSION_SECONDS });
}

/** The person behind a cookie's token; undefined when it is unknown or has expired. */
export async function personBehind(token: string | undefined): Promise<Person | undefined> {
  const session = token ? await signInOf(token) : undefined;
  return session && getPerson(session.jurisdiction, session.personId);
}

export async function signOut(token: string | undefined): Promise<void> {
  if (token) await closeSignIn(token);
}
