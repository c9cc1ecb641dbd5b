/** Whether a subject is what its trail says: the chain whole up to the stored head, and its replay the stored state. */
import { replayed } from "../../../core/subject/change.ts";
import { type TrailFault, verify } from "../../../core/subject/trail.ts";
import type { AnySubjectTable } from "../../adapters/table/subject.ts";
import { trailOf } from "../../adapters/table/trail.ts";

export interface Verified {
  readonly faults: readonly TrailFault[];
  /** The stored state differs from what the trail leads to. */
  readonly diverged: boolean;
}

/** Undefined: there is no such subject. */
export async function verifySubject(table: AnySubjectTable, id: string): Promise<Verified | undefined> {
  const [stored, trail] = await Promise.all([table.read(id), trailOf(id)]);
  if (!stored) return undefined;
  const faults = verify(trail, { sequence: stored.state.version, hash: stored.headHash });
  const diverged = canonical(replayed(table.kind, id, trail)) !== canonical(stored.state);
  return { faults, diverged };
}

/** The order of fields says nothing. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
