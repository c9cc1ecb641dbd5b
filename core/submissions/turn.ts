/** Whose turn it is: the first thing anybody wants to know of a submission (asks.md 6). */
import type { Submission } from "./submission.ts";

export type Turn = "machine" | "unit" | "reviewer" | "nobody";

export function turnOf(submission: Submission): Turn {
  switch (submission.state) {
    case "received":
    case "examining":
    case "resubmitted":
      return "machine";
    case "returned":
      return "unit";
    case "in_review":
      return submission.decision ? "machine" : "reviewer";
    case "closed":
    case "rejected":
    case "withdrawn":
      return "nobody";
  }
}
