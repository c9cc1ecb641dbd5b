/**
 * Files that lie in the inbox and nobody was told of: an event that was lost, or sent while nobody was set up to hear it.
 * Every ticket is looked at once it has had time to be used, and again in the hours after; what came with it and stands
 * nowhere is taken in as if it had just been told of.
 */
import { isSweepSlotOf } from "../../../core/subject/sweep-slot.ts";
import { receivedIn } from "../../adapters/bucket.ts";
import { clock } from "../../adapters/clock.ts";
import { ticketFolder } from "../../adapters/inbox-key.ts";
import { hourOf, type Ticket, ticketsOfHour } from "../../adapters/table/links.ts";
import { getSubmission } from "../../adapters/table/submissions.ts";
import { Passed } from "../subjects/passed.ts";

const HOUR_MS = 3_600_000;
/** This hour and so many before: a ticket is good for one, and an upload under way a little longer. */
const HOURS_BACK = 2;
/** Younger tickets are still being used, and their events on their way. */
const SETTLING_MS = 15 * 60_000;

/** One run in five minutes looks at each of them once an hour. Answers the files that were taken in. */
export async function takeInUntaken(): Promise<string[]> {
  const now = clock.now().getTime();
  const hours = Array.from({ length: HOURS_BACK + 1 }, (_, back) =>
    hourOf(new Date(now - back * HOUR_MS).toISOString()),
  );
  const tickets = (await Promise.all(hours.map(ticketsOfHour))).flat();
  const taken: string[] = [];
  const passed = new Passed();
  for (const ticket of tickets)
    if (now - Date.parse(ticket.createdAt) >= SETTLING_MS && isSweepSlotOf(ticket.id, now))
      await passed.unless(async () => void taken.push(...(await takeInOf(ticket))));
  passed.fail((key) => isSweepSlotOf(key, now));
  return taken;
}

async function takeInOf({ id, unitId, submissionId }: Ticket): Promise<string[]> {
  const folder = ticketFolder(unitId, id);
  const submission = await getSubmission(submissionId);
  const known = [...(submission?.revisions ?? []), ...(submission?.setAside ?? [])];
  if (known.some(({ object }) => object.key.startsWith(folder))) return [];
  const untaken = await receivedIn(folder);
  if (untaken.length === 0) return [];
  // Loaded with the first: hardly ever is there one.
  const { takeIn } = await import("./take-in.ts");
  for (const { object, at } of untaken) await takeIn(object, at);
  return untaken.map(({ object }) => object.key);
}
