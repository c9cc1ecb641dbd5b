/** For the administrator: the channels by which messages leave, what became of them, and in which words people are told. */
import * as z from "zod";
import { channelSettings } from "../../../core/messages/channel.ts";
import { templateNames } from "../../../core/messages/template.ts";
import { ROLES } from "../../../core/organisation/role.ts";
import { endpoint } from "./endpoint.ts";
import { key, named, ok } from "./fields.ts";
import { cursor } from "./messages.ts";

const administrator = { kind: "roles", roles: ["administrator"], scope: "jurisdiction" } as const;

const written = z.object({
  name: named("渠道名称", 30),
  enabled: z.boolean(),
  /** Whose messages it carries. */
  roles: z.array(z.enum(ROLES)).min(1, "请至少选择一类接收人。"),
  settings: channelSettings,
});

export const channelLine = written.extend({
  id: z.string(),
  /** In a row, up to now. */
  failures: z.int(),
  failingSince: z.string().optional(),
  error: z.string().optional(),
  sentAt: z.string().optional(),
  /** Under which name the operator keeps what opens it, and what that is. */
  secretName: z.string(),
  secrets: z.array(z.object({ name: z.string(), needed: z.boolean() })),
});

export const messaging = z.object({
  channels: z.array(channelLine),
  /** Units that hold an upload link only: nobody there can be told. */
  unheard: z.array(z.object({ unitId: z.string(), unitName: z.string(), latest: z.string().optional() })),
  sending: z.object({ quietFrom: z.string(), restDays: z.boolean(), digest: z.string() }),
});

export const deliveryLine = z.object({
  id: z.string(),
  /** Absent: there was none to go by. */
  channelName: z.string().optional(),
  /** Absent: a whole group. */
  hearerName: z.string().optional(),
  title: z.string(),
  text: z.string(),
  status: z.enum(["queued", "sending", "sent", "failed", "unsent"]),
  tries: z.int(),
  at: z.string(),
  /** When it goes, or is tried again. */
  next: z.string().optional(),
  sentAt: z.string().optional(),
  error: z.string().optional(),
});

const template = z.object({ title: z.string().max(500), text: z.string().max(2000) });

export const templateLine = template.extend({
  name: z.enum(templateNames),
  label: z.string(),
  /** The office's own words, or the product's. */
  own: z.boolean(),
  preset: template,
});

export const channelEndpoints = {
  messaging: endpoint({
    method: "get",
    path: "/api/channels",
    summary: "Channels by which messages leave the house, how they do, and which units nobody can tell",
    access: administrator,
    answer: messaging,
  }),
  saveChannel: endpoint({
    method: "post",
    path: "/api/channels",
    summary: "Set a channel; without `id` a new one. What opens it is kept by the operator",
    access: administrator,
    body: written.extend({ id: key.optional() }),
    answer: z.object({ id: z.string() }),
  }),
  removeChannel: endpoint({
    method: "delete",
    path: "/api/channels/{channel}",
    summary: "Remove a channel; what waits for it is not sent",
    access: administrator,
    params: z.object({ channel: key }),
    answer: ok,
  }),
  testChannel: endpoint({
    method: "post",
    path: "/api/channels/{channel}/test",
    summary:
      "Send a test message to oneself, by a robot to its group; what becomes of it is among the deliveries",
    access: administrator,
    params: z.object({ channel: key }),
    answer: z.object({ delivery: z.string() }),
  }),
  deliveries: endpoint({
    method: "get",
    path: "/api/deliveries",
    summary: "What became of each message that left or should have left, the newest first",
    access: administrator,
    query: z.object({ before: cursor }),
    answer: z.object({ deliveries: z.array(deliveryLine), next: z.string().optional() }),
  }),
  retryDelivery: endpoint({
    method: "post",
    path: "/api/deliveries/{delivery}/retry",
    summary: "Send once more what has failed",
    access: administrator,
    params: z.object({ delivery: key }),
    answer: ok,
  }),
  messageTemplates: endpoint({
    method: "get",
    path: "/api/message-templates",
    summary: "In which words people are told, the office's own and the product's",
    access: administrator,
    answer: z.object({
      templates: z.array(templateLine),
      /** What may stand in braces, with an example. */
      fields: z.array(z.object({ name: z.string(), example: z.string() })),
    }),
  }),
  saveTemplate: endpoint({
    method: "post",
    path: "/api/message-templates/{template}",
    summary: "Keep the office's own words",
    access: administrator,
    params: z.object({ template: z.enum(templateNames) }),
    body: template,
    answer: ok,
  }),
  restoreTemplate: endpoint({
    method: "delete",
    path: "/api/message-templates/{template}",
    summary: "The product's own words again",
    access: administrator,
    params: z.object({ template: z.enum(templateNames) }),
    answer: ok,
  }),
} as const;
