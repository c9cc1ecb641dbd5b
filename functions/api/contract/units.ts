/** Units, and the desk where one sees its quarter. */
import * as z from "zod";
import { endpoint, staff } from "./endpoint.ts";
import { severity } from "./examination.ts";
import { askedPeriod, byId, day, named, period } from "./fields.ts";
import { link } from "./links.ts";
import { submissionLine } from "./submissions.ts";

export const unit = z.object({ id: z.string(), name: z.string(), shortName: z.string(), order: z.number() });

export const obligationLine = z.object({
  id: z.string(),
  name: z.string(),
  documentTypes: z.array(z.string()),
  /** `year`, `quarter` or the session's day. */
  scope: z.enum(["year", "quarter", "session"]),
  sessionDate: day.optional(),
  due: day.optional(),
  status: z.enum(["due", "filed", "returned", "closed", "overdue"]),
  submissionIds: z.array(z.string()),
});

export const sessionLine = z.object({
  id: z.string(),
  date: day,
  /** Id of the kind; its name is among `names`. */
  kind: z.string(),
  title: z.string().optional(),
  /** By id, in the order of the rulebook. */
  lights: z.record(z.string(), z.object({ lit: z.boolean(), submissionIds: z.array(z.string()) })),
  counting: z.object({
    status: z.enum(["open", "counted", "not_counted"]),
    reason: z.string().optional(),
    evidence: z.string().optional(),
  }),
});

/** Papers of a unit that contradict each other, or one that lacks another. */
export const contradictionLine = z.object({
  /** `session` and its day; `affair`: a problem and its answer; `period`: a quarter and its plan. */
  among: z.enum(["session", "affair", "period"]),
  date: day.optional(),
  severity,
  code: z.string(),
  message: z.string(),
  submissionIds: z.array(z.string()),
  /** All papers concerned have been approved as they are. */
  settled: z.boolean(),
});

export const setAsideLine = z.object({
  submissionId: z.string(),
  fileName: z.string(),
  size: z.number(),
  why: z.string(),
  at: z.string(),
});

export const desk = z.object({
  unit,
  period,
  periodName: z.string(),
  obligations: z.array(obligationLine),
  sessions: z.array(sessionLine),
  contradictions: z.array(contradictionLine),
  submissions: z.array(submissionLine),
  links: z.array(link),
  /** Files that came and were not taken, the newest first: kept as they are, with the reason. */
  setAside: z.array(setAsideLine),
});

export const unitEndpoints = {
  desk: endpoint({
    method: "get",
    path: "/api/units/{id}/desk",
    summary: "A unit's quarter: obligations, sessions with their seven lights, submissions, links",
    access: { kind: "roles", roles: ["secretary", ...staff], scope: "unit" },
    subject: "unit",
    params: byId,
    query: z.object({ period: askedPeriod.optional() }),
    answer: desk,
  }),
  units: endpoint({
    method: "get",
    path: "/api/units",
    summary: "Units of the jurisdiction",
    access: { kind: "roles", roles: [...staff], scope: "jurisdiction" },
    answer: z.object({ units: z.array(unit) }),
  }),
  createUnit: endpoint({
    method: "post",
    path: "/api/units",
    summary: "Add a unit",
    access: { kind: "roles", roles: ["administrator"], scope: "jurisdiction" },
    body: z.object({
      name: named("单位全称", 60),
      shortName: named("单位简称", 20),
      roster: z
        .array(
          z
            .string()
            .trim()
            .min(2, "成员姓名至少两个字，请检查名单。")
            .max(20, "成员姓名最多20个字，请检查名单。"),
        )
        .max(200, "成员名单最多200人。"),
    }),
    answer: unit,
  }),
} as const;
