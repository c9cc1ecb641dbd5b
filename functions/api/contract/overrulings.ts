/** Findings that a reviewer calls wrong. */
import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { byId, key, named, ok } from "./fields.ts";

export const overrulingEndpoints = {
  overrule: endpoint({
    method: "post",
    path: "/api/submissions/{id}/overrulings",
    summary: "Call one finding of the newest revision wrong, with a reason; undone by DELETE while in review",
    access: { kind: "roles", roles: ["reviewer"], scope: "unit" },
    subject: "submission",
    params: byId,
    body: z.object({
      /** Chosen by the caller: the same id sent again is the same overruling. */
      id: z.string().regex(/^[\w-]{8,60}$/),
      revision: z.number().int().positive(),
      /** Place of the finding in the revision's list, and its rule, which must agree. */
      finding: z.number().int().nonnegative(),
      rule: z.string().max(200),
      /** Where the element stands that was said missing. */
      words: z.object({ start: z.number().int().nonnegative(), end: z.number().int().positive() }).optional(),
      reason: named("误判理由", 200),
    }),
    answer: ok,
  }),
  reinstate: endpoint({
    method: "delete",
    path: "/api/submissions/{id}/overrulings/{overruling}",
    summary: "Take an overruling back while the document is in review",
    access: { kind: "roles", roles: ["reviewer"], scope: "unit" },
    subject: "submission",
    params: z.object({ id: key, overruling: key }),
    answer: ok,
  }),
} as const;
