/** Upload links and the tickets asked for through them. A token is kept only as its hash. */
import { tokenHash } from "../identifier.ts";
import { LinkRow, TicketRow } from "./office-entities.ts";
import { table } from "./table.ts";

export type Link = NonNullable<Awaited<ReturnType<typeof linkByToken>>>;
export type Ticket = NonNullable<Awaited<ReturnType<typeof getTicket>>>;

export async function linkByToken(token: string) {
  const { data } = await LinkRow.get({ hash: tokenHash(token) }).go({ ...table(), consistent: true });
  return data ?? undefined;
}

export async function linksOfUnit(unitId: string): Promise<Link[]> {
  const { data } = await LinkRow.query.byUnit({ unitId }).go({ ...table(), pages: "all", order: "desc" });
  return data;
}

export async function putLink(token: string, link: Omit<Link, "hash">): Promise<void> {
  await LinkRow.put({ ...link, hash: tokenHash(token) }).go(table());
}

export async function revokeLink(link: Link): Promise<void> {
  await LinkRow.patch({ hash: link.hash }).set({ revoked: true }).go(table());
}

export async function getTicket(id: string) {
  const { data } = await TicketRow.get({ id }).go({ ...table(), consistent: true });
  return data ?? undefined;
}

export async function putTicket(ticket: Ticket): Promise<void> {
  await TicketRow.put(ticket).go(table());
}

/** Tickets asked for through a link, the newest first. */
export async function ticketsOfLink(linkId: string): Promise<Ticket[]> {
  const { data } = await TicketRow.query.byLink({ linkId }).go({ ...table(), pages: "all", order: "desc" });
  return data;
}
