/** Messages of whoever is signed in. */
import { accept } from "../../../core/outcome.ts";
import { countUnread, inboxOf, readAll, readMessage } from "../../app/messages/inbox.ts";
import { changeOwnMessaging, ownMessaging } from "../../app/messages/preferences.ts";
import type { Routes } from "../call.ts";
import { messageLine, ownMessagingView } from "../present/messages.ts";

type MessageRoutes = Pick<
  Routes,
  "messages" | "unreadMessages" | "readAllMessages" | "readMessage" | "ownMessaging" | "changeOwnMessaging"
>;

export const messageRoutes: MessageRoutes = {
  async messages({ person, query }) {
    const { messages, next } = await inboxOf(person, query.before);
    return accept({ messages: messages.map(messageLine), next });
  },
  unreadMessages: async ({ person }) => accept({ unread: await countUnread(person) }),
  readAllMessages: ({ person }) => readAll(person),
  readMessage: ({ person, params }) => readMessage(person, params.message),
  ownMessaging: async ({ person }) => accept(ownMessagingView(await ownMessaging(person))),
  async changeOwnMessaging({ person, body }) {
    await changeOwnMessaging(person, body);
    return accept({ ok: true });
  },
};
