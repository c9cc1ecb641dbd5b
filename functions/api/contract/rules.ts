/** What those who own the rules learn from reviewers. */
import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { askedDay, day } from "./fields.ts";

/** A rule of the rulebook and how often reviewers have called it wrong. Counted in documents. */
export const ruleRecord = z.object({
  rule: z.string(),
  /** 会议记录·学习地点, or what a check says. */
  name: z.string(),
  fired: z.number().int(),
  overruled: z.number().int(),
  /** Per cent of `fired`, one decimal. */
  share: z.number(),
  /** The newest first. */
  latest: z.array(
    z.object({
      submissionId: z.string(),
      unitName: z.string(),
      message: z.string(),
      reason: z.string(),
      byName: z.string(),
      at: z.string(),
      rulebook: z.string(),
    }),
  ),
});

export const overruled = z.object({ since: day, rulebook: z.string(), rules: z.array(ruleRecord) });

export const ruleEndpoints = {
  overruledRules: endpoint({
    method: "get",
    path: "/api/rules/overruled",
    summary: "Which rules reviewers have overruled, the most often wrong first",
    access: { kind: "roles", roles: ["reviewer", "administrator"], scope: "jurisdiction" },
    query: z.object({ since: askedDay.optional() }),
    answer: overruled,
  }),
  overruledSheet: endpoint({
    method: "get",
    path: "/api/rules/overruled.csv",
    summary: "Every overruling as a line of CSV, the newest first",
    access: { kind: "roles", roles: ["reviewer", "administrator"], scope: "jurisdiction" },
    query: z.object({ since: askedDay.optional() }),
    content: "text/csv",
  }),
  overruledPapers: endpoint({
    method: "get",
    path: "/api/rules/overruled.papers",
    summary: "Overruled documents as marked papers to train on, without the names of people and units",
    access: { kind: "roles", roles: ["reviewer", "administrator"], scope: "jurisdiction" },
    query: z.object({ since: askedDay.optional() }),
    content: "text/plain",
  }),
} as const;
