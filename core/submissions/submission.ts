/**
 * A Submission 报送件: one document of one unit on its way from receipt to closing, and its Revisions 版本.
 * The type says what is possible in each state; `decide.ts` says what may happen, `evolve.ts` what then is.
 */

import type { Day, Instant, TaskMarks } from "../subject/kind.ts";
import type { Approval, Quorum } from "../subject/quorum.ts";
import type { Overruling } from "./overruling-record.ts";

/** Where the bytes of one uploaded file lie, exactly: bucket key and version. */
export interface StoredObject {
  readonly key: string;
  readonly versionId: string;
  readonly etag: string;
  readonly size: number;
}

/** One uploaded file of a submission. Numbers start at 1. */
export interface Revision {
  readonly number: number;
  readonly fileName: string;
  readonly object: StoredObject;
  readonly receivedAt: Instant;
  readonly examination?: ExaminationSummary;
  /** Of a correction: the reasons of the return it corrects, and the unit's answers to them. */
  readonly reasons?: readonly Reason[];
  readonly answers?: readonly Answer[];
}

/** What the machine found, in the few figures that lists, routing and notices need. The whole lies in the bucket. */
export interface ExaminationSummary {
  readonly outcome: "text" | "refused";
  /** Of a refused file: the reading reason (`encrypted`, `truncated` …). `unread` goes to a reviewer: the fault may be the machine's. */
  readonly refusal?: string;
  readonly documentType: string;
  /** The three are kept apart: only errors send a document back; what is to be looked at 请核对 and warnings go on. */
  readonly errors: number;
  readonly looks: number;
  readonly warnings: number;
  readonly rulebook: string;
  readonly sha256: string;
  readonly examinedAt: Instant;
  /** The day the session was held or the document is about; periods follow this, never the upload. */
  readonly effectiveDate?: Day;
  readonly counted?: { readonly counted: boolean; readonly reason?: string; readonly evidence?: string };
  readonly discussion?: "D0" | "D1" | "D2" | "D3";
  readonly title?: string;
  /** Key of the JSON with text, places, elements and findings; absent when the file was refused. */
  readonly resultKey?: string;
  /** Other submissions that hold the same bytes. Shown, never refused. */
  readonly sameBytesAs?: readonly string[];
  /** Ids of the rules that found something, each once. */
  readonly rules?: readonly string[];
  /** Overrulings of earlier revisions that hold again: which, and the place of the finding here. */
  readonly inherited?: readonly { readonly overruling: string; readonly place: number }[];
}

/** Why a document goes back. Bound to an element or to a span of the text, so that the unit sees the words. */
export interface Reason {
  readonly code: string;
  readonly message: string;
  readonly element?: string;
  readonly evidence?: string;
  readonly start?: number;
  readonly end?: number;
  readonly rule?: string;
  readonly suggestion?: string;
}

/** The unit's answer to one reason, by its place in the list of reasons. */
export interface Answer {
  readonly reason: number;
  readonly answer: "fixed" | "contested";
  readonly note?: string;
}

export interface Decision {
  readonly kind: "approve";
  readonly by: string;
  readonly at: Instant;
}

interface SubmissionBase {
  readonly id: string;
  readonly jurisdiction: string;
  readonly unitId: string;
  /** `2026-Q3`; follows the effective date once that is known. */
  readonly period: string;
  readonly sessionId?: string;
  readonly declaredType?: string;
  /** The upload link it came through. */
  readonly linkId: string;
  readonly filedBy: string;
  /** Who made that link, and who sent a file of it while signed in: nobody decides on what they filed. */
  readonly filers?: readonly string[];
  readonly revisions: readonly Revision[];
  /** Files that arrived and were not taken: kept, not examined. So many at most (`room.ts`). */
  readonly setAside: readonly {
    readonly object: StoredObject;
    readonly fileName: string;
    readonly at: Instant;
  }[];
  /** Findings that a reviewer has called wrong, of all revisions, in order. */
  readonly overrulings?: readonly Overruling[];
  readonly receivedAt: Instant;
  readonly updatedAt: Instant;
  /** Number of events so far; the expected version of the next change. */
  readonly version: number;
  readonly tasks?: TaskMarks;
}

export type Submission = SubmissionBase &
  (
    | { readonly state: "received" }
    | { readonly state: "examining"; readonly route: "review" | "correct" }
    | {
        readonly state: "returned";
        readonly automatic: boolean;
        readonly reasons: readonly Reason[];
        readonly by: string;
        readonly returnedAt: Instant;
        readonly due: Day;
      }
    | { readonly state: "resubmitted"; readonly manualReview: boolean }
    | {
        readonly state: "in_review";
        readonly requestedAt: Instant;
        readonly due: Day;
        /** Whose approvals are needed; absent: one reviewer's. */
        readonly quorum?: Quorum;
        /** Approvals given so far, where one does not suffice. */
        readonly approvals?: readonly Approval[];
        readonly decision?: Decision;
      }
    | {
        readonly state: "closed";
        readonly approvedBy: string;
        readonly closedAt: Instant;
        readonly counts: boolean;
        readonly notCountedReason?: string;
      }
    | {
        readonly state: "rejected";
        readonly by: string;
        readonly at: Instant;
        readonly reasons: readonly Reason[];
      }
    | {
        readonly state: "withdrawn";
        readonly by: string;
        readonly at: Instant;
        readonly why: "unit" | "lapsed";
      }
    | {
        readonly state: "withdrawn";
        readonly by: string;
        readonly at: Instant;
        readonly why: "divided";
        readonly division: Division;
      }
  );

/** What came out of an archive: each paper became a submission of its own, the others are refused with a sentence each. */
export interface Division {
  readonly into: readonly { readonly submissionId: string; readonly fileName: string }[];
  readonly refused: readonly { readonly fileName: string; readonly message: string }[];
}

export type SubmissionState = Submission["state"];

export function latestRevision(submission: Submission): Revision | undefined {
  return submission.revisions.at(-1);
}

/** What the document calls itself, or else its file. */
export function titleOf(submission: Submission): string {
  const revision = latestRevision(submission);
  return revision?.examination?.title ?? revision?.fileName ?? "";
}
