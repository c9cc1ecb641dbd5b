/** How the office's people get in, for the administrator, and what the office asks of them. */
import * as z from "zod";
import { ROLES } from "../../../core/organisation/role.ts";
import { endpoint } from "./endpoint.ts";
import { key, named } from "./fields.ts";
import { me } from "./sign-in.ts";

export const accountLine = me.pick({ id: true, login: true, name: true, roles: true, unitId: true }).extend({
  secondFactorSince: z.string().optional(),
  /** One of the roles must have a second factor. */
  secondFactorRequired: z.boolean(),
  signOnSince: z.string().optional(),
  invitation: z
    .object({
      standing: z.enum(["open", "used", "revoked", "expired"]),
      createdAt: z.string(),
      expiresAt: z.string(),
    })
    .optional(),
});

const policy = z.object({
  secondFactorFor: z.array(z.enum(ROLES)).max(ROLES.length),
  signOn: z.object({
    knownBy: z.enum(["binding", "login"]),
    provision: z.boolean(),
    groups: z
      .array(z.object({ group: named("组", 200), role: z.enum(ROLES), unitId: key.optional() }))
      .max(200, "组的对应最多200条，请合并后再保存。"),
  }),
});

export const policyAnswer = policy.extend({
  version: z.number(),
  /** Whether a single sign-on is set at all. */
  signOnSet: z.boolean(),
});

const administrator = { kind: "roles", roles: ["administrator"], scope: "jurisdiction" } as const;

export const accountEndpoints = {
  accounts: endpoint({
    method: "get",
    path: "/api/accounts",
    summary: "How the office's people get in: second factors, invitations, bindings",
    access: administrator,
    answer: z.object({ accounts: z.array(accountLine) }),
  }),
  signInPolicy: endpoint({
    method: "get",
    path: "/api/sign-in-policy",
    summary: "What the office asks of those who sign in",
    access: administrator,
    answer: policyAnswer,
  }),
  changeSignInPolicy: endpoint({
    method: "post",
    path: "/api/sign-in-policy",
    summary: "Change what the office asks of those who sign in",
    access: administrator,
    body: policy.extend({
      /** The version that was changed. */
      base: z.number().int().nonnegative(),
    }),
    answer: policyAnswer,
  }),
} as const;
