/** Takes a file in that has arrived in the inbox: by a conditional write, so that the same object twice is one revision. */
import { sessionIdOf } from "../../../core/sessions/session.ts";
import type { SubmissionEvent } from "../../../core/submissions/event.ts";
import type { StoredObject } from "../../../core/submissions/submission.ts";
import { partsOfKey } from "../../adapters/inbox-key.ts";
import { recordDeadLetter } from "../../adapters/table/dead-letters.ts";
import { getTicket } from "../../adapters/table/links.ts";
import {
  deliver,
  deliverThese,
  type Message,
  newMessage,
  writeMessage,
} from "../../adapters/table/outbox.ts";
import { changeSubmission } from "./change.ts";

export async function takeIn(object: StoredObject): Promise<void> {
  const { ticketId, name } = partsOfKey(object.key) ?? {};
  const ticket = ticketId ? await getTicket(ticketId) : undefined;
  if (!ticket || !name)
    return recordDeadLetter(`收件箱中的对象 ${object.key}`, "没有对应的上传凭证", 1, JSON.stringify(object));
  const { jurisdiction, unitId, period, linkId, submissionId, sessionDate, documentType } = ticket;
  let owed: Message[] = [];
  const taken = await changeSubmission(
    submissionId,
    {
      type: "TakeIn",
      jurisdiction,
      unitId,
      period,
      linkId,
      ...(sessionDate && { sessionId: sessionIdOf(unitId, sessionDate) }),
      ...(documentType && { declaredType: documentType }),
      fileName: name,
      object,
      answers: ticket.answers ?? [],
    },
    { id: linkId },
    ({ events }) => {
      owed = events.flatMap((event) => messagesOf(submissionId, event));
      return owed.map(writeMessage);
    },
    // A ticket without answers is for a new submission, and nearly always used once.
    ticket.answers?.length ? undefined : "absent",
  );
  if (!taken.ok) throw new Error(`${taken.refusal.code}：${taken.refusal.message}`);
  // A submission that has just begun owes nothing else; of an older one, what was left undelivered comes first.
  const begun = taken.value.events.some(({ type }) => type === "Received");
  await (begun ? deliverThese(owed) : deliver(submissionId));
}

/** What the review flow must be told of. */
function messagesOf(submissionId: string, event: SubmissionEvent): Message[] {
  const input = { submissionId };
  if (event.type === "Received")
    return [newMessage(submissionId, { do: "start", flow: "review", execution: submissionId, input })];
  if (event.type === "Resubmitted")
    return [newMessage(submissionId, { do: "answer", kind: "correction", output: input })];
  return [];
}
