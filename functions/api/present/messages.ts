/** Messages, channels and deliveries as people see them. */
import type * as z from "zod";
import { CHANNEL_SECRETS } from "../../../core/messages/channel.ts";
import {
  type OwnTemplates,
  TEMPLATE_LABELS,
  TEMPLATES,
  templateNames,
} from "../../../core/messages/template.ts";
import type { listDeliveries, Messaging } from "../../app/messages/channels.ts";
import type { inboxOf } from "../../app/messages/inbox.ts";
import type { OwnMessaging } from "../../app/messages/preferences.ts";
import type * as channels from "../contract/channels.ts";
import type * as contract from "../contract/messages.ts";

type Kept = Awaited<ReturnType<typeof inboxOf>>["messages"][number];

export function messageLine({
  id,
  title,
  text,
  page,
  at,
  readAt,
  step,
}: Kept): z.input<typeof contract.messageLine> {
  return { id, title, text, page, at, read: readAt !== undefined, step };
}

export function ownMessagingView({
  preference: { mail, mobile, byMail, bySms },
  channels,
}: OwnMessaging): z.input<typeof contract.ownMessaging> {
  return { mail, mobile, byMail, bySms, channels: channels.map((one) => ({ ...one })) };
}

export function messagingView({
  channels: kept,
  unheard,
  sending: { quiet, digest },
}: Messaging): z.input<typeof channels.messaging> {
  return {
    channels: kept.map(({ id, jurisdiction, setting, failures, failingSince, error, sentAt }) => ({
      id,
      name: setting.name,
      enabled: setting.enabled,
      roles: [...setting.roles],
      settings: setting.settings,
      failures,
      failingSince,
      error,
      sentAt,
      secretName: `${jurisdiction}/${id}`,
      secrets: Object.entries(CHANNEL_SECRETS[setting.settings.kind]).map(([name, need]) => ({
        name,
        needed: need === "needed",
      })),
    })),
    unheard: unheard.map(({ unit: { id, name }, latest }) => ({ unitId: id, unitName: name, latest })),
    sending: { quietFrom: quiet.from, restDays: quiet.restDays, digest },
  };
}

type Listed = Awaited<ReturnType<typeof listDeliveries>>;

export function deliveryLine(
  { id, channel, hearer, line, status, tries, at, next, sentAt, error }: Listed["deliveries"][number],
  names: Listed["names"],
): z.input<typeof channels.deliveryLine> {
  return {
    id,
    channelName: names.get(channel),
    hearerName: names.get(hearer),
    title: line.title,
    text: line.text,
    status,
    tries,
    at,
    ...(status === "queued" && { next }),
    sentAt,
    error,
  };
}

export const templateLines = (own: OwnTemplates): z.input<typeof channels.templateLine>[] =>
  templateNames.map((name) => {
    const preset = TEMPLATES[name];
    return {
      name,
      label: TEMPLATE_LABELS[name],
      own: own[name] !== undefined,
      ...(own[name] ?? preset),
      preset: { ...preset },
    };
  });
