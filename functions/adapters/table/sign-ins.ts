/** Who is signed in: one row a session, under the hash of its token. */
import * as z from "zod";
import type { Person } from "../../../core/organisation/unit.ts";
import { clock } from "../clock.ts";
import { newToken, tokenHash } from "../identifier.ts";
import { number, service, text, written } from "./column.ts";
import { Entity } from "./entity.ts";
import { rowKind } from "./row.ts";
import { first, primary, table } from "./table.ts";

/** A signed-in browser, by the hash of its cookie; of a person (gsi1). */
const SignInRow = new Entity({
  model: { entity: "signIn", version: "1", service },
  attributes: {
    hash: text,
    jurisdiction: text,
    personId: text,
    since: text,
    expires: number,
    format: written(1),
  },
  indexes: {
    byHash: { pk: { field: primary.pk, composite: ["hash"] }, sk: { field: primary.sk, composite: [] } },
    byPerson: {
      index: first.index,
      pk: { field: first.pk, composite: ["personId"] },
      sk: { field: first.sk, composite: ["since"] },
    },
  },
});

export const signInRows = rowKind(SignInRow, {
  label: "登录状态",
  key: ["personId", "since"],
  schema: z.object({
    hash: z.string(),
    jurisdiction: z.string(),
    personId: z.string(),
    since: z.string(),
    expires: z.int(),
  }),
});

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
  const signIn = signInRows.one(data);
  return signIn && signIn.expires * 1000 > clock.now().getTime() ? signIn : undefined;
}

export async function closeSignIn(token: string): Promise<void> {
  await SignInRow.delete({ hash: tokenHash(token) }).go(table());
}

/** Ends every session of a person but the one with `token`. */
export async function closeOtherSignIns(personId: string, token: string): Promise<void> {
  const { data } = await SignInRow.query.byPerson({ personId }).go({ ...table(), pages: "all" });
  const others = signInRows.all(data).filter((row) => row.hash !== tokenHash(token));
  await Promise.all(others.map((row) => SignInRow.delete({ hash: row.hash }).go(table())));
}
