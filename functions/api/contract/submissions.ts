/** Submissions: where each stands, and its history. */
import * as z from "zod";
import { endpoint, readers } from "./endpoint.ts";
import { byId, day, key, ok, period } from "./fields.ts";
import { answer, reason } from "./reasons.ts";
import { openTask } from "./tasks.ts";
import { trailLine } from "./trail.ts";

export const submissionState = z.enum([
  "received",
  "examining",
  "returned",
  "resubmitted",
  "in_review",
  "closed",
  "rejected",
  "withdrawn",
]);

/** A submission as a line of a list. `turn`: whose turn it is. */
export const submissionLine = z.object({
  id: z.string(),
  unitId: z.string(),
  unitName: z.string(),
  period,
  sessionId: z.string().optional(),
  /** `unknown`: 未识别. */
  documentType: z.string().optional(),
  /** What the unit said it was. */
  declaredType: z.string().optional(),
  /** Absent until it has been examined. */
  outcome: z.enum(["text", "refused"]).optional(),
  title: z.string().optional(),
  fileName: z.string(),
  revision: z.number().int(),
  state: submissionState,
  turn: z.enum(["machine", "unit", "reviewer", "nobody"]),
  /** Of a scan that is being recognised: the page, 0 while it waits for the scans before it. */
  recognising: z.object({ page: z.number().int(), pages: z.number().int() }).optional(),
  automatic: z.boolean().optional(),
  due: day.optional(),
  overdue: z.boolean().optional(),
  errors: z.number().int().optional(),
  /** 请核对: not sure, sends nothing back. */
  looks: z.number().int().optional(),
  warnings: z.number().int().optional(),
  effectiveDate: day.optional(),
  receivedAt: z.string(),
  updatedAt: z.string(),
  claimedBy: z.string().optional(),
  claimedByName: z.string().optional(),
  decision: z.enum(["approve", "return", "reject"]).optional(),
  reasons: z.array(reason).optional(),
  sameBytesAs: z.array(z.string()).optional(),
  notCountedReason: z.string().optional(),
  /** Of an archive: the submissions that its papers became, and why the other members were not taken. */
  division: z
    .object({
      into: z.array(z.object({ submissionId: z.string(), fileName: z.string() })),
      refused: z.array(z.object({ fileName: z.string(), message: z.string() })),
    })
    .optional(),
});

export const revisionLine = z.object({
  number: z.number().int(),
  fileName: z.string(),
  size: z.number(),
  receivedAt: z.string(),
  outcome: z.enum(["text", "refused"]).optional(),
  refusal: z.string().optional(),
  /** What that reason means, as a sentence. */
  refusalMessage: z.string().optional(),
  errors: z.number().optional(),
  looks: z.number().optional(),
  warnings: z.number().optional(),
  /** The reasons of the return that this revision corrects, and the unit's answer to each. */
  reasons: z.array(reason).optional(),
  answers: z.array(answer).optional(),
});

export const submissionDetail = submissionLine.extend({
  revisions: z.array(revisionLine),
  trail: z.array(trailLine),
  /** Its open tasks: whose they are, and what the signed-in person may arrange about them. */
  tasks: z.array(openTask),
  /** Where several approvals are needed: how many, and whose there are. */
  quorum: z.object({ need: z.number().int(), says: z.string(), signed: z.array(z.string()) }).optional(),
  /** What the signed-in person may do now, decided by the server. */
  may: z.array(z.enum(["approve", "return", "reject", "overrule", "withdraw"])),
  mayNot: z.string().optional(),
});

export const submissionEndpoints = {
  submission: endpoint({
    method: "get",
    path: "/api/submissions/{id}",
    summary: "A submission with revisions, trail and what the caller may do",
    access: { kind: "roles", roles: [...readers], scope: "unit" },
    subject: "submission",
    params: byId,
    answer: submissionDetail,
  }),
  original: endpoint({
    method: "get",
    path: "/api/submissions/{id}/revisions/{revision}/original",
    summary: "The bytes as received, as a download",
    access: { kind: "roles", roles: [...readers], scope: "unit" },
    subject: "submission",
    params: z.object({ id: key, revision: z.coerce.number().int().positive() }),
    content: "application/octet-stream",
  }),
  withdraw: endpoint({
    method: "post",
    path: "/api/submissions/{id}/withdraw",
    summary: "Withdraw an open submission",
    access: { kind: "roles", roles: ["secretary"], scope: "unit" },
    subject: "submission",
    params: byId,
    answer: ok,
  }),
  trailExport: endpoint({
    method: "get",
    path: "/api/submissions/{id}/trail",
    summary: "The trail as JSON lines, to be verified by anybody with `qiyou trail verify`",
    access: { kind: "roles", roles: [...readers], scope: "unit" },
    subject: "submission",
    params: byId,
    content: "application/x-ndjson",
  }),
} as const;
