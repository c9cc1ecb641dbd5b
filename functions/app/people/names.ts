/** Names by id, to show who and which unit. */
import { peopleOf } from "../../adapters/table/people.ts";
import { unitsOf } from "../../adapters/table/units.ts";

export type Names = ReadonlyMap<string, string>;

const byId = (named: readonly { readonly id: string; readonly name: string }[]): Names =>
  new Map(named.map(({ id, name }) => [id, name]));

export const namesOfPeople = async (jurisdiction: string): Promise<Names> =>
  byId(await peopleOf(jurisdiction));

/** Of units and people alike. */
export async function namesIn(jurisdiction: string): Promise<Names> {
  const [units, people] = await Promise.all([unitsOf(jurisdiction), peopleOf(jurisdiction)]);
  return byId([...units, ...people]);
}
