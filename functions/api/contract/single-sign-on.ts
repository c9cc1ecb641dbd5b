/** Through the office's single sign-on: away to the issuer, and back with its answer. */
import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { ok } from "./fields.ts";
import { currentPassword } from "./second-factor.ts";
import { me, secondStep } from "./sign-in.ts";

/** Where the browser goes. */
const sent = z.object({ url: z.string() });

/** A path of the site, for whoever came from there. */
const next = z.string().max(2000).default("/");

export const singleSignOnEndpoints = {
  beginSignOn: endpoint({
    method: "post",
    path: "/api/sign-on",
    summary: "Begin signing in at the single sign-on; sets a cookie that ties the way back to this browser",
    access: { kind: "public" },
    body: z.object({ next }),
    answer: sent,
  }),
  bindSignOn: endpoint({
    method: "post",
    path: "/api/me/sign-on",
    summary: "Begin to bind the own account to a person of the single sign-on",
    access: { kind: "signed-in" },
    body: z.object({ password: currentPassword }),
    answer: sent,
  }),
  unbindSignOn: endpoint({
    method: "delete",
    path: "/api/me/sign-on",
    summary: "Give up the binding",
    access: { kind: "signed-in" },
    answer: ok,
  }),
  finishSignOn: endpoint({
    method: "post",
    path: "/api/sign-on/return",
    summary: "What the issuer said, checked once: signs in, or binds",
    access: { kind: "public" },
    body: z.object({
      /** The query with which the browser came back. */
      answer: z.string().max(10_000, "统一身份登录的回答过长，请重新登录。"),
    }),
    answer: z.object({
      next: z.string(),
      /** Absent after a binding. */
      entered: z.union([me, secondStep]).optional(),
    }),
  }),
} as const;
