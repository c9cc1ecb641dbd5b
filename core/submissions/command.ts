/** What somebody, or the machine, may ask of a submission. */
import type { Day } from "../subject/kind.ts";
import type { Quorum } from "../subject/quorum.ts";
import type { MarkedWords, OverruledFinding } from "./overruling-record.ts";
import type { Answer, Division, ExaminationSummary, Reason, StoredObject } from "./submission.ts";

export type Command =
  | {
      readonly type: "TakeIn";
      readonly jurisdiction: string;
      readonly unitId: string;
      readonly period: string;
      readonly sessionId?: string;
      readonly declaredType?: string;
      readonly linkId: string;
      /** Who made the link, and who sent the file while signed in. */
      readonly filers?: readonly string[];
      readonly fileName: string;
      readonly object: StoredObject;
      /** The unit's answers to the reasons of the return that this file corrects. */
      readonly answers: readonly Answer[];
      /** Why it is not taken in whatever the submission's state is. */
      readonly aside?: "link_revoked";
    }
  | {
      readonly type: "RecordExamination";
      readonly revision: number;
      readonly examination: ExaminationSummary;
      readonly route: "review" | "correct";
    }
  | { readonly type: "Divide"; readonly revision: number; readonly division: Division }
  | { readonly type: "ReturnByMachine"; readonly reasons: readonly Reason[]; readonly due: Day }
  | { readonly type: "RequestReview"; readonly due: Day; readonly quorum?: Quorum }
  | { readonly type: "Approve"; readonly revision: number; readonly note?: string }
  | {
      readonly type: "Return";
      readonly revision: number;
      readonly reasons: readonly Reason[];
      readonly due: Day;
    }
  | { readonly type: "Reject"; readonly revision: number; readonly reasons: readonly Reason[] }
  | {
      readonly type: "Overrule";
      readonly id: string;
      readonly revision: number;
      readonly finding: OverruledFinding;
      readonly words?: MarkedWords;
      readonly reason: string;
      readonly rulebook: string;
    }
  | { readonly type: "Reinstate"; readonly overruling: string }
  | { readonly type: "AskManualReview"; readonly note: string }
  | {
      readonly type: "Close";
      readonly period: string;
      readonly sessionId?: string;
      readonly counts: boolean;
      readonly notCountedReason?: string;
    }
  | { readonly type: "Withdraw" }
  | { readonly type: "Lapse" };
