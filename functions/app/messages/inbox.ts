/** A person's own messages: looked at, and read. */
import type { Person } from "../../../core/organisation/unit.ts";
import { accept, type Result, refuse } from "../../../core/outcome.ts";
import { clock } from "../../adapters/clock.ts";
import { getMessage, markRead, messagesOf, unreadOf } from "../../adapters/table/messages.ts";

const PAGE = 30;
/** Beyond that it only says that there are more. */
export const MAX_COUNTED = 99;
/** So many are marked at one asking. */
const MAX_MARKED = 200;

export const inboxOf = ({ id }: Person, before: string | undefined) => messagesOf(id, PAGE, before);

export const countUnread = async ({ id }: Person): Promise<number> =>
  (await unreadOf(id, MAX_COUNTED + 1)).length;

export async function readMessage({ id }: Person, message: string): Promise<Result<{ ok: true }>> {
  const row = await getMessage(id, message);
  if (!row) return refuse("missing", "message_unknown", "没有找到这条消息。");
  await markRead(row, clock.instant());
  return accept({ ok: true });
}

export async function readAll({ id }: Person): Promise<Result<{ ok: true }>> {
  const now = clock.instant();
  for (const row of await unreadOf(id, MAX_MARKED)) await markRead(row, now);
  return accept({ ok: true });
}
