/** Runs every few minutes, so that nothing hangs silently (asks.md 1). */
import { sweep } from "../app/subjects/sweep.ts";

export const handler = (): ReturnType<typeof sweep> => sweep();
