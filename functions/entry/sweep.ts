/**
 * Runs every few minutes so that nothing hangs silently (asks.md 1): delivers messages a crash left behind, and starts
 * an execution again for every open submission and every unpublished notice that has none alive: within minutes while it
 * should move, within the hour once it waits for people.
 */

import { isSweepSlotOf } from "../../core/subject/sweep-slot.ts";
import { outcomeOf } from "../../core/submissions/wait-outcome.ts";
import { clock } from "../adapters/clock.ts";
import { measure } from "../adapters/metrics.ts";
import type { WaitKind } from "../adapters/table/filing-entities.ts";
import { noticesOf } from "../adapters/table/notices.ts";
import { offices } from "../adapters/table/offices.ts";
import { deliver, owing } from "../adapters/table/outbox.ts";
import { submissionsByTurn } from "../adapters/table/submissions.ts";
import { completeTask, getWait } from "../adapters/table/waits.ts";
import { executionStatus, type Flow, startExecution } from "../adapters/workflow.ts";
import { issuanceDecision } from "./ask-issuance.ts";

/** Younger changes are still on their way by themselves. */
const SETTLING_MS = 120_000;
/** Looked at in every run: three times before it is left to its turn of the hour. */
const YOUNG_MS = 15 * 60_000;
const DAY_MS = 86_400_000;

export async function handler(): Promise<{ delivered: number; restarted: string[] }> {
  const subjects = await owing();
  for (const subject of subjects) await deliver(subject);
  const restarted: string[] = [];
  const asked: string[] = [];
  for (const { jurisdiction } of await offices())
    for (const open of [...(await openSubmissions(jurisdiction)), ...(await openNotices(jurisdiction))]) {
      if (open.askedAt) asked.push(open.askedAt);
      if (isDue(open) && (await revive(open))) restarted.push(open.id);
    }
  const age = clock.now().getTime() - Math.min(...asked.map((at) => Date.parse(at)));
  measure({ OldestTaskDays: asked.length > 0 ? age / DAY_MS : 0 });
  return { delivered: subjects.length, restarted };
}

/** Something open that an execution should be alive for. */
interface Open {
  readonly flow: Flow;
  readonly kind: WaitKind;
  readonly id: string;
  readonly version: number;
  readonly updatedAt: string;
  readonly input: unknown;
  /** Since when a reviewer has been asked, when that is what it waits for. */
  readonly askedAt?: string;
  /** How the wait it stands in has ended, when it has: an answer that should have reached the workflow by now. */
  readonly settled: unknown;
  /** Stands still until somebody does something. */
  readonly waits: boolean;
}

async function openSubmissions(jurisdiction: string): Promise<Open[]> {
  const turns = ["machine", "reviewer", "unit"] as const;
  const submissions = await Promise.all(turns.map((turn) => submissionsByTurn(jurisdiction, turn)));
  return submissions.flat().map((submission) => {
    const { id, version, updatedAt, state } = submission;
    const kind = state === "returned" ? "correction" : "review";
    const settled = state === "in_review" ? outcomeOf(submission, kind) : undefined;
    const waits = state === "returned" || (state === "in_review" && !settled);
    const askedAt = state === "in_review" && !settled ? submission.requestedAt : undefined;
    return {
      flow: "review",
      kind,
      id,
      version,
      updatedAt,
      input: { submissionId: id },
      askedAt,
      settled,
      waits,
    };
  });
}

async function openNotices(jurisdiction: string): Promise<Open[]> {
  const notices = (await noticesOf(jurisdiction)).filter(({ state }) => state !== "published");
  return notices.map(({ id, version, updatedAt, state }) => {
    const decision = issuanceDecision(state);
    const settled = decision && { decision };
    return {
      flow: "notice",
      kind: "issuance",
      id,
      version,
      updatedAt,
      input: { noticeId: id },
      settled,
      waits: state === "draft",
    };
  });
}

/** What the machine should move, or has just changed, is looked at in every run; what waits for people in one of the hour. */
function isDue({ id, updatedAt, waits }: Open): boolean {
  const now = clock.now().getTime();
  const unchanged = now - Date.parse(updatedAt);
  return unchanged >= SETTLING_MS && (!waits || unchanged < YOUNG_MS || isSweepSlotOf(id, now));
}

/** Starts the flow again unless an execution lives. The flow's steps are idempotent: it finds its place. */
async function revive({ flow, kind, id, version, input, settled }: Open): Promise<boolean> {
  const waiting = await getWait(id, kind);
  const latest = waiting?.execution ?? id;
  if ((await executionStatus(flow, latest)) === "RUNNING") {
    // A wait that has ended should be over: the answer is given again, and a workflow that has it does not mind.
    if (waiting && settled) await completeTask(waiting.token, settled);
    return false;
  }
  const name = `${id}-${version}`;
  const again = await executionStatus(flow, name);
  if (again === "RUNNING") return false;
  await startExecution(flow, again ? `${name}-${clock.now().getTime()}` : name, input);
  return true;
}
