/** Opens the review, until the day by which it should be decided, by those whose approval the office's rules ask for. */
import { rolesOn } from "../../../core/organisation/person.ts";
import { reviewRuleOf } from "../../../core/rulebook/rulebook.ts";
import type { Actor } from "../../../core/subject/kind.ts";
import { type Quorum, quorumFor } from "../../../core/subject/quorum.ts";
import { mayNotJudge } from "../../../core/submissions/decide.ts";
import { latestRevision, type Submission } from "../../../core/submissions/submission.ts";
import { clock } from "../../adapters/clock.ts";
import { dueDayOf } from "../../adapters/deadline.ts";
import { rulebookInForce } from "../../adapters/rulebook/in-force.ts";
import { peopleOf } from "../../adapters/table/people.ts";
import { getSubmission } from "../../adapters/table/submissions.ts";
import { actorBy, rightsOf } from "../delegations/reach.ts";
import { askPeople, type WaitingStep } from "./ask-people.ts";

export async function askReview(step: WaitingStep): Promise<void> {
  const submission = await getSubmission(step.submissionId);
  if (!submission) throw new Error(`no submission ${step.submissionId}`);
  const rulebook = await rulebookInForce(submission.jurisdiction);
  const type = latestRevision(submission)?.examination?.documentType ?? "";
  const quorum = await quorumOf(submission, reviewRuleOf(rulebook, type));
  const due = dueDayOf("review", rulebook);
  await askPeople(step, "review", { type: "RequestReview", due, ...(quorum && { quorum }) });
}

async function quorumOf(
  submission: Submission,
  rule: Parameters<typeof quorumFor>[0],
): Promise<Quorum | undefined> {
  if (rule.quorum === "one") return undefined;
  const people = await peopleOf(submission.jurisdiction);
  const reviewers = await Promise.all(
    people
      .filter((person) => rolesOn(person, clock.today()).includes("reviewer"))
      .map(async (person) => {
        const rights = await rightsOf(person);
        return { ...actorBy(person, rights[0], rights), login: person.login };
      }),
  );
  return quorumFor(rule, reviewers, (person: Actor) => mayNotJudge(submission, "review", person));
}
