/** Who has taken a review: for some working days, until somebody takes it over, or until the holder may no longer review. */
import type { Person } from "../../../core/organisation/unit.ts";
import type { Result } from "../../../core/outcome.ts";
import { type Right, reachOf } from "../../../core/rights/rights.ts";
import type { ClaimEnd } from "../../../core/submissions/event.ts";
import type { Submission } from "../../../core/submissions/submission.ts";
import { clock } from "../../adapters/clock.ts";
import { dueDayOf } from "../../adapters/deadline.ts";
import { rulebookInForce } from "../../adapters/rulebook/in-force.ts";
import { offices } from "../../adapters/table/offices.ts";
import { submissions, submissionsByTurn } from "../../adapters/table/submissions.ts";
import { changeSubmission } from "./change.ts";
import { act } from "./decide.ts";

const lastDayOf = async ({ jurisdiction }: Submission): Promise<string> =>
  dueDayOf("claim", await rulebookInForce(jurisdiction));

export async function claim(submission: Submission, person: Person): Promise<Result<{ ok: true }>> {
  const until = await lastDayOf(submission);
  return act(submission, { type: "Claim", today: clock.today(), until }, person);
}

export async function takeOver(
  submission: Submission,
  reason: string,
  person: Person,
): Promise<Result<{ ok: true }>> {
  return act(submission, { type: "TakeOver", reason, until: await lastDayOf(submission) }, person);
}

type Claimed = Submission & { readonly state: "in_review"; readonly claimedBy: string };
const isClaimed = (one: Submission): one is Claimed =>
  one.state === "in_review" && one.claimedBy !== undefined && !one.decision;

const REVIEWING: Right = { roles: ["reviewer"], scope: "unit" };

/** Gives back what a person has taken and may no longer review; everything once the account is disabled. */
export async function releaseClaimsOf(person: Person): Promise<number> {
  const reach = reachOf(person, REVIEWING, clock.today());
  const open = await submissionsByTurn(person.jurisdiction, "reviewer");
  const left = open.filter(isClaimed).filter((one) => one.claimedBy === person.id && !reach.holds(one));
  for (const one of left) await free(one, "left");
  return left.length;
}

/** Gives back every claim whose days are over; runs with the clock's hour. What cannot be read the sweeper speaks of. */
export async function freeExpiredClaims(): Promise<number> {
  const today = clock.today();
  let freed = 0;
  for (const { jurisdiction } of await offices())
    for (const one of (await submissions.open(jurisdiction)).sound.filter(isClaimed))
      if (one.claimedUntil !== undefined && one.claimedUntil < today) {
        await free(one, "expired");
        freed++;
      }
  return freed;
}

async function free({ id, claimedBy: holder }: Claimed, why: ClaimEnd): Promise<void> {
  const freed = await changeSubmission(id, { type: "FreeClaim", holder, why }, { id: "machine" });
  if (!freed.ok) throw new Error(freed.refusal.code);
}
