/** The contract's shapes as types, by the names that pages use. */
import type { z } from "zod";
import type * as shape from "../../../functions/api/contract/shapes.ts";

export type SubmissionLine = z.infer<typeof shape.submissionLine>;
export type SubmissionDetail = z.infer<typeof shape.submissionDetail>;
export type SubmissionState = SubmissionLine["state"];
export type Turn = SubmissionLine["turn"];
export type Reason = z.infer<typeof shape.reason>;
export type Answer = z.infer<typeof shape.answer>;
export type TrailLine = z.infer<typeof shape.trailLine>;
export type RevisionLine = z.infer<typeof shape.revisionLine>;
