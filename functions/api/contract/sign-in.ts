/** Signing in and out, and who is signed in. */
import * as z from "zod";
import { ROLES } from "../../../core/organisation/role.ts";
import { endpoint } from "./endpoint.ts";
import { day, ok, period } from "./fields.ts";

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

export const signInEndpoints = {
  signIn: endpoint({
    method: "post",
    path: "/api/sign-in",
    summary: "Sign in with login and password; sets the session cookie",
    access: { kind: "public" },
    body: z.object({
      login: z.string().min(1, "请输入账号。").max(100, "账号或密码不正确，请重新输入。"),
      password: z.string().min(1, "请输入密码。").max(200, "账号或密码不正确，请重新输入。"),
    }),
    answer: me,
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
    summary: "End the session",
    access: { kind: "signed-in" },
    answer: ok,
  }),
  changePassword: endpoint({
    method: "post",
    path: "/api/me/password",
    summary: "Change the own password; ends all other sessions",
    access: { kind: "signed-in" },
    body: z.object({
      current: z.string().min(1, "请输入当前密码。").max(200, "当前密码不正确。"),
      next: z
        .string()
        .refine((next) => [...next].length >= 10, "新密码至少10个字符。")
        .max(200, "新密码最多200个字符。"),
    }),
    answer: ok,
  }),
} as const;
