/** Delegations 代办: who acts for whom, for what and until when. */
import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { askedDay, byId, day, key, ok } from "./fields.ts";

export const delegationLine = z.object({
  id: z.string(),
  principalName: z.string(),
  delegateName: z.string(),
  from: day,
  /** The first day on which it no longer stands. */
  until: day,
  /** Names; absent: everything. */
  kinds: z.array(z.string()).optional(),
  units: z.array(z.string()).optional(),
  standing: z.boolean(),
});

export const delegationEndpoints = {
  delegations: endpoint({
    method: "get",
    path: "/api/delegations",
    summary:
      "What the caller has delegated and what has been delegated to them, and to whom they may delegate",
    access: { kind: "signed-in" },
    answer: z.object({
      given: z.array(delegationLine),
      received: z.array(delegationLine),
      colleagues: z.array(z.object({ id: z.string(), name: z.string() })),
      kinds: z.array(z.object({ id: z.string(), name: z.string() })),
    }),
  }),
  delegate: endpoint({
    method: "post",
    path: "/api/delegations",
    summary: "Have somebody act for the caller from a day on and before another",
    access: { kind: "signed-in" },
    body: z.object({
      delegate: key,
      from: askedDay,
      until: askedDay,
      /** Kinds of subject; absent: all. */
      kinds: z.array(key).min(1).max(20).optional(),
      units: z.array(key).min(1).max(100).optional(),
    }),
    answer: z.object({ id: z.string() }),
  }),
  revokeDelegation: endpoint({
    method: "post",
    path: "/api/delegations/{id}/revoke",
    summary: "Take a delegation back",
    access: { kind: "signed-in" },
    subject: "delegation",
    params: byId,
    answer: ok,
  }),
} as const;
