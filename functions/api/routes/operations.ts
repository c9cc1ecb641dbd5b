/** Running the service. */
import { accept } from "../../../core/outcome.ts";
import { listDeadLetters, retryDeadLetter } from "../../app/operations/dead-letters.ts";
import { obstacles } from "../../app/operations/readiness.ts";
import type { Routes } from "../call.ts";

export const operationsRoutes: Pick<Routes, "health" | "deadLetters" | "retryDeadLetter"> = {
  health({ http }) {
    const found = [...obstacles()];
    return http.json({ ok: found.length === 0, obstacles: found }, found.length === 0 ? 200 : 503);
  },

  retryDeadLetter: ({ params }) => retryDeadLetter(params.letter),

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
