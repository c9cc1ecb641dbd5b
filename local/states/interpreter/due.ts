/** When a branch must be looked at again if nothing else happens. */
import type { TaskProgress } from "../store/frame.ts";
import type { Branch } from "./branch.ts";

const SECOND = 1000;

export function timeoutOf(task: TaskProgress): number | undefined {
  return task.timeout === undefined ? undefined : task.since + task.timeout * SECOND;
}

/** Heartbeats are asked only of those who hold a token. */
export function heartbeatDue(task: TaskProgress, beat: number | undefined): number | undefined {
  if (task.heartbeat === undefined || task.token === undefined) return undefined;
  return Math.max(task.since, beat ?? 0) + task.heartbeat * SECOND;
}

/** Milliseconds since 1970, or undefined when only somebody else's act can move the branch. */
export function dueOf(branch: Branch): number | undefined {
  const { progress } = branch.frame;
  if (progress.at === "waiting" || progress.at === "retrying") return progress.until;
  if (progress.at !== "task") return undefined;
  const times = [timeoutOf(progress), heartbeatDue(progress, branch.beat)].filter(
    (time) => time !== undefined,
  );
  return times.length === 0 ? undefined : Math.min(...times);
}
