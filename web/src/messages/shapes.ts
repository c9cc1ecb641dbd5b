/** What the pages of messages are given, as the contract has it. */
import type { z } from "zod";
import type {
  channelLine,
  deliveryLine,
  messaging,
  templateLine,
} from "../../../functions/api/contract/channels.ts";
import type { messageLine, ownMessaging } from "../../../functions/api/contract/messages.ts";

export type MessageLine = z.infer<typeof messageLine>;
export type OwnMessaging = z.infer<typeof ownMessaging>;
export type Messaging = z.infer<typeof messaging>;
export type ChannelLine = z.infer<typeof channelLine>;
export type DeliveryLine = z.infer<typeof deliveryLine>;
export type TemplateLine = z.infer<typeof templateLine>;
