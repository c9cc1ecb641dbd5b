/** When a message may leave the house: by quiet hours, the digest, and the rests between tries, as the rulebook has them. */
import { afterDays, dayOf, hourOf, instantAt, isWorkday } from "../calendar/workday.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";

type Sending = Rulebook["sending"];

/** How a person wants to be told by a channel: as it comes, or together in the morning. */
export const WAYS = ["at_once", "digest", "off"] as const;
export type Way = (typeof WAYS)[number];

/** The next time that what was held back goes out. */
export function nextDigest(now: string, { digest }: Pick<Sending, "digest">): string {
  let day = dayOf(now);
  if (hourOf(now) >= digest) day = afterDays(day, 1);
  while (!isWorkday(day)) day = afterDays(day, 1);
  return instantAt(day, digest);
}

export function isQuiet(now: string, { quiet, digest }: Pick<Sending, "quiet" | "digest">): boolean {
  const hour = hourOf(now);
  return hour >= quiet.from || hour < digest || (quiet.restDays && !isWorkday(dayOf(now)));
}

/** The instant from which it may be sent. */
export const leavesAt = (now: string, way: Exclude<Way, "off">, sending: Sending): string =>
  way === "digest" || isQuiet(now, sending) ? nextDigest(now, sending) : now;

/** When it is tried again after so many failures; undefined: never. */
export function triesAgainAt(
  now: string,
  failures: number,
  { rests }: Pick<Sending, "rests">,
): string | undefined {
  const rest = rests[failures - 1];
  return rest === undefined ? undefined : new Date(Date.parse(now) + rest * 60_000).toISOString();
}
