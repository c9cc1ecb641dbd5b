/** Running the service. */
import { accept } from "../../../core/outcome.ts";
import { listDeadLetters } from "../../app/operations/dead-letters.ts";
import { obstacles } from "../../app/operations/readiness.ts";
import type { Routes } from "../call.ts";

export const operationsRoutes: Pick<Routes, "health" | "deadLetters"> = {
  health({ http }) {
    const found = [...obstacles()];
    return http.json({ ok: found.length === 0, obstacles: found }, found.length === 0 ? 200 : 503);
  },

  deadLetters: async () =>
    accept({
      letters: (await listDeadLetters()).map(({ id, what, error, attempts, at }) => ({
        id,
        what,
        error,
        attempts,
        at,
      })),
    }),
};
