/** Channels, deliveries and templates, for the administrator. */
import { FIELDS } from "../../../core/messages/template.ts";
import { accept } from "../../../core/outcome.ts";
import {
  listDeliveries,
  messagingOf,
  removeChannel,
  retryDelivery,
  saveChannel,
  testChannel,
} from "../../app/messages/channels.ts";
import { ownTemplates, restoreTemplate, saveTemplate } from "../../app/messages/templates.ts";
import type { Routes } from "../call.ts";
import { deliveryLine, messagingView, templateLines } from "../present/messages.ts";

type ChannelRoutes = Pick<
  Routes,
  | "messaging"
  | "saveChannel"
  | "removeChannel"
  | "testChannel"
  | "deliveries"
  | "retryDelivery"
  | "messageTemplates"
  | "saveTemplate"
  | "restoreTemplate"
>;

export const channelRoutes: ChannelRoutes = {
  messaging: async ({ person }) => accept(messagingView(await messagingOf(person.jurisdiction))),
  saveChannel: ({ person, body }) => saveChannel(person.jurisdiction, body),
  removeChannel: ({ person, params }) => removeChannel(person.jurisdiction, params.channel),
  testChannel: ({ person, params }) => testChannel(person, params.channel),

  async deliveries({ person, query }) {
    const { deliveries, next, names } = await listDeliveries(person.jurisdiction, query.before);
    return accept({ deliveries: deliveries.map((one) => deliveryLine(one, names)), next });
  },
  retryDelivery: ({ person, params }) => retryDelivery(person.jurisdiction, params.delivery),

  messageTemplates: async ({ person }) =>
    accept({
      templates: templateLines(await ownTemplates(person.jurisdiction)),
      fields: Object.entries(FIELDS).map(([name, example]) => ({ name, example })),
    }),
  saveTemplate: ({ person, params, body }) => saveTemplate(person, params.template, body),
  restoreTemplate: ({ person, params }) => restoreTemplate(person.jurisdiction, params.template),
};
