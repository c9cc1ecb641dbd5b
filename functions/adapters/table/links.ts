/** Upload links and the tickets asked for through them. A token is kept only as its hash. */
import * as z from "zod";
import { storedAnswer } from "../../../core/submissions/stored.ts";
import { clock } from "../clock.ts";
import { tokenHash } from "../identifier.ts";
import { json, optional, service, text, written } from "./column.ts";
import { Entity } from "./entity.ts";
import { rowKind } from "./row.ts";
import { first, primary, second, table } from "./table.ts";

/** An upload link by the hash of its token; of a unit (gsi1). */
const LinkRow = new Entity({
  model: { entity: "link", version: "1", service },
  attributes: {
    hash: text,
    id: text,
    jurisdiction: text,
    unitId: text,
    period: text,
    sessionDate: optional,
    documentType: optional,
    createdBy: text,
    createdAt: text,
    expiresAt: text,
    revoked: { type: "boolean", required: true },
    revokedAt: optional,
    format: written(1),
  },
  indexes: {
    byHash: { pk: { field: primary.pk, composite: ["hash"] }, sk: { field: primary.sk, composite: [] } },
    byUnit: {
      index: first.index,
      pk: { field: first.pk, composite: ["unitId"] },
      sk: { field: first.sk, composite: ["createdAt", "id"] },
    },
  },
});

const link = z.object({
  hash: z.string(),
  id: z.string(),
  jurisdiction: z.string(),
  unitId: z.string(),
  period: z.string(),
  sessionDate: z.string().optional(),
  documentType: z.string().optional(),
  createdBy: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
  revoked: z.boolean(),
  revokedAt: z.string().optional(),
});
export type Link = Readonly<z.output<typeof link>>;

export const linkRows = rowKind(LinkRow, { label: "上传链接", key: ["id"], schema: link });

/** `2026-08-20T01` of an instant. */
export const hourOf = (instant: string): string => instant.slice(0, "2026-08-20T01".length);

/** Leave to upload one file: what the store's event will be matched with. Of an hour (gsi2), to see what came of it. */
const TicketRow = new Entity({
  model: { entity: "ticket", version: "1", service },
  attributes: {
    id: text,
    jurisdiction: text,
    unitId: text,
    linkId: text,
    linkHash: optional,
    period: text,
    submissionId: text,
    sessionDate: optional,
    documentType: optional,
    answers: { ...json, required: false },
    filers: { ...json, required: false },
    createdAt: text,
    hour: { type: "string", watch: ["createdAt"], set: (_, { createdAt }) => hourOf(createdAt) },
    format: written(2),
  },
  indexes: {
    byId: { pk: { field: primary.pk, composite: ["id"] }, sk: { field: primary.sk, composite: [] } },
    byLink: {
      index: first.index,
      pk: { field: first.pk, composite: ["linkId"] },
      sk: { field: first.sk, composite: ["createdAt", "id"] },
    },
    byHour: {
      index: second.index,
      pk: { field: second.pk, composite: ["hour"] },
      sk: { field: second.sk, composite: ["createdAt", "id"] },
    },
  },
});

const ticket = z.object({
  id: z.string(),
  jurisdiction: z.string(),
  unitId: z.string(),
  linkId: z.string(),
  /** Where the link lies; not of the papers of an archive, whose link was looked at when the archive came. */
  linkHash: z.string().optional(),
  period: z.string(),
  submissionId: z.string(),
  sessionDate: z.string().optional(),
  documentType: z.string().optional(),
  answers: z.array(storedAnswer).optional(),
  /** Who made the link, and who asked for the ticket while signed in. */
  filers: z.array(z.string()).optional(),
  createdAt: z.string(),
});
export type Ticket = Readonly<z.output<typeof ticket>>;

export const ticketRows = rowKind(TicketRow, {
  label: "上传凭证",
  key: ["id"],
  schema: ticket,
  // 1 → 2: it says who filed, which older code would drop and let them approve; and it stands in an hour.
  upcasts: [(older) => older],
});

export async function linkByToken(token: string): Promise<Link | undefined> {
  const { data } = await LinkRow.get({ hash: tokenHash(token) }).go({ ...table(), consistent: true });
  return linkRows.one(data);
}

/** The link that a ticket was asked for through, as it is now; undefined where the ticket does not say. */
export async function linkOfTicket({ linkHash: hash }: Ticket): Promise<Link | undefined> {
  if (hash === undefined) return undefined;
  const { data } = await LinkRow.get({ hash }).go({ ...table(), consistent: true });
  return linkRows.one(data);
}

export async function linksOfUnit(unitId: string): Promise<Link[]> {
  const { data } = await LinkRow.query.byUnit({ unitId }).go({ ...table(), pages: "all", order: "desc" });
  return linkRows.all(data);
}

export async function putLink(token: string, link: Omit<Link, "hash">): Promise<void> {
  await LinkRow.put({ ...link, hash: tokenHash(token) }).go(table());
}

export async function revokeLink(link: Link): Promise<void> {
  await LinkRow.patch({ hash: link.hash }).set({ revoked: true, revokedAt: clock.instant() }).go(table());
}

export async function getTicket(id: string): Promise<Ticket | undefined> {
  const { data } = await TicketRow.get({ id }).go({ ...table(), consistent: true });
  return ticketRows.one(data);
}

export async function putTicket(ticket: Ticket): Promise<void> {
  await TicketRow.put(ticket).go(table());
}

/** Tickets asked for in an hour, `2026-08-20T01`. */
export async function ticketsOfHour(hour: string): Promise<Ticket[]> {
  const { data } = await TicketRow.query.byHour({ hour }).go({ ...table(), pages: "all" });
  return ticketRows.all(data);
}

/** Tickets asked for through a link, the newest first. */
export async function ticketsOfLink(linkId: string): Promise<Ticket[]> {
  const { data } = await TicketRow.query.byLink({ linkId }).go({ ...table(), pages: "all", order: "desc" });
  return ticketRows.all(data);
}
