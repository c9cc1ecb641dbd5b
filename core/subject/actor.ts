/** Who stands behind an act: the person, the one they act for, and everybody whose delegate they are. */
import type { Actor, Assignee, Principal, Stamp, TaskRole } from "./kind.ts";

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

export const hasRole = ({ holds = [] }: Principal, role: TaskRole): boolean =>
  holds.some((one) => one.role === role);

/** Whether somebody is who is to act, or one of the pool that is. Who holds a role for the office holds it for its units. */
export function belongsTo(assignee: Assignee, { id, holds = [] }: Principal): boolean {
  if ("person" in assignee) return assignee.person === id;
  const { role, unitId } = assignee;
  return holds.some(
    (one) => one.role === role && (unitId === undefined || one.unitId === undefined || one.unitId === unitId),
  );
}

/** Whether a task is not for somebody, nor for whom they act for, though they are of its pool. */
export const isExcept = ({ except = [] }: { readonly except?: readonly string[] }, actor: Actor): boolean =>
  [actor, ...(actor.onBehalfOf ? [actor.onBehalfOf] : [])].some(({ id, unitIds = [] }) =>
    [id, ...unitIds].some((one) => except.includes(one)),
  );
