/**
 * An archive becomes as many submissions as it holds papers. Each member is put into the inbox under a ticket of its own,
 * so that it goes the way of every file from there. Tickets, ids and keys follow from the archive's: done twice, or
 * broken off and done again, it is the same.
 *
 *   archive ─▶ tickets and objects ─▶ Divided        (a crash in between: once more, nothing twice)
 *                      └─ event of the store ─▶ intake ─▶ a flow of its own
 */
import { submissionKind } from "../../../core/submissions/kind.ts";
import type { Revision } from "../../../core/submissions/submission.ts";
import { putOnce } from "../../adapters/bucket.ts";
import { derivedId } from "../../adapters/identifier.ts";
import { keyName, partsOfKey, ticketFolder } from "../../adapters/inbox-key.ts";
import { getTicket, putTicket } from "../../adapters/table/links.ts";
import type { Known } from "../../adapters/table/submissions.ts";
import type { Bundle } from "../../reading/bundle.ts";
import { changeSubmission } from "./change.ts";

/** Files the papers of an archive and records on the archive's own submission what came out of it. */
export async function divide(row: Known, revision: Revision, { papers, refused }: Bundle): Promise<void> {
  const { id, jurisdiction, unitId, linkId, period, filers } = row.state;
  const { ticketId } = partsOfKey(revision.object.key) ?? {};
  const sessionDate = ticketId ? (await getTicket(ticketId))?.sessionDate : undefined;
  const into: { submissionId: string; fileName: string }[] = [];
  for (const [index, { fileName, bytes }] of papers.entries()) {
    const salt = `${revision.number}/${index}`;
    const ownTicket = derivedId("tkt", id, salt);
    const submissionId = derivedId(submissionKind, id, salt);
    const name = keyName(fileName);
    await putTicket({
      id: ownTicket,
      jurisdiction,
      unitId,
      linkId,
      period,
      submissionId,
      ...(sessionDate && { sessionDate }),
      // what the archive was said to be is not said of each member: its type is found
      answers: [],
      ...(filers && { filers: [...filers] }),
      createdAt: revision.receivedAt,
    });
    await putOnce("Inbox", `${ticketFolder(unitId, ownTicket)}${name}`, bytes);
    into.push({ submissionId, fileName: name });
  }
  const division = {
    into,
    refused: refused.map(({ fileName, message }) => ({ fileName: keyName(fileName), message })),
  };
  const command = { type: "Divide", revision: revision.number, division } as const;
  const divided = await changeSubmission(id, command, { id: "machine" }, undefined, row);
  if (!divided.ok) throw new Error(divided.refusal.code);
}
