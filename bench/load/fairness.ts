/** One file alone, and one among many of another unit that were sent just before: how long each takes to a reviewer. */

import { median } from "./figures.ts";
import type { PaperMill } from "./papers.ts";
import { type Admitted, admit, allInReview, countInReview, each, inReviewAt, post } from "./sending.ts";
import type { Service, Unit } from "./service.ts";

export interface FairnessOptions {
  readonly rounds: number;
  /** Files of the other unit. */
  readonly many: number;
  /** Times the one is sent alone in each round. */
  readonly alone: number;
}

export interface FairnessRound {
  /** Milliseconds from the sending to the reviewer; median of those sent alone. */
  readonly alone: number;
  readonly among: number;
  /** How many of the others were not yet before a reviewer when the one was sent. */
  readonly ahead: number;
  /** Seconds until all of the others were, from the sending of the first. */
  readonly others: number;
}

/** As many send at once. */
const HANDS = 24;

export async function measureFairness(
  service: Service,
  own: Unit,
  others: readonly Unit[],
  mill: PaperMill,
  { many, alone: times }: FairnessOptions,
): Promise<FairnessRound[]> {
  const admitted = async ({ link }: Unit, number: number, count: number): Promise<Admitted[]> => {
    const files: Admitted[] = [];
    for (const paper of await mill.series(number, count))
      files.push(await admit(service.sender, link, paper));
    return files;
  };
  const timed = async (file: Admitted): Promise<{ sentAt: number; took: number }> => {
    const sentAt = Date.now();
    await post(file);
    return { sentAt, took: (await inReviewAt(service, file.ticket.submissionId)) - sentAt };
  };
  const results: FairnessRound[] = [];
  for (const [index, other] of others.entries()) {
    const alone: number[] = [];
    for (const file of await admitted(own, 0, times)) alone.push((await timed(file)).took);
    const standing = await countInReview(service);
    const theirs = await admitted(other, index + 1, many);
    const ones = await admitted(own, 0, 1);
    const began = Date.now();
    await each(theirs, HANDS, post);
    const [one] = await Promise.all(ones.map(timed));
    if (!one) throw new Error("no file was sent");
    await allInReview(service, standing + many + 1);
    const reviewed: number[] = [];
    await each(theirs, HANDS, async ({ ticket }) =>
      reviewed.push(await inReviewAt(service, ticket.submissionId)),
    );
    results.push({
      alone: median(alone),
      among: one.took,
      ahead: reviewed.filter((at) => at > one.sentAt).length,
      others: (Math.max(...reviewed) - began) / 1000,
    });
  }
  return results;
}
