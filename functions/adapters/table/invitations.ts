/** Invitations: a link by which somebody sets the own password, once. The token is kept only as its hash. */
import * as z from "zod";
import { tokenHash } from "../identifier.ts";
import { number, optional, service, text, written } from "./column.ts";
import { Entity } from "./entity.ts";
import { rowKind } from "./row.ts";
import { first, primary, table } from "./table.ts";
import { conditionHeld, update, type Write } from "./transaction.ts";

/** An invitation by the hash of its token; of an office and a person (gsi1). */
const InvitationRow = new Entity({
  model: { entity: "invitation", version: "1", service },
  attributes: {
    hash: text,
    jurisdiction: text,
    personId: text,
    createdBy: text,
    createdAt: text,
    expiresAt: text,
    standing: text,
    endedAt: optional,
    expires: number,
    format: written(1),
  },
  indexes: {
    byHash: { pk: { field: primary.pk, composite: ["hash"] }, sk: { field: primary.sk, composite: [] } },
    byPerson: {
      index: first.index,
      pk: { field: first.pk, composite: ["jurisdiction"] },
      sk: { field: first.sk, composite: ["personId", "createdAt"] },
    },
  },
});

const invitation = z.object({
  hash: z.string(),
  jurisdiction: z.string(),
  personId: z.string(),
  createdBy: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
  standing: z.enum(["open", "used", "revoked"]),
  endedAt: z.string().optional(),
  /** When the table forgets it: long after it has expired, so that its bearer is still told what became of it. */
  expires: z.int(),
});
export type Invitation = Readonly<z.output<typeof invitation>>;

export const invitationRows = rowKind(InvitationRow, {
  label: "邀请",
  key: ["personId", "createdAt"],
  schema: invitation,
});

export async function putInvitation(token: string, made: Omit<Invitation, "hash">): Promise<void> {
  await InvitationRow.put({ ...made, hash: tokenHash(token) }).go(table());
}

export async function invitationBehind(token: string): Promise<Invitation | undefined> {
  const { data } = await InvitationRow.get({ hash: tokenHash(token) }).go({ ...table(), consistent: true });
  return invitationRows.one(data);
}

/** All of an office, the oldest of each person first. */
export async function invitationsIn(jurisdiction: string): Promise<Invitation[]> {
  const { data } = await InvitationRow.query.byPerson({ jurisdiction }).go({ ...table(), pages: "all" });
  return invitationRows.all(data);
}

export async function invitationsOf(jurisdiction: string, personId: string): Promise<Invitation[]> {
  const { data } = await InvitationRow.query
    .byPerson({ jurisdiction, personId })
    .go({ ...table(), pages: "all" });
  return invitationRows.all(data);
}

const ended = ({ hash }: Pick<Invitation, "hash">, standing: "used" | "revoked", at: string) =>
  InvitationRow.patch({ hash })
    .set({ standing, endedAt: at })
    .where((field, { eq }) => eq(field.standing, "open"));

/** Holds only while it is open. */
export const writeUsed = (taken: Invitation, at: string): Write => update(ended(taken, "used", at));

export const revoke = (open: Invitation, at: string): Promise<boolean> =>
  conditionHeld(ended(open, "revoked", at).go(table()));
