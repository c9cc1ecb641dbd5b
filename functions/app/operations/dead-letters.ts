/** What could not be handled, for the administrator: to see why, and to try again once the cause is mended. */
import * as z from "zod";
import { accept, type Result, refuse } from "../../../core/outcome.ts";
import { log } from "../../adapters/log.ts";
import type { DeadLetter } from "../../adapters/queue-letter.ts";
import {
  deadLetters,
  failedAgain,
  getDeadLetter,
  recordDeadLetter,
  settleDeadLetter,
} from "../../adapters/table/dead-letters.ts";
import { startNotices } from "../notices/start.ts";
import { takeInEvent } from "../submissions/arrival.ts";
import { takeIn } from "../submissions/take-in.ts";

/** The newest first. */
export const listDeadLetters = () => deadLetters();

export const keepDeadLetter = ({ what, error, attempts, body }: DeadLetter): Promise<void> =>
  recordDeadLetter(what, error, attempts, body);

const object = z.object({ key: z.string(), versionId: z.string(), etag: z.string(), size: z.number() });

/** `at` is when it was given up. */
type Letter = { readonly body: string; readonly at: string };

/** How each is done once more, by how its name begins. All of it may be done twice. */
const ATTEMPTS: readonly (readonly [begins: string, attempt: (letter: Letter) => Promise<unknown>])[] = [
  ["收件箱事件", ({ body }) => takeInEvent(body)],
  ["收件箱中的对象", ({ body, at }) => takeIn(object.parse(JSON.parse(body)), at)],
  ["定时任务 StartNotices", () => startNotices()],
  // The others are started again within the hour by the clock: should they fail, they are told of anew.
  ["定时任务", () => Promise.resolve()],
];

/** What succeeds is no dead letter any more; what fails says why it has failed this time. */
export async function retryDeadLetter(id: string): Promise<Result<{ ok: true }>> {
  const letter = await getDeadLetter(id);
  if (!letter) return refuse("missing", "letter_settled", "这件事项已经处理，请刷新页面。");
  const attempt = ATTEMPTS.find(([begins]) => letter.what.startsWith(begins))?.[1];
  if (!attempt) return refuse("conflict", "not_retriable", "这件事项不能自动重试，请按原因处理。");
  try {
    await attempt(letter);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    log.error({ code: "dead_letter_failed_again", message: letter.what, subject: id, error });
    await failedAgain(id, said.slice(0, MAX_ERROR));
    return refuse("conflict", "failed_again", `再次处理仍然失败：${said.slice(0, MAX_TOLD)}`);
  }
  await settleDeadLetter(id);
  return accept({ ok: true });
}

const MAX_ERROR = 500;
const MAX_TOLD = 120;
