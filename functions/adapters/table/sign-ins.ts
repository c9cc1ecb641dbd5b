/** Who is signed in: one row a session, under the hash of its token. */
import type { Person } from "../../../core/organisation/unit.ts";
import { clock } from "../clock.ts";
import { newToken, tokenHash } from "../identifier.ts";
import { SignInRow } from "./office-entities.ts";
import { table } from "./table.ts";

const seconds = (): number => Math.floor(clock.now().getTime() / 1000);

/** A new session of `person` for so many seconds; its token, which is random and kept by nobody else. */
export async function openSignIn({ id: personId, jurisdiction }: Person, lasting: number): Promise<string> {
  const token = newToken();
  const expires = seconds() + lasting;
  await SignInRow.put({ hash: tokenHash(token), jurisdiction, personId, since: clock.instant(), expires }).go(
    table(),
  );
  return token;
}

/** Whose session the token is; undefined when it is unknown or has expired. */
export async function signInOf(token: string) {
  const { data } = await SignInRow.get({ hash: tokenHash(token) }).go({ ...table(), consistent: true });
  return data && data.expires * 1000 > clock.now().getTime() ? data : undefined;
}

export async function closeSignIn(token: string): Promise<void> {
  await SignInRow.delete({ hash: tokenHash(token) }).go(table());
}

/** Ends every session of a person but the one with `token`. */
export async function closeOtherSignIns(personId: string, token: string): Promise<void> {
  const { data } = await SignInRow.query.byPerson({ personId }).go({ ...table(), pages: "all" });
  const others = data.filter((row) => row.hash !== tokenHash(token));
  await Promise.all(others.map((row) => SignInRow.delete({ hash: row.hash }).go(table())));
}
