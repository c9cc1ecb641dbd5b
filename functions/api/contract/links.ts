/** Upload links: made at a desk, used by whoever holds the token. */
import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { elementLine, finding } from "./examination.ts";
import {
  askedDay,
  askedPeriod,
  byId,
  byToken,
  day,
  documentType,
  key,
  ok,
  period,
  written,
} from "./fields.ts";
import { writtenAnswers } from "./reasons.ts";
import { submissionLine } from "./submissions.ts";

export const link = z.object({
  id: z.string(),
  unitId: z.string(),
  period: period.optional(),
  sessionDate: day.optional(),
  documentType: z.string().optional(),
  expiresAt: z.string(),
  revoked: z.boolean(),
  createdAt: z.string(),
  uploads: z.number(),
});

/** An S3 presigned POST: send `fields` and then `file` as multipart/form-data to `url`. */
export const ticket = z.object({
  submissionId: z.string(),
  url: z.string(),
  fields: z.record(z.string(), z.string()),
  maxBytes: z.number(),
  expiresAt: z.string(),
});

/** What the link is for, for whoever holds it. */
export const linkPurpose = z.object({
  unitName: z.string(),
  period: period,
  periodName: z.string(),
  sessionDate: day.optional(),
  documentType: z.string().optional(),
  expiresAt: z.string(),
  maxBytes: z.number(),
  /** Document types to choose from: id and Chinese name. */
  types: z.array(z.object({ id: z.string(), name: z.string() })),
  submissions: z.array(submissionLine),
  /** For the check in the browser: today by the server's clock, the unit's members. */
  today: day,
  roster: z.array(z.string()),
});

/** A submission that came through the link, as it stands. */
export const linkSubmission = submissionLine.extend({
  elements: z.array(elementLine),
  findings: z.array(finding),
});

export const linkEndpoints = {
  createLink: endpoint({
    method: "post",
    path: "/api/units/{id}/links",
    summary: "Make an upload link; its token is shown this once",
    access: { kind: "roles", roles: ["secretary", "reviewer", "administrator"], scope: "unit" },
    subject: "unit",
    params: byId,
    body: z.object({
      period: askedPeriod,
      sessionDate: askedDay.optional(),
      documentType: documentType.optional(),
      days: z.number().int().min(1, "有效期至少1天。").max(366, "有效期最长366天。").default(30),
    }),
    answer: z.object({ link: link, url: z.string() }),
  }),
  makeLinks: endpoint({
    method: "post",
    path: "/api/unit-links",
    summary: "Make an upload link for each of these units at once; the tokens are shown this once",
    access: { kind: "roles", roles: ["reviewer", "administrator"], scope: "jurisdiction" },
    body: z.object({
      unitIds: z.array(key).min(1, "请至少选择一个单位。").max(200, "一次最多建200个链接，请分几次。"),
      period: askedPeriod,
      documentType: documentType.optional(),
      days: z.number().int().min(1, "有效期至少1天。").max(366, "有效期最长366天。").default(120),
    }),
    answer: z.object({
      links: z.array(
        z.object({ unitId: z.string(), unitName: z.string(), url: z.string(), expiresAt: z.string() }),
      ),
    }),
  }),
  revokeLink: endpoint({
    method: "delete",
    path: "/api/units/{id}/links/{link}",
    summary: "Revoke an upload link",
    access: { kind: "roles", roles: ["secretary", "reviewer", "administrator"], scope: "unit" },
    subject: "unit",
    params: z.object({ id: key, link: key }),
    answer: ok,
  }),
  linkInfo: endpoint({
    method: "get",
    path: "/api/links/{token}",
    summary: "What the link is for and what came through it",
    access: { kind: "link" },
    params: byToken,
    answer: linkPurpose,
  }),
  ticket: endpoint({
    method: "post",
    path: "/api/links/{token}/tickets",
    summary:
      "Ask for a presigned POST for one file; with `submissionId` the file corrects that returned submission",
    access: { kind: "link" },
    params: byToken,
    body: z.object({
      fileName: z
        .string()
        .min(1, "文件没有名称，请命名后重新选择。")
        .max(255, "文件名超过255个字，请改短后重新选择。"),
      size: z.number().int().positive("文件是空的，请检查后重新选择。"),
      documentType: documentType.optional(),
      submissionId: z.string().max(60).optional(),
      /** Needed with `submissionId`: one answer for every reason of the return. */
      answers: writtenAnswers.optional(),
    }),
    answer: ticket,
  }),
  curlArguments: endpoint({
    method: "get",
    path: "/api/links/{token}/curl",
    summary: "Arguments for curl: curl $(curl -fsS …/curl) -F file=@FILE",
    access: { kind: "link" },
    params: byToken,
    query: z.object({ type: documentType.optional() }),
    content: "text/plain",
  }),
  linkSubmission: endpoint({
    method: "get",
    path: "/api/links/{token}/submissions/{id}",
    summary: "Live status of one submission that came through the link",
    access: { kind: "link" },
    subject: "submission",
    params: z.object({ token: key, id: key }),
    answer: linkSubmission,
  }),
  linkManualReview: endpoint({
    method: "post",
    path: "/api/links/{token}/submissions/{id}/manual-review",
    summary: "Ask a reviewer to look at an automatically returned document (申请人工审核)",
    access: { kind: "link" },
    subject: "submission",
    params: z.object({ token: key, id: key }),
    body: z.object({ note: written("说明", 1000) }),
    answer: ok,
  }),
} as const;
