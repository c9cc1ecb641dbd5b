/**
 * The dossier 学习档案 of one session: which closed paper lights which of the seven lights, and whether the session
 * counts (domain.md §1.5, §1.8, §5). Rules as tables.
 */

import { periodOf } from "../calendar/period.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import { standingExamination } from "../submissions/overruling.ts";
import type { ExaminationSummary, Submission } from "../submissions/submission.ts";
import { dayOfSessionId, type Light, type SessionKind, type StudySession, sessionIdOf } from "./session.ts";

/** What the rulebook says of documents and sessions. */
export type DossierRules = Pick<Rulebook, "types"> & {
  sessions: Omit<Rulebook["sessions"], "group">;
};

const GRADES = ["D0", "D1", "D2", "D3"];

function isGraded(examination: ExaminationSummary, least: string | undefined): boolean {
  if (least === undefined || examination.discussion === undefined) return false;
  return GRADES.indexOf(examination.discussion) >= GRADES.indexOf(least);
}

/** Loading has made sure that the last kind fits all. */
function kindOf(examination: ExaminationSummary, { sessions: { kinds } }: DossierRules): SessionKind {
  const fitting = kinds.find(
    ({ grade, title }) => isGraded(examination, grade) || title?.test(examination.title ?? ""),
  );
  return (fitting ?? kinds.at(-1))?.id ?? "";
}

/** The day of the session a submission belongs to; undefined for papers of the year and papers without a day. */
export function sessionDayOf(submission: Submission, { types }: DossierRules): string | undefined {
  const examination = submission.revisions.at(-1)?.examination;
  const type = types.get(examination?.documentType ?? "");
  if (!examination || !type?.light || type.yearly) return undefined;
  return (
    examination.effectiveDate ?? (submission.sessionId ? dayOfSessionId(submission.sessionId) : undefined)
  );
}

/** The session with this paper filed into it; a new session when there was none on that day. */
export function fileInto(
  session: StudySession | undefined,
  submission: Submission,
  day: string,
  rules: DossierRules,
): StudySession {
  const examination = standingExamination(submission);
  const start: StudySession = session ?? {
    id: sessionIdOf(submission.unitId, day),
    jurisdiction: submission.jurisdiction,
    unitId: submission.unitId,
    date: day,
    period: periodOf(day),
    kind: rules.sessions.kinds.at(-1)?.id ?? "",
    lit: {},
    counting: { status: "open" },
    version: 0,
  };
  if (!examination) return start;
  const type = rules.types.get(examination.documentType);
  const isRecord = type?.record === true;
  const discussed = isRecord
    ? rules.sessions.lights.filter(({ grade }) => isGraded(examination, grade)).map(({ id }) => id)
    : [];
  const lights = new Set<Light>([...(type?.light ? [type.light] : []), ...discussed]);
  const lit = { ...start.lit };
  for (const one of lights) lit[one] = [...new Set([...(lit[one] ?? []), submission.id])];
  const { counted } = examination;
  // A session's record that says neither is left for a person to decide.
  const open = type?.session === true && counted === undefined;
  return {
    ...start,
    lit,
    ...(isRecord && {
      kind: kindOf(examination, rules),
      ...(examination.title !== undefined && { title: examination.title }),
      counting: open
        ? start.counting
        : counted && !counted.counted
          ? {
              status: "not_counted" as const,
              reason: counted.reason ?? "no_discussion",
              ...(counted.evidence !== undefined && { evidence: counted.evidence }),
              submissionId: submission.id,
            }
          : { status: "counted" as const },
    }),
    version: start.version + 1,
  };
}

export interface LightState {
  readonly lit: boolean;
  readonly submissionIds: readonly string[];
}

/**
 * The lights of a session by id, in the rulebook's order. `ofYear`: closed documents of the year by the light they
 * light for each of its sessions (有计划).
 */
export function lightsOf(
  session: StudySession,
  ofYear: Readonly<Record<Light, readonly string[]>>,
  { sessions: { lights } }: Pick<DossierRules, "sessions">,
): Record<Light, LightState> {
  return Object.fromEntries(
    lights.map(({ id }) => {
      const submissionIds = [...(ofYear[id] ?? []), ...(session.lit[id] ?? [])];
      return [id, { lit: submissionIds.length > 0, submissionIds }];
    }),
  );
}
