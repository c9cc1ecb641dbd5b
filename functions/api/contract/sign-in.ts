/** Signing in and out, and who is signed in. */
import * as z from "zod";
import { ROLES } from "../../../core/organisation/role.ts";
import { endpoint } from "./endpoint.ts";
import { day, ok, period } from "./fields.ts";
import { code, enrolment, recoveryCodes } from "./second-factor.ts";

export const me = z.object({
  id: z.string(),
  login: z.string(),
  name: z.string(),
  roles: z.array(z.enum(ROLES)),
  unitId: z.string().optional(),
  unitName: z.string().optional(),
  jurisdiction: z.string(),
  jurisdictionName: z.string(),
  /** Today and its quarter by the server's clock, in the office's time zone. */
  today: day,
  period,
});

/** The first factor was right, and a second is asked for: a code, or to set one up. */
export const secondStep = z.object({ step: z.enum(["code", "enrol"]) });

/** Signed in, or on the way. */
export const entered = z.union([me, secondStep]);

/** A password that somebody thinks up. */
export const newPassword = z
  .string()
  .refine((next) => [...next].length >= 10, "新密码至少10个字符。")
  .max(200, "新密码最多200个字符。");

export const signInEndpoints = {
  signInWays: endpoint({
    method: "get",
    path: "/api/sign-in/ways",
    summary: "Ways to sign in beside login and password",
    access: { kind: "public" },
    answer: z.object({ signOn: z.boolean() }),
  }),
  signIn: endpoint({
    method: "post",
    path: "/api/sign-in",
    summary: "Sign in with login and password; sets the session cookie, or that of the second step",
    access: { kind: "public" },
    body: z.object({
      login: z.string().min(1, "请输入账号。").max(100, "账号或密码不正确，请重新输入。"),
      password: z.string().min(1, "请输入密码。").max(200, "账号或密码不正确，请重新输入。"),
    }),
    answer: entered,
  }),
  signInCode: endpoint({
    method: "post",
    path: "/api/sign-in/code",
    summary: "Second step: a code of the authenticator or a recovery code; sets the session cookie",
    access: { kind: "public" },
    body: z.object({ code }),
    answer: me,
  }),
  signInEnrol: endpoint({
    method: "post",
    path: "/api/sign-in/second-factor",
    summary: "Second step where a role needs a second factor and there is none: begin to set it up",
    access: { kind: "public" },
    answer: enrolment,
  }),
  signInEnrolConfirm: endpoint({
    method: "post",
    path: "/api/sign-in/second-factor/confirm",
    summary: "Its first code puts it into force; answers the recovery codes, shown this once, and signs in",
    access: { kind: "public" },
    body: z.object({ code }),
    answer: recoveryCodes.extend({ me }),
  }),
  me: endpoint({
    method: "get",
    path: "/api/me",
    summary: "Who is signed in",
    access: { kind: "signed-in" },
    answer: me,
  }),
  signOut: endpoint({
    method: "post",
    path: "/api/sign-out",
    summary: "End the session; answers where it is ended at the single sign-on too",
    access: { kind: "signed-in" },
    answer: ok.extend({ leaveAt: z.string().optional() }),
  }),
} as const;
