/** A delegation as a line of a list. */
import type * as z from "zod";
import { type Delegation, standsOn } from "../../../core/delegation/delegation.ts";
import { clock } from "../../adapters/clock.ts";
import { delegableKinds } from "../../app/delegations/delegations.ts";
import type { Names } from "../../app/people/names.ts";
import type * as contract from "../contract/delegations.ts";

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
