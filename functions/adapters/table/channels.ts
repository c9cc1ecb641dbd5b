/** Channels of an office in the table: how they are set, and how they do. Never what opens them. */
import * as z from "zod";
import { type ChannelSetting, channelSetting } from "../../../core/messages/channel.ts";
import { json, optional, service, text, written } from "./column.ts";
import { Entity } from "./entity.ts";
import { rowKind } from "./row.ts";
import { primary, table } from "./table.ts";
import { conditionHeld } from "./transaction.ts";

const ChannelRow = new Entity({
  model: { entity: "channel", version: "1", service },
  attributes: {
    jurisdiction: text,
    id: text,
    setting: json,
    failures: { type: "number", required: true },
    failingSince: optional,
    error: optional,
    sentAt: optional,
    format: written(1),
  },
  indexes: {
    byOffice: {
      pk: { field: primary.pk, composite: ["jurisdiction"] },
      sk: { field: primary.sk, composite: ["id"] },
    },
  },
});

const channel = z.object({
  jurisdiction: z.string(),
  id: z.string(),
  setting: channelSetting,
  /** In a row, up to now. */
  failures: z.int().nonnegative(),
  failingSince: z.string().optional(),
  /** Why it failed the last time. */
  error: z.string().optional(),
  sentAt: z.string().optional(),
});
export type KeptChannel = Readonly<z.output<typeof channel>>;

export const channelRows = rowKind(ChannelRow, {
  label: "消息渠道",
  key: ["jurisdiction", "id"],
  schema: channel,
});

export async function channelsOf(jurisdiction: string): Promise<KeptChannel[]> {
  const { data } = await ChannelRow.query.byOffice({ jurisdiction }).go({ ...table(), pages: "all" });
  return channelRows.all(data);
}

export async function getChannel(jurisdiction: string, id: string): Promise<KeptChannel | undefined> {
  const { data } = await ChannelRow.get({ jurisdiction, id }).go({ ...table(), consistent: true });
  return channelRows.one(data);
}

/** Set anew, it has not failed yet. */
export async function putChannel(setting: ChannelSetting): Promise<void> {
  const { jurisdiction, id } = setting;
  await ChannelRow.put({ jurisdiction, id, setting, failures: 0 }).go(table());
}

export async function dropChannel(jurisdiction: string, id: string): Promise<void> {
  await ChannelRow.delete({ jurisdiction, id }).go(table());
}

export async function channelSent({ jurisdiction, id }: KeptChannel, sentAt: string): Promise<void> {
  await conditionHeld(
    ChannelRow.patch({ jurisdiction, id })
      .set({ failures: 0, sentAt })
      .remove(["failingSince", "error"])
      .go(table()),
  );
}

/** Counts a failure; answers how many there have been in a row, and since when. */
export async function channelFailed(
  { jurisdiction, id }: KeptChannel,
  error: string,
  at: string,
): Promise<KeptChannel | undefined> {
  await conditionHeld(
    ChannelRow.patch({ jurisdiction, id })
      .add({ failures: 1 })
      .set({ error })
      .data(({ failingSince }, { ifNotExists }) => ifNotExists(failingSince, at))
      .go(table()),
  );
  return getChannel(jurisdiction, id);
}
