/** Judges recordings: the same history, or at least the same events in the same order. */
import { difference, orderDifference } from "./comparison.ts";
import type { Recording } from "./recording.ts";
import { replay } from "./replay.ts";

/** What must hold of the 72 executions recorded on AWS. */
export const MIN_IDENTICAL = 64;
export const MIN_ORDER = 72;

export interface Verdict {
  recording: Recording;
  sameOrder: boolean;
  difference: string | undefined;
}

export async function judge(recordings: Recording[]): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const recording of recordings) {
    try {
      const ours = await replay(recording);
      const sameOrder = orderDifference(recording.events, ours) === undefined;
      verdicts.push({ recording, sameOrder, difference: difference(recording.events, ours) });
    } catch (error) {
      verdicts.push({
        recording,
        sameOrder: false,
        difference: error instanceof Error ? error.message : String(error),
      });
    }
  }
  return verdicts;
}

export function count(verdicts: Verdict[]): { identical: number; sameOrder: number } {
  return {
    identical: verdicts.filter((verdict) => verdict.difference === undefined).length,
    sameOrder: verdicts.filter((verdict) => verdict.sameOrder).length,
  };
}
