/** Signing in, in one step or two, and out. */
import { accept } from "../../../core/outcome.ts";
import { affiliationOf } from "../../app/people/affiliation.ts";
import { halfway } from "../../app/sign-in/entering.ts";
import { beginEnrolment, checkCode, confirmEnrolment } from "../../app/sign-in/second-factor.ts";
import { signIn, signOut } from "../../app/sign-in/sign-in.ts";
import { isSignOnSet } from "../../app/sign-in/single-sign-on.ts";
import type { Routes } from "../call.ts";
import { cookieOf, dropCookie } from "../cookie.ts";
import { originOf } from "../origin.ts";
import { meOf } from "../present/sign-in.ts";
import { answerEntered, welcome } from "./entered.ts";

export const signInRoutes: Pick<
  Routes,
  "signInWays" | "signIn" | "signInCode" | "signInEnrol" | "signInEnrolConfirm" | "me" | "signOut"
> = {
  signInWays: () => accept({ signOn: isSignOnSet() }),

  async signIn({ body, http }) {
    const entered = await signIn(body.login, body.password, originOf(http));
    return entered.ok ? accept(await answerEntered(http, entered.value)) : entered;
  },

  async signInCode({ body, http }) {
    const origin = originOf(http);
    const half = await halfway(cookieOf(http, "step"));
    if (!half.ok) return half;
    const checked = await checkCode(half.value.person, body.code, origin);
    if (!checked.ok) return checked;
    const entered = await half.value.finish(origin);
    return entered.ok ? accept(await welcome(http, entered.value)) : entered;
  },

  async signInEnrol({ http }) {
    const half = await halfway(cookieOf(http, "step"));
    return half.ok ? beginEnrolment(half.value.person) : half;
  },

  async signInEnrolConfirm({ body, http }) {
    const origin = originOf(http);
    const half = await halfway(cookieOf(http, "step"));
    if (!half.ok) return half;
    const confirmed = await confirmEnrolment(half.value.person, body.code, origin);
    if (!confirmed.ok) return confirmed;
    const entered = await half.value.finish(origin);
    if (!entered.ok) return entered;
    return accept({ recoveryCodes: confirmed.value, me: await welcome(http, entered.value) });
  },

  me: async ({ person }) => accept(meOf(person, await affiliationOf(person))),

  async signOut({ http }) {
    const leaveAt = await signOut(cookieOf(http, "session"));
    dropCookie(http, "session");
    return accept({ ok: true, ...(leaveAt !== undefined && { leaveAt }) });
  },
};
