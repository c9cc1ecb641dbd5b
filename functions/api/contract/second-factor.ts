/** The second factor: set up, renewed and given up by its bearer, reset by the administrator. */
import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { byId, ok } from "./fields.ts";

export const code = z.string().trim().min(1, "请输入验证码。").max(60, "验证码不正确，请核对后重新输入。");

/** What an authenticator scans, and the same to type. */
export const enrolment = z.object({ secret: z.string(), uri: z.string() });

export const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });

/** Asked for once more before who gets in is changed. */
export const currentPassword = z.string().min(1, "请输入当前密码。").max(200, "当前密码不正确。");

export const secondFactorEndpoints = {
  beginSecondFactor: endpoint({
    method: "post",
    path: "/api/me/second-factor",
    summary: "Begin to set up a second factor; nothing is asked by it until its first code has come",
    access: { kind: "signed-in" },
    body: z.object({ password: currentPassword }),
    answer: enrolment,
  }),
  confirmSecondFactor: endpoint({
    method: "post",
    path: "/api/me/second-factor/confirm",
    summary: "The first code puts it into force; answers the recovery codes, shown this once",
    access: { kind: "signed-in" },
    body: z.object({ code }),
    answer: recoveryCodes,
  }),
  renewRecoveryCodes: endpoint({
    method: "post",
    path: "/api/me/second-factor/recovery-codes",
    summary: "New recovery codes, shown this once; the old ones are worth nothing from then on",
    access: { kind: "signed-in" },
    body: z.object({ code }),
    answer: recoveryCodes,
  }),
  endSecondFactor: endpoint({
    method: "post",
    path: "/api/me/second-factor/end",
    summary: "Give up the second factor",
    access: { kind: "signed-in" },
    body: z.object({ password: currentPassword, code }),
    answer: ok,
  }),
  resetSecondFactor: endpoint({
    method: "delete",
    path: "/api/people/{id}/second-factor",
    summary: "Reset the second factor of somebody who has lost it; ends all their sessions",
    access: { kind: "roles", roles: ["administrator"], scope: "jurisdiction" },
    subject: "person",
    params: byId,
    answer: ok,
  }),
} as const;
