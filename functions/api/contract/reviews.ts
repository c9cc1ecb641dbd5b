/** Review: the queue, who has taken what, the decision. */
import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { byId, ok } from "./fields.ts";
import { writtenReasons } from "./reasons.ts";
import { submissionLine } from "./submissions.ts";

export const queue = z.object({
  submissions: z.array(submissionLine),
  /** Scans on their way to the desk, each with how far its recognition is. */
  recognising: z.array(submissionLine),
});

export const reviewEndpoints = {
  queue: endpoint({
    method: "get",
    path: "/api/reviews",
    summary: "Open reviews of the jurisdiction by due time",
    access: { kind: "roles", roles: ["reviewer", "leader", "administrator"], scope: "unit" },
    answer: queue,
  }),
  decide: endpoint({
    method: "post",
    path: "/api/submissions/{id}/decision",
    summary: "Approve, return or reject, once; return and reject need at least one reason",
    access: { kind: "roles", roles: ["reviewer"], scope: "unit" },
    subject: "submission",
    params: byId,
    body: z.object({
      decision: z.enum(["approve", "return", "reject"]),
      /** The revision that was looked at: a decision on an older one is refused. */
      revision: z.number().int().positive(),
      reasons: writtenReasons.default([]),
      /** Of an approval; a return says everything in its reasons. */
      note: z.string().max(1000, "附言最多1000个字，请精简后再提交。").optional(),
    }),
    answer: ok,
  }),
} as const;
