/**
 * A full folder: a paper of each unit through the doors people use, some approved and closed, the others waiting for a
 * reviewer, and more of the same as copies of their rows. Then what a start over it takes, and what the service holds in memory.
 */
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { copyPapers } from "./copies.ts";
import type { PaperMill } from "./papers.ts";
import { admit, allInReview, closed, each, inReviewAt, post } from "./sending.ts";
import { createReviewer, createUnits, type Folder, openService, type Service, type Unit } from "./service.ts";

export interface SizeOptions {
  /** Each files one paper. */
  readonly units: number;
  /** Of these, how many wait for a reviewer in the end. */
  readonly waiting: number;
  /** How often each paper is in the folder in the end. */
  readonly times: number;
  /** Pages looked at before memory is read: desks of units and the reviewers' queue in turn. */
  readonly pages: number;
  /** Papers that pass while the peak is watched. */
  readonly passing: number;
}

export interface Size {
  /** Milliseconds from the birth of the process until it is ready, start by start. */
  readonly emptyStarts: readonly number[];
  readonly fullStarts: readonly number[];
  /** Megabytes resident. */
  readonly atReady: number;
  readonly afterPages: number;
  readonly peakOfPages: number;
  readonly peakOfPassing: number;
  readonly afterPassing: number;
  /** Milliseconds of the longest look at the queue. */
  readonly longestQueue: number;
}

const HANDS = 12;
const STARTS = 3;

export async function fill(
  folder: Folder,
  mill: PaperMill,
  period: string,
  { units: count, waiting, times }: SizeOptions,
): Promise<Unit[]> {
  const service = await openService(folder);
  let units: Unit[];
  try {
    units = await createUnits(service, count, period);
    const reviewer = await createReviewer(service);
    const sent = await fileAround(service, units, mill, count);
    await allInReview(service, count);
    await each(sent.slice(waiting), HANDS, async (id) => {
      const body = { decision: "approve" as const, revision: 1, reasons: [] };
      await reviewer.call(endpoints.decide, { params: { id }, body });
      await closed(reviewer, id);
    });
  } finally {
    await service.close();
  }
  copyPapers(folder.path, times);
  return units;
}

/** Files papers of one unit after the other; answers their submissions. */
async function fileAround(
  service: Service,
  units: readonly Unit[],
  mill: PaperMill,
  count: number,
): Promise<string[]> {
  const submissions: string[] = [];
  await each(Array(count).keys(), HANDS, async (index) => {
    const number = index % units.length;
    const file = await admit(service.sender, units[number]?.link ?? "", await mill.of(number));
    await post(file);
    submissions.push(file.ticket.submissionId);
  });
  return submissions;
}

export async function measureSize(
  empty: Folder,
  full: Folder,
  units: readonly Unit[],
  mill: PaperMill,
  { pages, passing }: SizeOptions,
): Promise<Size> {
  const emptyStarts: number[] = [];
  const fullStarts: number[] = [];
  for (let start = 0; start < STARTS; start++) {
    emptyStarts.push(await startOf(empty));
    fullStarts.push(await startOf(full));
  }
  const service = await openService(full);
  try {
    const atReady = (await service.memory()).megabytes;
    let longestQueue = 0;
    for (let page = 0; page < pages; page++) {
      const unit = units[page % units.length];
      const began = performance.now();
      if (page % 2 === 0 && unit)
        await service.administrator.call(endpoints.desk, { params: { id: unit.id }, query: {} });
      else {
        await service.administrator.call(endpoints.queue);
        longestQueue = Math.max(longestQueue, performance.now() - began);
      }
    }
    const read = await service.memory();
    // One by one: looking at the whole queue would cost more than the papers.
    for (const id of await fileAround(service, units, mill, passing)) await inReviewAt(service, id);
    const passed = await service.memory();
    return {
      emptyStarts,
      fullStarts,
      atReady,
      afterPages: read.megabytes,
      peakOfPages: read.peakMegabytes,
      peakOfPassing: passed.peakMegabytes,
      afterPassing: passed.megabytes,
      longestQueue,
    };
  } finally {
    await service.close();
  }
}

async function startOf(folder: Folder): Promise<number> {
  const service = await openService(folder);
  await service.close();
  return service.startMilliseconds;
}
