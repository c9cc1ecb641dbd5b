/** Who is calling: the person behind the session cookie. Tokens are random, kept hashed, and expire. */

import { Resource } from "sst/resource";
import type { Person } from "../../core/organisation/unit.ts";
import { clock } from "../adapters/clock.ts";
import { newToken, tokenHash } from "../adapters/identifier.ts";
import { SignInRow } from "../adapters/table/office-entities.ts";
import { getPerson } from "../adapters/table/offices.ts";
import { table } from "../adapters/table/table.ts";

/** A working day; after that one signs in again. */
const SESSION_SECONDS = 12 * 3600;

/** Whether people reach the site by https. */
export const isSecure = (): boolean => Resource.Site.url.startsWith("https:");

/** `__Host-` demands https; an office network without it gets the plain name (decision 0006). */
export function cookieName(secure: boolean): string {
  return secure ? "__Host-qiyou" : "qiyou";
}

export async function openSignIn(person: Person): Promise<{ token: string; maxAge: number }> {
  const token = newToken();
  const expires = Math.floor(clock.now().getTime() / 1000) + SESSION_SECONDS;
  const { id: personId, jurisdiction } = person;
  await SignInRow.put({ hash: tokenHash(token), jurisdiction, personId, since: clock.instant(), expires }).go(
    table(),
  );
  return { token, maxAge: SESSION_SECONDS };
}

/** The person behind a cookie's token; undefined when it is unknown or has expired. */
export async function personBehind(token: string | undefined): Promise<Person | undefined> {
  if (!token) return undefined;
  const { data } = await SignInRow.get({ hash: tokenHash(token) }).go({ ...table(), consistent: true });
  if (!data || data.expires * 1000 <= clock.now().getTime()) return undefined;
  return getPerson(data.jurisdiction, data.personId);
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
