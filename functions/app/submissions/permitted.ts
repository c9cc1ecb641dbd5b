/** What a person may do with a submission now: asked of the very rules that will decide. */
import { hasRole, rightsBehind } from "../../../core/subject/actor.ts";
import type { Actor } from "../../../core/subject/kind.ts";
import { standing } from "../../../core/subject/open-task.ts";
import type { Command } from "../../../core/submissions/command.ts";
import { decide } from "../../../core/submissions/decide.ts";
import type { Submission } from "../../../core/submissions/submission.ts";
import { clock } from "../../adapters/clock.ts";

/** An overruling of no finding that there is: only whether the door is open is asked. */
const anyOverruling = (revision: number): Command => ({
  type: "Overrule",
  id: "",
  revision,
  finding: { place: -1, code: "", rule: "", severity: "info", message: "", element: "", evidence: "" },
  reason: "—",
  rulebook: "",
});

export function permittedActions(submission: Submission, actor: Actor) {
  const today = clock.today();
  const stands = standing(submission, today);
  const revision = submission.revisions.length;
  const sample = [{ code: "manual", message: "—" }];
  const asks: {
    may: "approve" | "return" | "reject" | "overrule" | "withdraw";
    role: "reviewer" | "secretary";
    command: Command;
  }[] = [
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
  const judged = asks
    .filter(({ role }) => hasRole(rightsBehind(actor), role))
    .map(({ may, command }) => ({ may, decided: decide(stands, command, actor) }));
  const may = judged.flatMap(({ may: one, decided }) =>
    decided.ok && decided.value.length > 0 ? [one] : [],
  );
  const barred = judged.find(({ may: one, decided }) => one === "approve" && !decided.ok)?.decided;
  return {
    may,
    ...(barred && !barred.ok && submission.state === "in_review" && { mayNot: barred.refusal.message }),
  };
}
