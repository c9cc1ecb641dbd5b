/** Who is signed in: one row a session, under the hash of its token. */
import * as z from "zod";
import { dayOf } from "../../../core/calendar/workday.ts";
import type { Person } from "../../../core/organisation/unit.ts";
import { clock } from "../clock.ts";
import { newToken, tokenHash } from "../identifier.ts";
import { number, optional, service, text, written } from "./column.ts";
import { Entity } from "./entity.ts";
import { rowKind } from "./row.ts";
import { first, primary, table } from "./table.ts";
import { conditionHeld } from "./transaction.ts";

/** A signed-in browser, by the hash of its cookie; of a person (gsi1). */
const SignInRow = new Entity({
  model: { entity: "signIn", version: "1", service },
  attributes: {
    hash: text,
    jurisdiction: text,
    personId: text,
    since: text,
    seen: text,
    browser: text,
    network: text,
    by: text,
    signOn: optional,
    expires: number,
    format: written(2),
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

/** How somebody came in. */
export const waysIn = z.enum(["password", "sign-on", "invitation"]);

const signIn = z.object({
  hash: z.string(),
  jurisdiction: z.string(),
  personId: z.string(),
  since: z.string(),
  /** The day on which it was used last, in the office's time zone. */
  seen: z.string(),
  /** Kind of browser: Edge 浏览器（Windows）. */
  browser: z.string(),
  /** Part of the address that its network has. */
  network: z.string(),
  by: waysIn,
  /** What the single sign-on wants to see again when it is to end there too; sealed. */
  signOn: z.string().optional(),
  expires: z.int(),
});
export type SignIn = Readonly<z.output<typeof signIn>>;

/** Of sessions from before it was kept where they are. */
const known = z.looseObject({ since: z.string() });

export const signInRows = rowKind(SignInRow, {
  label: "登录状态",
  key: ["personId", "since"],
  schema: signIn,
  upcasts: [
    (older) => {
      const row = known.parse(older);
      return { seen: dayOf(new Date(row.since)), browser: "其他浏览器", network: "", by: "password", ...row };
    },
  ],
});

const seconds = (): number => Math.floor(clock.now().getTime() / 1000);

/** What is kept of a session beside whose it is. */
export type Where = Pick<SignIn, "browser" | "network" | "by"> & { readonly signOn?: string | undefined };

/** A new session of `person` for so many seconds; its token, which is random and kept by nobody else. */
export async function openSignIn(
  { id: personId, jurisdiction }: Pick<Person, "id" | "jurisdiction">,
  { signOn, ...where }: Where,
  lasting: number,
): Promise<string> {
  const token = newToken();
  await SignInRow.put({
    ...where,
    hash: tokenHash(token),
    jurisdiction,
    personId,
    since: clock.instant(),
    seen: clock.today(),
    expires: seconds() + lasting,
    ...(signOn !== undefined && { signOn }),
  }).go(table());
  return token;
}

/** Whose session the token is; undefined when it is unknown or has expired. */
export async function signInOf(token: string): Promise<SignIn | undefined> {
  const { data } = await SignInRow.get({ hash: tokenHash(token) }).go({ ...table(), consistent: true });
  const signIn = signInRows.one(data);
  return signIn && isLive(signIn) ? signIn : undefined;
}

const isLive = ({ expires }: SignIn): boolean => expires * 1000 > clock.now().getTime();

/** Notes that it was used today; one that has ended in the meantime stays so. */
export async function seenToday({ hash }: SignIn): Promise<void> {
  await conditionHeld(SignInRow.patch({ hash }).set({ seen: clock.today() }).go(table()));
}

/** The sessions of a person that have not ended, the newest first. */
export async function signInsOf(personId: string): Promise<SignIn[]> {
  const { data } = await SignInRow.query
    .byPerson({ personId })
    .go({ ...table(), pages: "all", order: "desc" });
  return signInRows.all(data).filter(isLive);
}

export async function closeSignIn({ hash }: Pick<SignIn, "hash">): Promise<void> {
  await SignInRow.delete({ hash }).go(table());
}

/** Ends every session of a person but the one with `token`. */
export async function closeOtherSignIns(personId: string, token: string): Promise<void> {
  const { data } = await SignInRow.query.byPerson({ personId }).go({ ...table(), pages: "all" });
  const others = signInRows.all(data).filter((row) => row.hash !== tokenHash(token));
  await Promise.all(others.map(closeSignIn));
}
