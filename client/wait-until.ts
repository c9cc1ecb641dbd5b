/** Waiting for what the service does by itself. */
import { setTimeout as pause } from "node:timers/promises";

/**
 * Asks again and again until an answer is there.
 * @param what named in the error when it does not come in time
 */
export async function waitUntil<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  waitMs = 30_000,
): Promise<T> {
  const deadline = performance.now() + waitMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > deadline) throw new Error(`等待超时：${what}`);
    await pause(60);
  }
}
