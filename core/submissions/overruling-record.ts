/**
 * An Overruling 误判认定 as a submission holds it: a reviewer says of one finding that it is wrong. Kept with the rule's
 * id and the rulebook's version, so that those who own the rules see which are wrong most often (issue 4, Shows 6).
 */
import type { Severity } from "../checking/examination.ts";
import type { Instant } from "../subject/kind.ts";

/** What is overruled: one finding of one revision, by its place in that revision's list. */
export interface OverruledFinding {
  readonly place: number;
  readonly code: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** Element id; empty where the finding is about the whole document. */
  readonly element: string;
  /** The first words it rests on; empty where nothing was found. */
  readonly evidence: string;
}

/** Words of the revision's text: where a reviewer has seen what the machine did not. `text` is cut to what is kept of evidence. */
export interface MarkedWords {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Overruling {
  /** Given by whoever asks, so that the same command sent twice is one overruling. */
  readonly id: string;
  readonly revision: number;
  readonly finding: OverruledFinding;
  /** Where the element stands that was said missing; what the rules can learn most from. */
  readonly words?: MarkedWords;
  /** Why the rule is wrong here, one sentence. */
  readonly reason: string;
  /** Version of the rulebook that had found it. */
  readonly rulebook: string;
  readonly by: string;
  readonly at: Instant;
  /** Taken back while the document was still in review. */
  readonly reinstated?: { readonly by: string; readonly at: Instant };
}
