/**
 * What one unit did in a quarter, as ids. `UnitQuarter` is what the store holds; `UnitFigures` is the small JSON
 * that one step of a Map hands on, enough to build every figure with its sources.
 */

import type { Obligation } from "../obligations/obligation.ts";
import type { Unit } from "../organisation/unit.ts";
import type { SessionKind, StudySession } from "../sessions/session.ts";
import type { Day } from "../subject/kind.ts";
import type { Reason, Submission } from "../submissions/submission.ts";

/** A return in a submission's history: once it is closed the submission itself no longer holds the reasons. */
export interface ReturnRecord {
  readonly submissionId: string;
  readonly unitId: string;
  readonly reasons: readonly Reason[];
}

/** A session whose papers contradict each other and have not all been approved as they are. */
export interface ContradictedSession {
  readonly sessionId: string;
  readonly submissionIds: readonly string[];
}

export interface UnitQuarter {
  readonly unit: Unit;
  /** Sessions of the quarter, by the day they were held. */
  readonly sessions: readonly StudySession[];
  readonly submissions: readonly Submission[];
  readonly obligations: readonly Obligation[];
  /** Closed documents of the year by the light they light for each session of it. */
  readonly ofYear: Readonly<Record<string, readonly string[]>>;
  readonly returns: readonly ReturnRecord[];
  readonly contradicted: readonly ContradictedSession[];
}

/** Where a submission stood at the end of the cut-off day. The four are disjoint; withdrawn ones are left out. */
export type Standing = "closed" | "open" | "returned" | "rejected";

export interface NotCountedSession {
  readonly sessionId: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly date: Day;
  /** Reason code of domain.md §5: `relay_only` … */
  readonly reason: string;
  readonly evidence?: string;
  readonly submissionId: string;
}

/** An obligation that was due by the cut-off day, or fulfilled before. */
export interface DueItem {
  /** `unit_water/record@2026-08-12`. */
  readonly id: string;
  readonly name: string;
  readonly sessionDate?: Day;
  readonly due?: Day;
  /** `returned`: filed, sent back, not corrected yet. `overdue`: nothing there. */
  readonly standing: "filed" | "returned" | "overdue";
  readonly submissionIds: readonly string[];
}

/** One return reason and the unit's documents that went back for it. */
export interface UnitProblem {
  readonly code: string;
  readonly element?: string;
  readonly submissionIds: readonly string[];
}

export interface UnitFigures {
  readonly unitId: string;
  readonly unitName: string;
  readonly order: number;
  /** Ids of counted sessions; the kinds are disjoint (domain.md §1.8 rule 2). */
  readonly counted: Record<SessionKind, readonly string[]>;
  /** Held, but not yet decided whether it counts. */
  readonly undecided: readonly string[];
  readonly notCounted: readonly NotCountedSession[];
  readonly contradicted: readonly ContradictedSession[];
  readonly submissions: Record<Standing, readonly string[]>;
  /** Part of `closed`: those that went back at least once. */
  readonly corrected: readonly string[];
  readonly dueItems: readonly DueItem[];
  readonly problems: readonly UnitProblem[];
  /** Counted sessions whose lights are all lit. */
  readonly complete: readonly string[];
}
