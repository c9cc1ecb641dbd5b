/** A person as the rules of submissions know one: who asks, of which units, and whether it is their own. */
import { unitsOf } from "../../../core/organisation/person.ts";
import type { Person } from "../../../core/organisation/unit.ts";
import type { Actor } from "../../../core/subject/kind.ts";
import type { Submission } from "../../../core/submissions/submission.ts";
import { clock } from "../../adapters/clock.ts";
import { linksOfUnit } from "../../adapters/table/links.ts";

/**
 * What was received before filers were recorded tells by its link who made it: to its rules that person is one of the unit.
 */
export async function actorOn(submission: Submission, person: Person): Promise<Actor> {
  const unitIds = unitsOf(person, clock.today());
  const isMaker = submission.filers === undefined && (await madeLink(submission, person.id));
  return { id: person.id, unitIds: isMaker ? [...unitIds, submission.unitId] : unitIds };
}

async function madeLink({ unitId, linkId }: Submission, personId: string): Promise<boolean> {
  const links = await linksOfUnit(unitId);
  return links.some(({ id, createdBy }) => id === linkId && createdBy === personId);
}
