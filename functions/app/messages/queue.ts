/** Which way a message leaves the house: by each channel that carries its hearer's messages, once. */
import { addressOf, speaksToGroup } from "../../../core/messages/channel.ts";
import { deliveryId } from "../../../core/messages/identity.ts";
import { leavesAt, type Way } from "../../../core/messages/sending.ts";
import { rolesOn } from "../../../core/organisation/person.ts";
import type { Person } from "../../../core/organisation/unit.ts";
import { clock } from "../../adapters/clock.ts";
import { rulebookInForce } from "../../adapters/rulebook/in-force.ts";
import { channelsOf, type KeptChannel } from "../../adapters/table/channels.ts";
import { addDelivery, type Delivery, GROUP, NO_CHANNEL } from "../../adapters/table/deliveries.ts";
import { type Preference, preferenceOf } from "../../adapters/table/message-preferences.ts";
import type { KeptMessage } from "../../adapters/table/messages.ts";

export interface Addressed {
  readonly person: Person;
  readonly message: KeptMessage;
}

export interface Queueing {
  readonly jurisdiction: string;
  /** What several people hear of the same step. */
  readonly addressed: readonly Addressed[];
  /** The id of it where it is said once to all of them: by robots. */
  readonly groupId: string;
  readonly at: string;
  /** A channel that must not carry it. */
  readonly except?: string;
}

export async function queueDeliveries({
  jurisdiction,
  addressed,
  groupId,
  at,
  except,
}: Queueing): Promise<void> {
  if (addressed.length === 0) return;
  const channels = (await channelsOf(jurisdiction)).filter(
    ({ id, setting: { enabled } }) => enabled && id !== except,
  );
  const { sending } = await rulebookInForce(jurisdiction);
  const now = clock.instant();
  const rows: Delivery[] = [];
  const grouped = new Map<KeptChannel, Addressed[]>();
  for (const one of addressed) {
    const held = rolesOn(one.person, clock.today());
    const ways = channels.filter(({ setting: { roles } }) => held.some((role) => roles.includes(role)));
    const preference = await preferenceOf(one.person.id, jurisdiction);
    let leaves = false;
    for (const channel of ways) {
      if (speaksToGroup(channel.setting.settings.kind)) {
        grouped.set(channel, [...(grouped.get(channel) ?? []), one]);
        leaves = true;
        continue;
      }
      const way = wayOf(channel, preference);
      if (way === "off" || !addressOf(channel.setting.settings.kind, preference)) continue;
      rows.push({ ...queued(one.message, channel.id, one.person.id, at), next: leavesAt(now, way, sending) });
      leaves = true;
    }
    if (!leaves) rows.push(unsent(one, at, ways.length > 0));
  }
  for (const [channel, all] of grouped) {
    const [first] = all;
    if (!first) continue;
    const { title, text, page } = first.message;
    rows.push({
      ...queued({ ...first.message, id: groupId }, channel.id, GROUP, at),
      line: { title, text, page },
      called: all.map(({ person }) => person.id),
      next: leavesAt(now, "at_once", sending),
    });
  }
  for (const row of rows) await addDelivery(row);
}

const wayOf = ({ setting }: KeptChannel, { byMail, bySms }: Preference): Way =>
  setting.settings.kind === "sms" ? bySms : byMail;

const queued = (
  { id, jurisdiction, title, text, page }: KeptMessage,
  channel: string,
  hearer: string,
  at: string,
): Delivery => ({
  id: deliveryId(channel, id),
  jurisdiction,
  channel,
  hearer,
  line: { title, text, page: pageWith(page, id) },
  status: "queued",
  next: at,
  tries: 0,
  at,
});

/** What would have been sent, were there a way. */
const unsent = ({ person, message }: Addressed, at: string, hasChannel: boolean): Delivery => ({
  ...queued(message, NO_CHANNEL, person.id, at),
  status: "unsent",
  error: hasChannel ? "没有填写接收地址，或已关闭接收" : "没有可用的渠道",
});

/** The page that is meant; opened from outside, the message counts as read. */
const pageWith = (page: string, message: string): string =>
  `${page}${page.includes("?") ? "&" : "?"}message=${message}`;
