/** All that an office holds, as its tables have it: what acknowledgements are held against. */
import { paginateListExecutions, SFNClient, StopExecutionCommand } from "@aws-sdk/client-sfn";
import type { TrailEntry } from "../../core/subject/trail.ts";
import type { SubmissionEvent } from "../../core/submissions/event.ts";
import { submissionKind } from "../../core/submissions/kind.ts";
import type { Submission } from "../../core/submissions/submission.ts";
import { turnOf } from "../../core/submissions/turn.ts";
import { deadLetters } from "../../functions/adapters/table/dead-letters.ts";
import { undelivered } from "../../functions/adapters/table/outbox.ts";
import { sessionsOfUnit } from "../../functions/adapters/table/sessions.ts";
import { setAsideOfUnit } from "../../functions/adapters/table/set-asides.ts";
import {
  readSubmission,
  submissions,
  submissionsOfUnit,
} from "../../functions/adapters/table/submissions.ts";
import { tasksOfSubject } from "../../functions/adapters/table/tasks.ts";
import { trailOf } from "../../functions/adapters/table/trail.ts";
import { getWait } from "../../functions/adapters/table/waits.ts";
import { executionStatus } from "../../functions/adapters/workflow.ts";
import { verifySubject } from "../../functions/app/subjects/verify.ts";
import { machineArn } from "../../local/names.ts";

export interface Kept {
  readonly submission: Submission;
  readonly headHash: string;
  readonly trail: readonly (TrailEntry & { readonly event: SubmissionEvent })[];
}

/** Whether everything is somebody's turn, and nothing is owed to a workflow. */
export async function isSettled(jurisdiction: string, unitIds: readonly string[]): Promise<boolean> {
  const rows = await submissionsOf(jurisdiction, unitIds);
  return rows.every((one) => turnOf(one) !== "machine") && (await undelivered()).sound.length === 0;
}

async function submissionsOf(jurisdiction: string, unitIds: readonly string[]): Promise<Submission[]> {
  return (await Promise.all(unitIds.map((id) => submissionsOfUnit(jurisdiction, id)))).flat();
}

/** Submissions of these units with their trails. */
export async function keptOf(jurisdiction: string, unitIds: readonly string[]): Promise<Kept[]> {
  const rows = await submissionsOf(jurisdiction, unitIds);
  return Promise.all(
    rows.map(async ({ id }) => {
      const stored = await readSubmission(id);
      if (!stored) throw new Error(`${id} is in the index only`);
      const trail = (await trailOf(id)).map((entry) => ({ ...entry, event: entry.event as SubmissionEvent }));
      return { submission: stored.state, headHash: stored.headHash, trail };
    }),
  );
}

export interface Held {
  readonly submissions: readonly (Kept & {
    /** Its trail is whole and leads to what is stored. */
    readonly verifies: boolean;
    /** What people are asked to do, by the rows; and by its state. */
    readonly tasks: readonly string[];
    readonly tasksDue: readonly string[];
    /** It waits for people in an execution that lives; undefined where nobody is waited for. */
    readonly waits: boolean | undefined;
  })[];
  readonly setAside: readonly {
    readonly submissionId: string;
    readonly key: string;
    readonly versionId: string;
  }[];
  /** What the letters say, key and all. */
  readonly deadLetters: readonly { readonly what: string; readonly body: string }[];
  /** Names of executions that run. */
  readonly running: readonly string[];
  /** Messages that are still owed to a workflow. */
  readonly undelivered: number;
  /** Which light of a session each closed submission has lit, `record sub_…`, as often as it has. */
  readonly lit: readonly string[];
}

export async function heldBy(jurisdiction: string, unitIds: readonly string[]): Promise<Held> {
  const kept = await keptOf(jurisdiction, unitIds);
  const sessions = await Promise.all(unitIds.map((id) => sessionsOfUnit(id, "2026-01-01", "2026-12-31")));
  const aside = await Promise.all(unitIds.map((id) => setAsideOfUnit(jurisdiction, id)));
  return {
    submissions: await Promise.all(kept.map(inFull)),
    setAside: aside.flat().map(({ submissionId, object }) => ({ submissionId, ...object })),
    deadLetters: (await deadLetters()).map(({ what, body }) => ({ what, body })),
    running: await runningReviews(),
    undelivered: (await undelivered()).sound.length,
    lit: sessions
      .flat()
      .flatMap(({ lit }) =>
        Object.entries(lit).flatMap(([light, ids]) => (ids ?? []).map((id) => `${light} ${id}`)),
      ),
  };
}

async function inFull(kept: Kept): Promise<Held["submissions"][number]> {
  const { id } = kept.submission;
  const verified = await verifySubject(submissions, id);
  const flow = submissionKind.flowOf(kept.submission);
  const wait = flow?.waits ? await getWait(id, flow.wait) : undefined;
  return {
    ...kept,
    verifies: verified !== undefined && verified.faults.length === 0 && !verified.diverged,
    tasks: (await tasksOfSubject(id)).map(({ about }) => about),
    tasksDue: submissionKind.tasksOf(kept.submission).map(({ about }) => about),
    waits: flow?.waits
      ? wait !== undefined && (await executionStatus("review", wait.execution)) === "RUNNING"
      : undefined,
  };
}

const reviewsThatRun = (client: SFNClient) =>
  paginateListExecutions(
    { client },
    { stateMachineArn: machineArn("review"), statusFilter: "RUNNING", maxResults: 1000 },
  );

async function runningReviews(): Promise<string[]> {
  const client = new SFNClient({});
  try {
    const names: string[] = [];
    for await (const { executions = [] } of reviewsThatRun(client))
      names.push(...executions.flatMap(({ name }) => name ?? []));
    return names;
  } finally {
    client.destroy();
  }
}

/** Stops the newest of those that run, as an operator may. Answers how many were stopped. */
export async function stopWorkflows(most: number): Promise<number> {
  const client = new SFNClient({});
  try {
    const { value } = await reviewsThatRun(client).next();
    const arns = (value?.executions ?? []).flatMap(({ executionArn }) => executionArn ?? []).slice(0, most);
    for (const executionArn of arns) await client.send(new StopExecutionCommand({ executionArn }));
    return arns.length;
  } finally {
    client.destroy();
  }
}
