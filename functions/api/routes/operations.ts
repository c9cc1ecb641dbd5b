/** Running the service. */
import { accept } from "../../../core/outcome.ts";
import { listDeadLetters } from "../../app/operations/dead-letters.ts";
import type { Routes } from "../call.ts";

export const operationsRoutes: Pick<Routes, "health" | "deadLetters"> = {
  health: () => accept({ ok: true }),

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
