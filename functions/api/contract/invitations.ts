/** Invitations: made by the administrator, used once by whom they are for. */
import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { byId, key, ok } from "./fields.ts";
import { entered, newPassword } from "./sign-in.ts";

/** In the body, not in the address: what opens an account stands in no log of addresses. */
const token = key;

export const invitation = z.object({
  name: z.string(),
  login: z.string(),
  officeName: z.string(),
  unitName: z.string().optional(),
  expiresAt: z.string(),
});

export const invitationEndpoints = {
  invitation: endpoint({
    method: "post",
    path: "/api/invitation",
    summary: "Whom an invitation is for",
    access: { kind: "public" },
    body: z.object({ token }),
    answer: invitation,
  }),
  acceptInvitation: endpoint({
    method: "post",
    path: "/api/invitation/accept",
    summary: "Set the own password by an invitation, once, and sign in",
    access: { kind: "public" },
    body: z.object({ token, password: newPassword }),
    answer: entered,
  }),
  invite: endpoint({
    method: "post",
    path: "/api/people/{id}/invitation",
    summary: "Invite a person to set the own password; the link is shown this once, earlier ones end",
    access: { kind: "roles", roles: ["administrator"], scope: "jurisdiction" },
    subject: "person",
    params: byId,
    body: z.object({
      days: z.number().int().min(1, "有效期至少1天。").max(30, "有效期最长30天。").default(7),
    }),
    answer: z.object({ url: z.string(), expiresAt: z.string() }),
  }),
  revokeInvitation: endpoint({
    method: "delete",
    path: "/api/people/{id}/invitation",
    summary: "Withdraw a person's open invitation",
    access: { kind: "roles", roles: ["administrator"], scope: "jurisdiction" },
    subject: "person",
    params: byId,
    answer: ok,
  }),
} as const;
