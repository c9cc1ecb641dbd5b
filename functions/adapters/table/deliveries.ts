/**
 * Deliveries in the table: of each message by each channel one row that says how it went.
 *
 *     queued ──▶ sending ──▶ sent
 *        ▲          ├─────▶ failed   after the last rest, or for good
 *        └──────────┘ after a rest; after a crash once the lease is over, under the same batch
 *
 *     unsent: would have been sent, but there is no channel or no address
 */
import * as z from "zod";
import { json, number, optional, service, text, written } from "./column.ts";
import { Entity } from "./entity.ts";
import { rowKind, type Sifted } from "./row.ts";
import { first, primary, second, table } from "./table.ts";
import { commit, conditionHeld, put } from "./transaction.ts";

const STATUSES = ["queued", "sending", "sent", "failed", "unsent"] as const;
export type DeliveryStatus = (typeof STATUSES)[number];

/** By id; what is to be done by instant (gsi1); an office's, the newest first (gsi2). */
const DeliveryRow = new Entity({
  model: { entity: "delivery", version: "1", service },
  attributes: {
    id: text,
    jurisdiction: text,
    channel: text,
    hearer: text,
    called: { type: "list", items: { type: "string" } },
    line: json,
    status: text,
    next: text,
    tries: number,
    batch: optional,
    at: text,
    sentAt: optional,
    error: optional,
    shard: text,
    format: written(1),
  },
  indexes: {
    byId: { pk: { field: primary.pk, composite: ["id"] }, sk: { field: primary.sk, composite: [] } },
    byNext: {
      index: first.index,
      condition: ({ status }) => status === "queued" || status === "sending",
      pk: { field: first.pk, composite: ["shard"] },
      sk: { field: first.sk, composite: ["next", "id"] },
    },
    byOffice: {
      index: second.index,
      pk: { field: second.pk, composite: ["jurisdiction"] },
      sk: { field: second.sk, composite: ["at", "id"] },
    },
  },
});

const delivery = z.object({
  id: z.string(),
  jurisdiction: z.string(),
  /** Id of the channel; `none` where there is none. */
  channel: z.string(),
  /** A person, or `group`. */
  hearer: z.string(),
  /** Of a group, the persons who are called by it. */
  called: z.array(z.string()).optional(),
  /** `page` is a path of the site. */
  line: z.object({ title: z.string(), text: z.string(), page: z.string() }),
  status: z.enum(STATUSES),
  /** When it is looked at next. */
  next: z.string(),
  tries: z.int().nonnegative(),
  /** The letter that it went in, or is to go in again. */
  batch: z.string().optional(),
  at: z.string(),
  sentAt: z.string().optional(),
  error: z.string().optional(),
  shard: z.string(),
});
type Row = Readonly<z.output<typeof delivery>>;
export type Delivery = Omit<Row, "shard">;

export const deliveryRows = rowKind(DeliveryRow, { label: "消息投递", key: ["id"], schema: delivery });

/** One shard is enough: what leaves by one channel goes through one door. */
const SHARD = "0";
export const GROUP = "group";
export const NO_CHANNEL = "none";

const putting = (row: Delivery) =>
  DeliveryRow.put({ ...row, ...(row.called && { called: [...row.called] }), shard: SHARD });

/** False: there is one already. */
export const addDelivery = (row: Delivery): Promise<boolean> =>
  conditionHeld(
    putting(row)
      .where((field, { notExists }) => notExists(field.at))
      .go(table()),
  );

export async function getDelivery(id: string): Promise<Delivery | undefined> {
  const { data } = await DeliveryRow.get({ id }).go({ ...table(), consistent: true });
  return deliveryRows.one(data);
}

/** What is to be looked at by now, the longest waiting first. One that cannot be read holds up none of the others. */
export async function dueDeliveries(now: string, limit: number): Promise<Sifted<Delivery>> {
  const { data } = await DeliveryRow.query
    .byNext({ shard: SHARD })
    .lte({ next: now, id: "~" })
    .go({ ...table(), limit });
  return deliveryRows.sift(data);
}

/** The newest first. */
export async function deliveriesOf(jurisdiction: string, limit: number, before?: string) {
  const { data, cursor } = await DeliveryRow.query
    .byOffice({ jurisdiction })
    .go({ ...table(), order: "desc", limit, cursor: before ?? null });
  return { deliveries: deliveryRows.all(data), next: cursor ?? undefined };
}

/** A letter holds so many at most: one transaction takes them all. */
export const MAX_BATCH = 50;

/** All of them become what they shall be, or none: somebody else has taken one of them meanwhile. */
export const moveDeliveries = (
  moves: readonly { readonly from: Delivery; readonly to: Delivery }[],
): Promise<boolean> =>
  commit(
    moves.map(({ from, to }) => {
      const status: string = from.status;
      return put(
        putting(to).where(
          (field, { eq }) =>
            `${eq(field.status, status)} AND ${eq(field.next, from.next)} AND ${eq(field.tries, from.tries)}`,
        ),
      );
    }),
  );
