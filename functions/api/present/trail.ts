/** A trail as people read it. */
import type * as z from "zod";
import type { TrailEntry } from "../../../core/subject/trail.ts";
import { described } from "../../app/subjects/describe.ts";
import type * as contract from "../contract/trail.ts";

/** @param names of people by id */
export function trailLines(
  entries: readonly TrailEntry[],
  names: ReadonlyMap<string, string>,
): z.input<typeof contract.trailLine>[] {
  return entries.map((entry) => {
    const { sequence, at, by, hash } = entry;
    const byName = names.get(by) ?? (by === "machine" ? "系统" : "报送单位");
    return { sequence, at, by, byName, ...described(entry), hash };
  });
}
