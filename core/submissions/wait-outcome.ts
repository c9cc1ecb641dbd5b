/** How a wait has ended, read from the submission itself: the workflow's answer, or undefined while people still think. */
import type { Submission } from "./submission.ts";

export function outcomeOf(
  submission: Submission,
  kind: "review" | "correction",
):
  | { readonly decision: "approve" | "return" | "reject" | "withdraw" }
  | { readonly corrected: true }
  | undefined {
  if (kind === "correction") return submission.state === "returned" ? undefined : { corrected: true };
  switch (submission.state) {
    case "in_review":
      return submission.decision ? { decision: "approve" } : undefined;
    case "closed":
      return { decision: "approve" };
    case "rejected":
      return { decision: "reject" };
    case "withdrawn":
      return { decision: "withdraw" };
    default:
      return { decision: "return" };
  }
}
