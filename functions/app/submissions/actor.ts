/** Who asks, as the rules of one submission know them: of which units, and whether they have filed it. */
import type { Actor, Principal } from "../../../core/subject/kind.ts";
import { linksOfUnit } from "../../adapters/table/links.ts";
import { getSubmission } from "../../adapters/table/submissions.ts";
import type { Loaded } from "../subjects/load.ts";

/**
 * What was received before filers were recorded tells by its link who made it: to its rules that person is one of the unit.
 */
export async function actorBefore(
  { kind, state }: Pick<Loaded, "kind" | "state">,
  actor: Actor,
): Promise<Actor> {
  if (kind?.name !== "submission" || !state || ("filers" in state && state.filers !== undefined))
    return actor;
  const submission = await getSubmission(state.id);
  if (!submission) return actor;
  const { unitId, linkId } = submission;
  const maker = (await linksOfUnit(unitId)).find(({ id }) => id === linkId)?.createdBy;
  const of = <Somebody extends Principal>(one: Somebody): Somebody =>
    one.id === maker ? { ...one, unitIds: [...(one.unitIds ?? []), unitId] } : one;
  const { onBehalfOf, delegatedBy } = actor;
  return {
    ...of(actor),
    ...(onBehalfOf && { onBehalfOf: of(onBehalfOf) }),
    ...(delegatedBy && { delegatedBy: delegatedBy.map(of) }),
  };
}
