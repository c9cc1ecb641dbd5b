/** Units, and the desk where one sees its quarter. */
import * as z from "zod";
import { endpoint, readers, staff } from "./endpoint.ts";
import { severity } from "./examination.ts";
import { askedPeriod, byId, day, key, named, ok, period } from "./fields.ts";
import { span } from "./grants.ts";
import { link } from "./links.ts";
import { memberName } from "./members.ts";
import { submissionLine } from "./submissions.ts";

export const unit = z.object({
  id: z.string(),
  name: z.string(),
  shortName: z.string(),
  order: z.number(),
  kind: z.string().optional(),
  level: z.string().optional(),
  area: z.string().optional(),
  /** The span in which it files, half-open. */
  from: day.optional(),
  until: day.optional(),
  headsOffice: z.string().optional(),
  /** On the group's roster today. */
  members: z.number().int(),
  /** Its secretary has changed the members, and no administrator has looked at it yet. */
  unconfirmed: z.boolean(),
});

const described = {
  name: named("单位全称", 60),
  shortName: named("单位简称", 20),
  kind: named("类别", 20).optional(),
  level: named("级别", 20).optional(),
  area: named("片区", 20).optional(),
  headsOffice: key.optional(),
  ...span,
};

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
    access: { kind: "roles", roles: [...readers], scope: "unit" },
    subject: "unit",
    params: byId,
    query: z.object({ period: askedPeriod.optional() }),
    answer: desk,
  }),
  units: endpoint({
    method: "get",
    path: "/api/units",
    summary: "Units of the jurisdiction",
    access: { kind: "roles", roles: [...staff], scope: "unit" },
    answer: z.object({ units: z.array(unit) }),
  }),
  createUnit: endpoint({
    method: "post",
    path: "/api/units",
    summary: "Add a unit",
    access: { kind: "roles", roles: ["administrator"], scope: "jurisdiction" },
    body: z.object({
      ...described,
      roster: z.array(memberName).max(200, "成员名单最多200人。").default([]),
    }),
    answer: unit,
  }),
  changeUnit: endpoint({
    method: "post",
    path: "/api/units/{id}",
    summary: "Set how a unit is called and described, and the span in which it files",
    access: { kind: "roles", roles: ["administrator"], scope: "jurisdiction" },
    subject: "unit",
    params: byId,
    body: z.object(described),
    answer: unit,
  }),
  orderUnits: endpoint({
    method: "post",
    path: "/api/unit-order",
    summary: "Put all units into this order",
    access: { kind: "roles", roles: ["administrator"], scope: "jurisdiction" },
    body: z.object({ ids: z.array(key).max(2000) }),
    answer: ok,
  }),
} as const;
