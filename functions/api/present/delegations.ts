/** A delegation as a line of a list. */
import type * as z from "zod";
import { type Delegation, standsOn } from "../../../core/delegation/delegation.ts";
import { clock } from "../../adapters/clock.ts";
import { subjects } from "../../adapters/table/subjects.ts";
import type { Names } from "../../app/people/names.ts";
import type * as contract from "../contract/delegations.ts";

/** Kinds with tasks: what can be handed to another. */
export const delegableKinds = () =>
  Object.values(subjects)
    .filter(({ kind }) => Object.keys(kind.terms).length > 0)
    .map(({ kind, rows }) => ({ id: kind.name, name: rows.stored.label }));

export function delegationLine(
  delegation: Delegation,
  names: Names,
): z.input<typeof contract.delegationLine> {
  const { id, principal, delegate, from, until, kinds, units } = delegation;
  const kindNames = new Map<string, string>(delegableKinds().map((kind) => [kind.id, kind.name]));
  return {
    id,
    principalName: names.get(principal) ?? "",
    delegateName: names.get(delegate) ?? "",
    from,
    until,
    ...(kinds && { kinds: kinds.map((kind) => kindNames.get(kind) ?? kind) }),
    ...(units && { units: units.map((unit) => names.get(unit) ?? "") }),
    standing: standsOn(delegation, clock.today()),
  };
}
