/** Messages to a person, and how the person wants to hear. */
import * as z from "zod";
import { CHANNEL_LABELS } from "../../../core/messages/channel.ts";
import { WAYS } from "../../../core/messages/sending.ts";
import { endpoint } from "./endpoint.ts";
import { key, ok } from "./fields.ts";

export const messageLine = z.object({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  /** Where on the site it leads. */
  page: z.string(),
  at: z.string(),
  read: z.boolean(),
  /** What it says: `came`, a rung of the ladder `+5`, `urged …`, `closed` … */
  step: z.string(),
});

/** Where one's list or an office's goes on. */
export const cursor = z.string().max(2000).optional();

const way = z.enum(WAYS, "请选择：及时发、每天汇总发，或不发。");

const preference = z.object({
  mail: z.email("邮箱地址写法不对，请检查。").max(254, "邮箱地址过长，请检查。").optional(),
  mobile: z
    .string()
    .regex(/^1\d{10}$/u, "手机号是 11 位数字，请检查。")
    .optional(),
  byMail: way,
  bySms: way,
});

export const ownMessaging = preference.extend({
  /** Channels of the office that carry one's messages. */
  channels: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(Object.keys(CHANNEL_LABELS)),
      /** Speaks to a whole group. */
      group: z.boolean(),
    }),
  ),
});

export const messageEndpoints = {
  messages: endpoint({
    method: "get",
    path: "/api/messages",
    summary: "Own messages, the newest first",
    access: { kind: "signed-in" },
    query: z.object({ before: cursor }),
    answer: z.object({ messages: z.array(messageLine), next: z.string().optional() }),
  }),
  unreadMessages: endpoint({
    method: "get",
    path: "/api/messages/unread",
    summary: "How many own messages are unread; 100 stands for more",
    access: { kind: "signed-in" },
    answer: z.object({ unread: z.int() }),
  }),
  readAllMessages: endpoint({
    method: "post",
    path: "/api/messages/read",
    summary: "Mark all own messages as read",
    access: { kind: "signed-in" },
    answer: ok,
  }),
  readMessage: endpoint({
    method: "post",
    path: "/api/messages/{message}/read",
    summary: "Mark an own message as read",
    access: { kind: "signed-in" },
    params: z.object({ message: key }),
    answer: ok,
  }),
  ownMessaging: endpoint({
    method: "get",
    path: "/api/me/messaging",
    summary: "Own addresses, and by which channels one hears when",
    access: { kind: "signed-in" },
    answer: ownMessaging,
  }),
  changeOwnMessaging: endpoint({
    method: "post",
    path: "/api/me/messaging",
    summary: "Change own addresses and by which channels one hears when",
    access: { kind: "signed-in" },
    body: preference,
    answer: ok,
  }),
} as const;
