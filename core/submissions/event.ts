/** What can have happened to a submission. Events are facts: they carry everything `evolve` needs. */
import type { Day } from "../subject/kind.ts";
import type { Quorum } from "../subject/quorum.ts";
import type { MarkedWords, OverruledFinding } from "./overruling-record.ts";
import type { Answer, Division, ExaminationSummary, Reason, StoredObject } from "./submission.ts";

export const SET_ASIDE_REASONS = ["not_awaited", "ticket_used", "link_revoked", "record_full"] as const;
/** Why a file is kept and not examined. */
export type SetAsideReason = (typeof SET_ASIDE_REASONS)[number];

export type SubmissionEvent =
  | {
      readonly type: "Received";
      readonly jurisdiction: string;
      readonly unitId: string;
      readonly period: string;
      readonly sessionId?: string;
      readonly declaredType?: string;
      readonly linkId: string;
      /** People who filed it; absent in what was received before they were recorded. */
      readonly filers?: readonly string[];
      readonly fileName: string;
      readonly object: StoredObject;
    }
  | {
      readonly type: "Examined";
      readonly revision: number;
      readonly examination: ExaminationSummary;
      readonly route: "review" | "correct";
    }
  | {
      readonly type: "Returned";
      readonly automatic: boolean;
      readonly reasons: readonly Reason[];
      readonly due: Day;
    }
  | {
      readonly type: "Resubmitted";
      /** Where the unit has chosen another type than before. */
      readonly declaredType?: string;
      readonly fileName: string;
      readonly object: StoredObject;
      readonly answers: readonly Answer[];
      readonly filers?: readonly string[];
    }
  | { readonly type: "ManualReviewRequested"; readonly note: string }
  | {
      readonly type: "SetAside";
      readonly fileName: string;
      readonly object: StoredObject;
      readonly why: SetAsideReason;
    }
  | { readonly type: "ReviewRequested"; readonly due: Day; readonly quorum?: Quorum }
  /** One of several whose approval is needed has given it. `units`: which those behind it belong to. */
  | {
      readonly type: "Countersigned";
      readonly seat?: string;
      readonly units: readonly string[];
      readonly note?: string;
    }
  | { readonly type: "Approved"; readonly note?: string }
  | { readonly type: "Rejected"; readonly reasons: readonly Reason[] }
  | {
      readonly type: "Overruled";
      readonly id: string;
      readonly revision: number;
      readonly finding: OverruledFinding;
      readonly words?: MarkedWords;
      readonly reason: string;
      readonly rulebook: string;
    }
  | { readonly type: "Reinstated"; readonly overruling: string; readonly message: string }
  | {
      readonly type: "Closed";
      readonly period: string;
      readonly sessionId?: string;
      readonly counts: boolean;
      readonly notCountedReason?: string;
    }
  | { readonly type: "Divided"; readonly revision: number; readonly division: Division }
  | { readonly type: "Withdrawn"; readonly why: "unit" | "lapsed" };
