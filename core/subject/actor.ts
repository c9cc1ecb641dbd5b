/** Who stands behind an act: the person, the one they act for, and everybody whose delegate they are. */
import type { Actor, Assignee, Principal, Stamp } from "./kind.ts";

/** In whose names an act is: the person's own, and that of whom they act for. */
export const namesBehind = ({ id, onBehalfOf }: Actor): readonly string[] =>
  onBehalfOf ? [id, onBehalfOf.id] : [id];

/** Everybody whose filings an act must not judge (asks.md 3): a delegate of who filed is as good as who filed. */
export const everybodyBehind = (actor: Actor): readonly Principal[] => [
  actor,
  ...(actor.onBehalfOf ? [actor.onBehalfOf] : []),
  ...(actor.delegatedBy ?? []),
];

/** By whose rights an act is done. */
export const rightsBehind = (actor: Actor): Principal => actor.onBehalfOf ?? actor;

export const stampOf = (actor: Actor, at: string): Stamp => ({
  at,
  by: actor.id,
  ...(actor.onBehalfOf && { onBehalfOf: actor.onBehalfOf.id }),
});

/** Whether somebody is who is to act, or one of the pool that is. */
export function belongsTo(assignee: Assignee, { id, unitId, roles = [] }: Principal): boolean {
  if ("person" in assignee) return assignee.person === id;
  return roles.includes(assignee.role) && (assignee.unitId === undefined || assignee.unitId === unitId);
}

/** Whether a task is not for somebody, nor for whom they act for, though they are of its pool. */
export const isExcept = ({ except = [] }: { readonly except?: readonly string[] }, actor: Actor): boolean =>
  [actor, ...(actor.onBehalfOf ? [actor.onBehalfOf] : [])].some(
    ({ id, unitId }) => except.includes(id) || (unitId !== undefined && except.includes(unitId)),
  );
