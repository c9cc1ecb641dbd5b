/** The trail of a subject, as it is read. */
import * as z from "zod";

export const trailLine = z.object({
  sequence: z.number().int(),
  at: z.string(),
  by: z.string(),
  /** For whom `by` acted, by a delegation. */
  onBehalfOf: z.string().optional(),
  /** Both names, where there are two. */
  byName: z.string(),
  /** Event type (`Returned`) and the sentence a person reads (自动退回：缺少【地点】). */
  type: z.string(),
  text: z.string(),
  hash: z.string(),
});
