/** A submission on its way, for tests: invented unit, link and people. `walk` runs commands through the real rules. */
import { type Result, refuse } from "../outcome.ts";
import { stampOf } from "../subject/actor.ts";
import { type CommonEvent, evolved } from "../subject/change.ts";
import type { Actor } from "../subject/kind.ts";
import { decideTask, type TaskCommand } from "../subject/task-command.ts";
import type { Command } from "./command.ts";
import { decide } from "./decide.ts";
import type { SubmissionEvent } from "./event.ts";
import { submissionKind } from "./kind.ts";
import type { OverruledFinding } from "./overruling-record.ts";
import type { Answer, ExaminationSummary, Reason, StoredObject, Submission } from "./submission.ts";

export const ID = "sub_01J000000000000000000000AA";
export const UNIT = "unit_water";
export const machine: Actor = { id: "machine" };
export const link: Actor = { id: "link_water" };
export const reviewer: Actor = {
  id: "user_shi",
  unitIds: ["unit_publicity"],
  holds: [{ role: "reviewer" }],
};
export const other: Actor = { id: "user_lin", holds: [{ role: "reviewer" }] };
export const colleague: Actor = { id: "user_he", unitIds: [UNIT], holds: [{ role: "reviewer" }] };

export const reason: Reason = { code: "missing_element", message: "缺少【地点】", element: "place" };

export const object = (n: number): StoredObject => ({
  key: `inbox/${UNIT}/tkt_${n}/学习记录.txt`,
  versionId: `v${n}`,
  etag: `etag${n}`,
  size: 2048 * n,
});

export const takeIn = (n: number, answers: readonly Answer[] = []): Command => ({
  type: "TakeIn",
  jurisdiction: "office",
  unitId: UNIT,
  period: "2026-Q3",
  linkId: link.id,
  fileName: `学习记录${n}.txt`,
  object: object(n),
  answers,
});

export const fixed = (...reasons: number[]): Answer[] => reasons.map((n) => ({ reason: n, answer: "fixed" }));

export const summary = (more: Partial<ExaminationSummary> = {}): ExaminationSummary => ({
  outcome: "text",
  documentType: "minutes_record",
  errors: 0,
  looks: 0,
  warnings: 0,
  rulebook: "1",
  sha256: "0".repeat(64),
  examinedAt: "2026-07-10T01:00:00.000Z",
  ...more,
});

export const examined = (revision: number, route: "review" | "correct"): Command => ({
  type: "RecordExamination",
  revision,
  examination: summary({ errors: route === "correct" ? 1 : 0 }),
  route,
});

export const returnByMachine: Command = { type: "ReturnByMachine", reasons: [reason], due: "2026-07-17" };
export const requestReview: Command = { type: "RequestReview", due: "2026-07-15" };
/** The finding behind `reason`, as a reviewer points at it. */
export const misjudged: OverruledFinding = {
  place: 0,
  code: "missing_element",
  rule: "minutes_record.place",
  severity: "error",
  message: "缺少【地点】",
  element: "place",
  evidence: "",
};
export const overrule = (
  id = "ovr_1",
  more: Partial<Extract<Command, { type: "Overrule" }>> = {},
): Command => ({
  type: "Overrule",
  id,
  revision: 1,
  finding: misjudged,
  reason: "地点写在附件里",
  rulebook: "1",
  ...more,
});
export const approve = (revision = 1): Command => ({ type: "Approve", revision });
export const claim: TaskCommand = { type: "ClaimTask", about: "review", until: "2026-07-14" };
export const release: TaskCommand = { type: "ReleaseTask", about: "review" };
export const close: Command = { type: "Close", period: "2026-Q3", counts: true };

/** Ways to each state. */
export const toReview: readonly (readonly [Command, Actor])[] = [
  [takeIn(1), link],
  [examined(1, "review"), machine],
  [requestReview, machine],
];
export const toReturn: readonly (readonly [Command, Actor])[] = [
  [takeIn(1), link],
  [examined(1, "correct"), machine],
  [returnByMachine, machine],
];

/** What may be asked: of the submission itself, or about one of its tasks. */
export type Asked = Command | TaskCommand;
export type Step = readonly [Asked, Actor];
export type Happened = SubmissionEvent | CommonEvent;

export const isAboutTask = (command: Asked): command is TaskCommand => command.type.endsWith("Task");

/** As the loop decides. */
export function decideAny(
  submission: Submission | undefined,
  command: Asked,
  actor: Actor,
): Result<readonly Happened[]> {
  if (!isAboutTask(command)) return decide(submission, command, actor);
  return submission
    ? decideTask(submissionKind, submission, command, actor)
    : refuse("conflict", "submission_unknown", "");
}

export interface Walked {
  readonly submission: Submission;
  readonly history: readonly { readonly event: Happened; readonly at: string; readonly by: string }[];
  /** Code of the last command's refusal. */
  readonly refused?: string;
  /** Types of the last command's events. */
  readonly events: readonly string[];
}

/** Runs commands one after the other, a second apart; refused ones change nothing. */
export function walk(steps: readonly Step[]): Walked {
  let submission: Submission | undefined;
  let refused: string | undefined;
  let events: readonly Happened[] = [];
  const history: { event: Happened; at: string; by: string }[] = [];
  for (const [index, [command, actor]] of steps.entries()) {
    const at = new Date(Date.UTC(2026, 6, 10, 1, 0, index)).toISOString();
    const decided = decideAny(submission, command, actor);
    refused = decided.ok ? undefined : decided.refusal.code;
    events = decided.ok ? decided.value : [];
    for (const event of events) {
      const stamp = stampOf(actor, at);
      submission = evolved(submissionKind, submission, event, stamp, ID);
      history.push({ event, ...stamp });
    }
  }
  if (!submission) throw new RangeError("nothing was received");
  return {
    submission,
    history,
    events: events.map(({ type }) => type),
    ...(refused !== undefined && { refused }),
  };
}

/** Builds the submission from its whole history. */
export function replay(id: string, history: Walked["history"]): Submission | undefined {
  let submission: Submission | undefined;
  for (const { event, ...stamp } of history)
    submission = evolved(submissionKind, submission, event, stamp, id);
  return submission;
}
