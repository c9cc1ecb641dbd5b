/** Whose rights somebody has today: their own, and those of everybody whose delegate they are. */
import { covers, type Delegation, type Matter, standingFor } from "../../../core/delegation/delegation.ts";
import type { Person } from "../../../core/organisation/unit.ts";
import type { Actor } from "../../../core/subject/kind.ts";
import { clock } from "../../adapters/clock.ts";
import { delegationsTo } from "../../adapters/table/delegations.ts";
import { getPerson } from "../../adapters/table/people.ts";
import { principalOf } from "../people/actor.ts";

/** One by whose rights somebody may act. */
export interface Right {
  /** Whose rights these are: the person themselves, or their principal. */
  readonly of: Person;
  /** By which delegation; undefined for the own rights. */
  readonly by?: Delegation;
}

/** The own rights first. One step deep: a principal's own delegations to them are not looked at. */
export async function rightsOf(person: Person): Promise<readonly [Right, ...Right[]]> {
  const today = clock.today();
  const received = await delegationsTo(person.jurisdiction, person.id, today);
  const standing = standingFor(received, person.id, today);
  const borrowed = await Promise.all(
    standing.map(async (by): Promise<Right[]> => {
      const of = await getPerson(person.jurisdiction, by.principal);
      return of ? [{ of, by }] : [];
    }),
  );
  return [{ of: person }, ...borrowed.flat()];
}

export const reaches = ({ by }: Right, matter: Matter): boolean => by === undefined || covers(by, matter);

/** The person acting by one of their rights; whoever else stands behind them is known, so that nobody judges their own. */
export function actorBy(person: Person, right: Right, rights: readonly Right[]): Actor {
  const principals = rights.filter(({ by }) => by !== undefined).map(({ of }) => principalOf(of));
  return {
    ...principalOf(person),
    ...(right.by && { onBehalfOf: principalOf(right.of) }),
    ...(principals.length > 0 && { delegatedBy: principals }),
  };
}
