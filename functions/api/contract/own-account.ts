/** The own account: password, how one gets in, where one is signed in. */
import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { day, key, ok } from "./fields.ts";
import { newPassword } from "./sign-in.ts";

export const ownAccount = z.object({
  secondFactor: z.object({
    since: z.string().optional(),
    recoveryCodesLeft: z.number(),
    /** One of the own roles must have it. */
    required: z.boolean(),
  }),
  signOn: z.object({
    available: z.boolean(),
    since: z.string().optional(),
    /** The account was made by the single sign-on. */
    managed: z.boolean(),
  }),
});

export const ownSignIn = z.object({
  id: z.string(),
  since: z.string(),
  seen: day,
  /** Kind of browser: Edge 浏览器（Windows）. */
  browser: z.string(),
  /** The address without its last part. */
  network: z.string(),
  by: z.enum(["password", "sign-on", "invitation"]),
  current: z.boolean(),
});

export const ownAccountEndpoints = {
  ownAccount: endpoint({
    method: "get",
    path: "/api/me/account",
    summary: "How one's own account is entered",
    access: { kind: "signed-in" },
    answer: ownAccount,
  }),
  changePassword: endpoint({
    method: "post",
    path: "/api/me/password",
    summary: "Change the own password; ends all other sessions and open invitations",
    access: { kind: "signed-in" },
    body: z.object({
      current: z.string().min(1, "请输入当前密码。").max(200, "当前密码不正确。"),
      next: newPassword,
    }),
    answer: ok,
  }),
  ownSignIns: endpoint({
    method: "get",
    path: "/api/me/sign-ins",
    summary: "Where one is signed in",
    access: { kind: "signed-in" },
    answer: z.object({ signIns: z.array(ownSignIn) }),
  }),
  endSignIn: endpoint({
    method: "delete",
    path: "/api/me/sign-ins/{signIn}",
    summary: "End one of the own sessions",
    access: { kind: "signed-in" },
    params: z.object({ signIn: key }),
    answer: ok,
  }),
  endOtherSignIns: endpoint({
    method: "delete",
    path: "/api/me/sign-ins",
    summary: "End all own sessions but this one",
    access: { kind: "signed-in" },
    answer: ok,
  }),
} as const;
