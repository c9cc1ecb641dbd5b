/** A trail as people read it. */
import type * as z from "zod";
import type { IssuanceEvent } from "../../../core/notices/issuance.ts";
import type { TrailEntry } from "../../../core/subject/trail.ts";
import { describeEvent } from "../../../core/submissions/describe.ts";
import type { SubmissionEvent } from "../../../core/submissions/event.ts";
import type * as contract from "../contract/trail.ts";

/** @param names of people by id */
export function trailLines(
  entries: readonly TrailEntry[],
  names: ReadonlyMap<string, string>,
): z.input<typeof contract.trailLine>[] {
  return entries.map((entry) => {
    const event = entry.event as SubmissionEvent | IssuanceEvent;
    const byName = names.get(entry.by) ?? (entry.by === "machine" ? "系统" : "报送单位");
    return {
      sequence: entry.sequence,
      at: entry.at,
      by: entry.by,
      byName,
      type: event.type,
      text: describeEvent(event),
      hash: entry.hash,
    };
  });
}
