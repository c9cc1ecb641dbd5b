/**
 * Takes a file in that has arrived in the inbox: by a conditional write, so that the same object twice is one revision. Every
 * object ends in a submission, set aside with the reason, or in a dead letter that names it.
 */
import type { Result } from "../../../core/outcome.ts";
import { sessionIdOf } from "../../../core/sessions/session.ts";
import type { SetAsideReason, SubmissionEvent } from "../../../core/submissions/event.ts";
import { MAX_SET_ASIDE } from "../../../core/submissions/room.ts";
import type { StoredObject } from "../../../core/submissions/submission.ts";
import { clock } from "../../adapters/clock.ts";
import { keyName, partsOfKey } from "../../adapters/inbox-key.ts";
import { recordDeadLetter } from "../../adapters/table/dead-letters.ts";
import { getTicket, linkOfTicket, type Ticket } from "../../adapters/table/links.ts";
import {
  deliver,
  deliverThese,
  type Message,
  newMessage,
  writeMessage,
} from "../../adapters/table/outbox.ts";
import { countSetAside, isSetAside, keepSetAside, writeSetAside } from "../../adapters/table/set-asides.ts";
import type { Write } from "../../adapters/table/transaction.ts";
import { type Changed, changeSubmission } from "./change.ts";

interface Arrival {
  readonly ticket: Ticket;
  readonly object: StoredObject;
  readonly fileName: string;
}

/** @param at when the store took it, ISO 8601 */
export async function takeIn(object: StoredObject, at: string): Promise<void> {
  const { ticketId, name } = partsOfKey(object.key) ?? {};
  const ticket = ticketId ? await getTicket(ticketId) : undefined;
  if (!ticket || !name) return giveUp(object, "没有对应的上传凭证");
  const arrival = { ticket, object, fileName: keyName(name) };
  const aside = await wasRevoked(ticket, at);
  let owed: Message[] = [];
  const taken = await change(arrival, aside ? "link_revoked" : undefined, (messages) => {
    owed = messages;
  });
  if (!taken.ok) return leftOver(arrival, taken.refusal.code);
  const { submissionId } = ticket;
  // A submission that has just begun owes nothing else; of an older one, what was left undelivered comes first.
  const begun = taken.value.events.some(({ type }) => type === "Received");
  await (begun ? deliverThese(owed) : deliver(submissionId));
}

function change(
  { ticket, object, fileName }: Arrival,
  aside: "link_revoked" | undefined,
  owes: (messages: Message[]) => void,
): Promise<Result<Changed>> {
  const { jurisdiction, unitId, period, linkId, submissionId, sessionDate, documentType } = ticket;
  return changeSubmission(
    submissionId,
    {
      type: "TakeIn",
      jurisdiction,
      unitId,
      period,
      linkId,
      ...(sessionDate && { sessionId: sessionIdOf(unitId, sessionDate) }),
      ...(documentType && { declaredType: documentType }),
      fileName,
      object,
      answers: ticket.answers ?? [],
      ...(ticket.filers && { filers: ticket.filers }),
      ...(aside && { aside }),
    },
    { id: linkId },
    ({ events }) => {
      const messages = events.flatMap((event) => messagesOf(ticket, event));
      owes(messages);
      return [...messages.map(writeMessage), ...events.flatMap((event) => setAsideBy(event, ticket))];
    },
    // A ticket without answers is for a new submission, and nearly always used once.
    ticket.answers?.length || aside ? undefined : "absent",
  );
}

/** Whether the link was revoked before the file was sent. */
async function wasRevoked(ticket: Ticket, at: string): Promise<boolean> {
  const link = await linkOfTicket(ticket);
  return link?.revoked === true && (link.revokedAt === undefined || at > link.revokedAt);
}

/** What became of a file that its submission does not hold, or that has none. */
async function leftOver({ ticket, object, fileName }: Arrival, code: string): Promise<void> {
  const { submissionId } = ticket;
  if (await isSetAside(submissionId, object)) return;
  if (code === "nothing_to_set_aside" && (await countSetAside(submissionId, MAX_SET_ASIDE)) < MAX_SET_ASIDE) {
    await keepSetAside(rowOf(ticket, { object, fileName, why: "link_revoked" }));
    return;
  }
  if (code !== "nothing_to_set_aside" && code !== "too_many_set_aside") throw new Error(code);
  await giveUp(object, `同一份报送件已另外留存${MAX_SET_ASIDE}个文件，此文件只在收件箱中`);
}

const giveUp = (object: StoredObject, why: string): Promise<void> =>
  recordDeadLetter(`收件箱中的对象 ${object.key}`, why, 1, JSON.stringify(object));

const setAsideBy = (event: SubmissionEvent, ticket: Ticket): Write[] =>
  event.type === "SetAside" ? [writeSetAside(rowOf(ticket, event))] : [];

const rowOf = (
  { submissionId, jurisdiction, unitId, linkId }: Ticket,
  {
    object,
    fileName,
    why,
  }: { readonly object: StoredObject; readonly fileName: string; readonly why: SetAsideReason },
) => ({ submissionId, jurisdiction, unitId, linkId, object, fileName, why, at: clock.instant() });

/** What the review flow must be told of. */
function messagesOf({ submissionId, unitId }: Ticket, event: SubmissionEvent): Message[] {
  if (event.type === "Received") {
    const input = { submissionId, unitId };
    return [newMessage(submissionId, { do: "start", flow: "review", execution: submissionId, input })];
  }
  if (event.type === "Resubmitted")
    return [newMessage(submissionId, { do: "answer", kind: "correction", output: { submissionId } })];
  return [];
}
