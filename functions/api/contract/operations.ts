/** Running the service: is it up, what could not be handled. */
import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { key, ok } from "./fields.ts";

export const deadLetter = z.object({
  id: z.string(),
  what: z.string(),
  error: z.string(),
  attempts: z.number(),
  at: z.string(),
});

/** What stands in the way of the service: a stable code, and a sentence that says what to do. */
const obstacle = z.object({ code: z.string(), message: z.string() });

export const operationsEndpoints = {
  health: endpoint({
    method: "get",
    path: "/api/health",
    summary: "Is the service up; 503 with the reasons when it cannot do all it should",
    access: { kind: "public" },
    answer: z.object({ ok: z.boolean(), obstacles: z.array(obstacle) }),
  }),
  deadLetters: endpoint({
    method: "get",
    path: "/api/operations/dead-letters",
    summary: "Events that could not be handled, and waits without a live execution",
    access: { kind: "roles", roles: ["administrator"], scope: "jurisdiction" },
    answer: z.object({ letters: z.array(deadLetter) }),
  }),
  retryDeadLetter: endpoint({
    method: "post",
    path: "/api/operations/dead-letters/{letter}/retry",
    summary: "Handle it once more; 409 says why it failed again",
    access: { kind: "roles", roles: ["administrator"], scope: "jurisdiction" },
    params: z.object({ letter: key }),
    answer: ok,
  }),
} as const;
