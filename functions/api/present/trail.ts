/** A trail as people read it. */
import type * as z from "zod";
import type { TrailEntry } from "../../../core/subject/trail.ts";
import { described } from "../../app/subjects/describe.ts";
import type * as contract from "../contract/trail.ts";
import { actorName } from "./tasks.ts";

/** @param names of people by id */
export function trailLines(
  entries: readonly TrailEntry[],
  names: ReadonlyMap<string, string>,
): z.input<typeof contract.trailLine>[] {
  return entries.map((entry) => {
    const { sequence, at, by, onBehalfOf, hash } = entry;
    const byName = actorName(names, by, onBehalfOf);
    return { sequence, at, by, ...(onBehalfOf && { onBehalfOf }), byName, ...described(entry), hash };
  });
}
