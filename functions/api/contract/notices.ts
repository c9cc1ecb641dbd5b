/** Notices: drafted, looked through, issued, verified. */
import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { askedPeriod, byId, key, ok, period } from "./fields.ts";
import { trailLine } from "./trail.ts";

/** One figure of a notice with the papers behind it. */
export const figure = z.object({
  id: z.string(),
  label: z.string(),
  value: z.number(),
  numerator: z.number().optional(),
  denominator: z.number().optional(),
  unitLabel: z.string(),
  sources: z.array(z.string()),
});

export const noticeState = z.enum(["gathering", "draft", "returned", "issued", "published"]);

export const noticeLine = z.object({
  id: z.string(),
  period,
  periodName: z.string(),
  title: z.string(),
  state: noticeState,
  /** 〔2026〕3号, once issued. */
  number: z.string().optional(),
  createdAt: z.string(),
  issuedAt: z.string().optional(),
  returnNote: z.string().optional(),
  sha256: z.string().optional(),
});

export const noticeDetail = noticeLine.extend({
  figures: z.array(figure),
  /** The text of the notice, section by section, as it will be printed. */
  sections: z.array(z.object({ heading: z.string(), paragraphs: z.array(z.string()) })),
  table: z.object({ head: z.array(z.string()), rows: z.array(z.array(z.string())) }),
  trail: z.array(trailLine),
  may: z.array(z.enum(["issue", "return"])),
});

export const noticeEndpoints = {
  notices: endpoint({
    method: "get",
    path: "/api/notices",
    summary: "Notices, newest first",
    access: { kind: "roles", roles: ["reviewer", "leader", "administrator"], scope: "jurisdiction" },
    answer: z.object({ notices: z.array(noticeLine) }),
  }),
  draftNotice: endpoint({
    method: "post",
    path: "/api/notices",
    summary: "Gather a quarter's figures and draft its notice",
    access: { kind: "roles", roles: ["reviewer", "leader"], scope: "jurisdiction" },
    body: z.object({ period: askedPeriod }),
    answer: z.object({ id: z.string() }),
  }),
  notice: endpoint({
    method: "get",
    path: "/api/notices/{id}",
    summary: "A notice with every figure's sources",
    access: { kind: "roles", roles: ["reviewer", "leader", "administrator"], scope: "jurisdiction" },
    subject: "notice",
    params: byId,
    answer: noticeDetail,
  }),
  noticePdf: endpoint({
    method: "get",
    path: "/api/notices/{id}/pdf",
    summary: "The draft or the issued copy as PDF",
    access: { kind: "roles", roles: ["reviewer", "leader", "administrator"], scope: "jurisdiction" },
    subject: "notice",
    params: byId,
    content: "application/pdf",
  }),
  decideNotice: endpoint({
    method: "post",
    path: "/api/notices/{id}/decision",
    summary: "Issue the notice (it gets its number) or return it with a note",
    access: { kind: "roles", roles: ["leader"], scope: "jurisdiction" },
    subject: "notice",
    params: byId,
    body: z.object({
      decision: z.enum(["issue", "return"]),
      note: z.string().max(1000, "意见最多1000个字，请精简后再提交。").optional(),
    }),
    answer: ok,
  }),
  verifyNotice: endpoint({
    method: "get",
    path: "/api/verify/{code}",
    summary: "What a notice's QR code leads to: number, title, date and SHA-256 of the issued copy",
    access: { kind: "public" },
    params: z.object({ code: key }),
    answer: z.object({
      number: z.string(),
      title: z.string(),
      issuer: z.string(),
      issuedAt: z.string(),
      sha256: z.string(),
    }),
  }),
} as const;
