/** What a person may do with a submission now: asked of the very rules that will decide. */
import { rolesOn } from "../../../core/organisation/person.ts";
import type { Person } from "../../../core/organisation/unit.ts";
import type { Command } from "../../../core/submissions/command.ts";
import { decide } from "../../../core/submissions/decide.ts";
import type { Submission } from "../../../core/submissions/submission.ts";
import { clock } from "../../adapters/clock.ts";
import { actorOn } from "./actor.ts";

/** An overruling of no finding that there is: only whether the door is open is asked. */
const anyOverruling = (revision: number): Command => ({
  type: "Overrule",
  id: "",
  revision,
  finding: { place: -1, code: "", rule: "", severity: "info", message: "", element: "", evidence: "" },
  reason: "—",
  rulebook: "",
});

export async function permittedActions(submission: Submission, person: Person) {
  const revision = submission.revisions.length;
  const today = clock.today();
  const sample = [{ code: "manual", message: "—" }];
  const asks: {
    may: "claim" | "release" | "take-over" | "approve" | "return" | "reject" | "overrule" | "withdraw";
    role: "reviewer" | "secretary";
    command: Command;
  }[] = [
    { may: "claim", role: "reviewer", command: { type: "Claim", today, until: today } },
    { may: "take-over", role: "reviewer", command: { type: "TakeOver", reason: "—", until: today } },
    { may: "release", role: "reviewer", command: { type: "Release" } },
    { may: "approve", role: "reviewer", command: { type: "Approve", revision } },
    {
      may: "return",
      role: "reviewer",
      command: { type: "Return", revision, reasons: sample, due: today },
    },
    { may: "reject", role: "reviewer", command: { type: "Reject", revision, reasons: sample } },
    { may: "overrule", role: "reviewer", command: anyOverruling(revision) },
    { may: "withdraw", role: "secretary", command: { type: "Withdraw" } },
  ];
  const roles = rolesOn(person, today);
  const actor = await actorOn(submission, person);
  const judged = asks
    .filter(({ role }) => roles.includes(role))
    .map(({ may, command }) => ({ may, decided: decide(submission, command, actor) }));
  const may = judged.flatMap(({ may: one, decided }) =>
    decided.ok && decided.value.length > 0 ? [one] : [],
  );
  const isFree = may.includes("claim");
  const barred = judged.find(({ may: one, decided }) => one === "approve" && !decided.ok)?.decided;
  return {
    // What is free is claimed, not taken over.
    may: may.filter((one) => one !== "take-over" || !isFree),
    ...(barred && !barred.ok && submission.state === "in_review" && { mayNot: barred.refusal.message }),
  };
}
