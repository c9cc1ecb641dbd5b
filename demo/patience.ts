/** Waiting for what the service does by itself. */
import { setTimeout as pause } from "node:timers/promises";

/**
 * Asks again and again until an answer is there.
 * @param what named in the error when it does not come in time
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  patienceMs = 30_000,
): Promise<T> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > deadline) throw new Error(`等待超时：${what}`);
    await pause(60);
  }
}
