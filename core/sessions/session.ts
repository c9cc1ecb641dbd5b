/**
 * A Session 学习场次 of a unit and its Dossier 学习档案: the seven lights of 七有 (domain.md §1.5) and whether the
 * session counts (domain.md §1.8, §5). A session is known by its unit and its day.
 */

/** Id of a light; which there are is data (`lights` in sessions.yaml). */
export type Light = string;

/** Id of a kind of session (`kinds` in sessions.yaml). Kinds are disjoint, for totals (domain.md §1.8 rule 2). */
export type SessionKind = string;

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

/** The id of a unit's session on a day: two papers of one session meet without a lock. */
export function sessionIdOf(unitId: string, date: Day): string {
  return `ses_${unitId.replace(/^unit_/, "")}_${date.replaceAll("-", "")}`;
}

/** The day of a session, from its id. */
export function dayOfSessionId(sessionId: string): Day | undefined {
  const match = /_(\d{4})(\d{2})(\d{2})$/.exec(sessionId);
  return match ? `${match[1]}-${match[2]}-${match[3]}` : undefined;
}

import type { Day } from "../subject/kind.ts";
