/**
 * Delivers messages that a crash left behind, starts the workflow again for every open subject that has none alive (within
 * minutes while it should move, within the hour once it waits for people), and brings tasks and terms in line. What cannot be
 * read holds up nothing else: it is told of in the log, and once in its hour the run fails by it, which people are told of.
 */
import type { FlowState, SubjectState, Task } from "../../../core/subject/kind.ts";
import { isSweepSlotOf } from "../../../core/subject/sweep-slot.ts";
import { termOf } from "../../../core/subject/term-event.ts";
import { clock } from "../../adapters/clock.ts";
import { measure } from "../../adapters/metrics.ts";
import { offices } from "../../adapters/table/offices.ts";
import { deliver, isTold, undelivered } from "../../adapters/table/outbox.ts";
import type { SubjectTables } from "../../adapters/table/subject.ts";
import { subjects } from "../../adapters/table/subjects.ts";
import { completeTask, getWait } from "../../adapters/table/waits.ts";
import { executionStatus, isFlow, startExecution } from "../../adapters/workflow.ts";
import { tellOwed } from "../messages/owed.ts";
import { mendDerivedRows } from "./derived-rows.ts";
import { Passed } from "./passed.ts";

/** Younger changes are still on their way by themselves. */
const SETTLING_MS = 120_000;
/** Looked at in every run: three times before it is left to its slot of the hour. */
const YOUNG_MS = 15 * 60_000;
const DAY_MS = 86_400_000;

export async function sweep(
  tables: SubjectTables = subjects,
): Promise<{ delivered: number; restarted: string[]; mended: number }> {
  const passed = new Passed();
  const messages = await undelivered();
  passed.by(...messages.unreadable);
  const owed = [...new Set(messages.sound.map(({ subject }) => subject))];
  for (const subject of owed) await passed.unless(() => deliver(subject));
  for (const told of messages.sound.filter(isTold)) await passed.unless(() => tellOwed(told, tables));
  const restarted: string[] = [];
  const asked: string[] = [];
  let mended = 0;
  for (const { jurisdiction } of await offices())
    for (const table of Object.values(tables)) {
      const { sound, unreadable } = await table.open(jurisdiction);
      passed.by(...unreadable);
      for (const state of sound) {
        const flow: FlowState | undefined = table.kind.flowOf(state);
        asked.push(...sinceOf(table.kind.tasksOf(state)));
        if (!isDue(state, flow)) continue;
        await passed.unless(async () => {
          mended += await mendDerivedRows(table, state.id);
          if (flow && (await revive(state, flow))) restarted.push(state.id);
        });
      }
    }
  const age = clock.now().getTime() - Math.min(...asked.map((at) => Date.parse(at)));
  measure({ OldestTaskDays: asked.length > 0 ? age / DAY_MS : 0 });
  passed.fail((key) => isSweepSlotOf(key, clock.now().getTime()));
  return { delivered: owed.length, restarted, mended };
}

/** Since when reviewers, or one of them, have been asked: how long the office itself lets others wait. */
const sinceOf = (tasks: readonly Task[]): string[] =>
  tasks.filter(({ about }) => termOf(about) === "review").map(({ since }) => since);

/** What the machine should move, or has just changed, is looked at in every run; what waits for people in one of the hour. */
function isDue({ id, updatedAt }: SubjectState, flow: FlowState | undefined): boolean {
  const now = clock.now().getTime();
  const unchanged = now - Date.parse(updatedAt);
  const waits = flow?.waits ?? true;
  return unchanged >= SETTLING_MS && (!waits || unchanged < YOUNG_MS || isSweepSlotOf(id, now));
}

/** Starts the flow again unless an execution lives. The flow's steps are idempotent: it finds its place. */
async function revive({ id, version }: SubjectState, flow: FlowState): Promise<boolean> {
  const { flow: name, input, wait, outcome } = flow;
  if (!isFlow(name)) throw new Error(`no flow ${name}`);
  const waiting = await getWait(id, wait);
  const latest = waiting?.execution ?? id;
  if ((await executionStatus(name, latest)) === "RUNNING") {
    // A wait that has ended should be over: the answer is given again, and a workflow that has it does not mind.
    if (waiting && outcome) await completeTask(waiting.token, outcome);
    return false;
  }
  const next = `${id}-${version}`;
  const again = await executionStatus(name, next);
  if (again === "RUNNING") return false;
  await startExecution(name, again ? `${next}-${clock.now().getTime()}` : next, input);
  return true;
}
