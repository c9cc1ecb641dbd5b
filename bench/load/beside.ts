/** One file alone, and one beside many of another unit that were sent just before: how long each takes to a reviewer. */

import { median } from "./figures.ts";
import { type Admitted, admit, allInReview, countInReview, each, inReviewAt, post } from "./filing.ts";
import type { PaperMill } from "./papers.ts";
import type { Service, Unit } from "./service.ts";

export interface BesideOptions {
  readonly rounds: number;
  /** Files of the other unit. */
  readonly many: number;
  /** Times the one is sent alone in each round. */
  readonly alone: number;
}

export interface BesideRound {
  /** Milliseconds from the sending to the reviewer; median of those sent alone. */
  readonly alone: number;
  readonly beside: number;
  /** How many of the others were not yet before a reviewer when the one was sent. */
  readonly ahead: number;
  /** Seconds until all of the others were, from the sending of the first. */
  readonly others: number;
}

/** As many send at once. */
const HANDS = 24;

export async function measureBeside(
  service: Service,
  [other, own]: readonly [Unit, Unit],
  mill: PaperMill,
  { rounds, many, alone: times }: BesideOptions,
): Promise<BesideRound[]> {
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
  const results: BesideRound[] = [];
  while (results.length < rounds) {
    const alone: number[] = [];
    for (const file of await admitted(own, 1, times)) alone.push((await timed(file)).took);
    const standing = await countInReview(service);
    const theirs = await admitted(other, 0, many);
    const ones = await admitted(own, 1, 1);
    const began = Date.now();
    await each(theirs, HANDS, post);
    const [beside] = await Promise.all(ones.map(timed));
    if (!beside) throw new Error("no file was sent");
    await allInReview(service, standing + many + 1);
    const reviewed: number[] = [];
    await each(theirs, HANDS, async ({ ticket }) =>
      reviewed.push(await inReviewAt(service, ticket.submissionId)),
    );
    results.push({
      alone: median(alone),
      beside: beside.took,
      ahead: reviewed.filter((at) => at > beside.sentAt).length,
      others: (Math.max(...reviewed) - began) / 1000,
    });
  }
  return results;
}
