/**
 * The dossier 学习档案 of one session: which closed paper lights which of the seven lights, and whether the session
 * counts (domain.md §1.5, §1.8, §5). Rules as tables.
 */

import { periodOf } from "../calendar/period.ts";
import { standingExamination } from "../submissions/overruling.ts";
import type { ExaminationSummary, Submission } from "../submissions/submission.ts";
import {
  dayOfSessionId,
  LIGHTS,
  type Light,
  type SessionKind,
  type StudySession,
  sessionIdOf,
} from "./session.ts";

/** domain.md §1.5: the light a document type satisfies once it is closed. */
export const LIGHT_OF: Readonly<Record<string, Light>> = {
  annual_plan: "plan",
  study_scheme: "scheme",
  minutes_record: "record",
  minutes_summary: "record",
  attendance_sheet: "attendance",
  discussion_paper: "discussion",
  study_notes: "notes",
  reflection: "notes",
  news_report: "report",
};

/** Papers of the year, not of a session. */
const YEARLY = new Set(["annual_plan", "annual_summary"]);

/** Only these say what happened at the session, so only these decide whether it counts. */
const RECORDS = new Set(["minutes_record", "minutes_summary"]);

/** domain.md §1.8 rule 2: a session with real discussion counts as discussion; else by what its title says. */
const KIND_CUES: readonly (readonly [RegExp, SessionKind])[] = [
  [/辅导|报告会|讲座|宣讲/, "lecture"],
  [/现场|参观|实地/, "field"],
  [/视频|收看|观看|直播/, "video"],
];

function kindOf(examination: ExaminationSummary): SessionKind {
  if (examination.discussion === "D2" || examination.discussion === "D3") return "discussion";
  return KIND_CUES.find(([cue]) => cue.test(examination.title ?? ""))?.[1] ?? "reading";
}

/** The day of the session a submission belongs to; undefined for papers of the year and papers without a day. */
export function sessionDayOf(submission: Submission): string | undefined {
  const examination = submission.revisions.at(-1)?.examination;
  if (!examination || YEARLY.has(examination.documentType) || !LIGHT_OF[examination.documentType])
    return undefined;
  return (
    examination.effectiveDate ?? (submission.sessionId ? dayOfSessionId(submission.sessionId) : undefined)
  );
}

/** The session with this paper filed into it; a new session when there was none on that day. */
export function fileInto(
  session: StudySession | undefined,
  submission: Submission,
  day: string,
): StudySession {
  const examination = standingExamination(submission);
  const start: StudySession = session ?? {
    id: sessionIdOf(submission.unitId, day),
    jurisdiction: submission.jurisdiction,
    unitId: submission.unitId,
    date: day,
    period: periodOf(day),
    kind: "reading",
    lit: {},
    counting: { status: "open" },
    version: 0,
  };
  if (!examination) return start;
  const light = LIGHT_OF[examination.documentType];
  const lights = new Set<Light>(light ? [light] : []);
  const isRecord = RECORDS.has(examination.documentType);
  if (isRecord && (examination.discussion === "D2" || examination.discussion === "D3"))
    lights.add("discussion");
  const lit = { ...start.lit };
  for (const one of lights) lit[one] = [...new Set([...(lit[one] ?? []), submission.id])];
  const { counted } = examination;
  return {
    ...start,
    lit,
    ...(isRecord && {
      kind: kindOf(examination),
      ...(examination.title !== undefined && { title: examination.title }),
      counting:
        counted && !counted.counted
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

/** The seven lights of a session; 有计划 is lit by the closed plan of its year. */
export function lightsOf(
  session: StudySession,
  yearPlans: readonly string[],
): Record<Light, { readonly lit: boolean; readonly submissionIds: readonly string[] }> {
  const of = (light: Light) => {
    const submissionIds = light === "plan" ? yearPlans : (session.lit[light] ?? []);
    return { lit: submissionIds.length > 0, submissionIds };
  };
  const [plan, scheme, record, attendance, discussion, notes, report] = LIGHTS.map(of);
  const dark = { lit: false, submissionIds: [] };
  return {
    plan: plan ?? dark,
    scheme: scheme ?? dark,
    record: record ?? dark,
    attendance: attendance ?? dark,
    discussion: discussion ?? dark,
    notes: notes ?? dark,
    report: report ?? dark,
  };
}
