/** The contract's shapes as types, by the names that pages use. */
import type { z } from "zod";
import type { answer, reason } from "../../../functions/api/contract/reasons.ts";
import type {
  revisionLine,
  submissionDetail,
  submissionLine,
} from "../../../functions/api/contract/submissions.ts";
import type { trailLine } from "../../../functions/api/contract/trail.ts";

export type SubmissionLine = z.infer<typeof submissionLine>;
export type SubmissionDetail = z.infer<typeof submissionDetail>;
export type SubmissionState = SubmissionLine["state"];
export type Turn = SubmissionLine["turn"];
export type Reason = z.infer<typeof reason>;
export type ReasonAnswer = z.infer<typeof answer>;
export type TrailLine = z.infer<typeof trailLine>;
export type RevisionLine = z.infer<typeof revisionLine>;
