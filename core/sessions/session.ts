/**
 * A Session 学习场次 of a unit and its Dossier 学习档案: the seven lights of 七有 (domain.md §1.5) and whether the
 * session counts (domain.md §1.8, §5). A session is known by its unit and its day.
 */
import type { Day } from "../submissions/submission.ts";

export const LIGHTS = ["plan", "scheme", "record", "attendance", "discussion", "notes", "report"] as const;
export type Light = (typeof LIGHTS)[number];

export const LIGHT_NAMES: Record<Light, string> = {
  plan: "有计划",
  scheme: "有方案",
  record: "有记录",
  attendance: "有考勤",
  discussion: "有研讨",
  notes: "有笔记",
  report: "有报道",
};

/** Kinds are disjoint, for totals (domain.md §1.8 rule 2). */
export const SESSION_KINDS = ["discussion", "lecture", "field", "video", "reading"] as const;
export type SessionKind = (typeof SESSION_KINDS)[number];

export const SESSION_KIND_NAMES: Record<SessionKind, string> = {
  discussion: "集体研讨",
  lecture: "辅导报告",
  field: "现场教学",
  video: "视频学习",
  reading: "集体自学",
};

export type Counting =
  | { readonly status: "open" }
  | { readonly status: "counted" }
  | {
      readonly status: "not_counted";
      readonly reason: string;
      readonly evidence?: string;
      readonly submissionId: string;
    };

export interface StudySession {
  readonly id: string;
  readonly jurisdiction: string;
  readonly unitId: string;
  readonly date: Day;
  readonly period: string;
  readonly kind: SessionKind;
  readonly title?: string;
  /** Closed submissions by the light they lit. */
  readonly lit: Partial<Record<Light, readonly string[]>>;
  readonly counting: Counting;
  readonly version: number;
}

export const NOT_COUNTED_NAMES: Record<string, string> = {
  relay_only: "以文件传达代替理论学习",
  reading_only: "以原文学习代替交流研讨",
  business_meeting: "以会代学",
  no_discussion: "未见研讨交流",
};

/** The id of a unit's session on a day: two papers of one session meet without a lock. */
export function sessionIdOf(unitId: string, date: Day): string {
  return `ses_${unitId.replace(/^unit_/, "")}_${date.replaceAll("-", "")}`;
}

/** The day of a session, from its id. */
export function dayOfSessionId(sessionId: string): Day | undefined {
  const match = /_(\d{4})(\d{2})(\d{2})$/.exec(sessionId);
  return match ? `${match[1]}-${match[2]}-${match[3]}` : undefined;
}
