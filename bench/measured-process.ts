/** A measured process, as its parent sees it: it answers messages one at a time, and ends when it is told to. */
import type { ChildProcess, Serializable } from "node:child_process";
import { once } from "node:events";

const WAIT_MS = 10_000;

/** What the child says next. Throws when it ends instead. */
export async function answerOf(child: ChildProcess): Promise<unknown> {
  const abandoned = new AbortController();
  try {
    return await Promise.race([
      once(child, "message", abandoned).then(([message]) => message),
      once(child, "exit", abandoned).then(([code]) => {
        throw new Error(`the measured process ended with ${code}`);
      }),
    ]);
  } finally {
    abandoned.abort();
  }
}

/** Tells the child to end, by the message it knows, and waits until it has; one that does not listen is killed. */
export async function end(child: ChildProcess, message: Serializable): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.send(message);
  const overdue = setTimeout(() => child.kill("SIGKILL"), WAIT_MS);
  await gone;
  clearTimeout(overdue);
}
