/** Who of ours somebody in a single sign-on is. */
import * as z from "zod";
import { service, text, written } from "./column.ts";
import { Entity } from "./entity.ts";
import { rowKind } from "./row.ts";
import { first, primary, table } from "./table.ts";
import { conditionHeld, put, type Write } from "./transaction.ts";

/** By the issuer's name for a person, which it never gives to another (OpenID Connect Core §2); of an office (gsi1). */
const IdentityRow = new Entity({
  model: { entity: "identity", version: "1", service },
  attributes: {
    issuer: text,
    subject: text,
    jurisdiction: text,
    personId: text,
    managed: { type: "boolean", required: true },
    since: text,
    format: written(1),
  },
  indexes: {
    bySubject: {
      pk: { field: primary.pk, composite: ["issuer"], casing: "none" },
      sk: { field: primary.sk, composite: ["subject"], casing: "none" },
    },
    byPerson: {
      index: first.index,
      pk: { field: first.pk, composite: ["jurisdiction"] },
      sk: { field: first.sk, composite: ["personId", "issuer", "subject"], casing: "none" },
    },
  },
});

const identity = z.object({
  issuer: z.string(),
  subject: z.string(),
  jurisdiction: z.string(),
  personId: z.string(),
  /** The sign-on's groups say what this person may: the account was made by it. */
  managed: z.boolean(),
  since: z.string(),
});
export type Identity = Readonly<z.output<typeof identity>>;

export const identityRows = rowKind(IdentityRow, {
  label: "统一身份绑定",
  key: ["issuer", "subject"],
  schema: identity,
});

export async function identityOf(issuer: string, subject: string): Promise<Identity | undefined> {
  const { data } = await IdentityRow.get({ issuer, subject }).go({ ...table(), consistent: true });
  return identityRows.one(data);
}

export async function identitiesIn(jurisdiction: string): Promise<Identity[]> {
  const { data } = await IdentityRow.query.byPerson({ jurisdiction }).go({ ...table(), pages: "all" });
  return identityRows.all(data);
}

export async function identitiesOf(jurisdiction: string, personId: string): Promise<Identity[]> {
  const { data } = await IdentityRow.query
    .byPerson({ jurisdiction, personId })
    .go({ ...table(), pages: "all" });
  return identityRows.all(data);
}

const bound = (made: Identity) =>
  IdentityRow.put(made).where((field, { notExists }) => notExists(field.personId));

/** Holds only while the sign-on's person is nobody's. */
export const writeIdentity = (made: Identity): Write => put(bound(made));

export const bindIdentity = (made: Identity): Promise<boolean> => conditionHeld(bound(made).go(table()));

export async function unbindIdentity({ issuer, subject }: Identity): Promise<void> {
  await IdentityRow.delete({ issuer, subject }).go(table());
}
