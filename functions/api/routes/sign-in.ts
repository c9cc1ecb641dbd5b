/** Signing in and out. */
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { Person } from "../../../core/organisation/unit.ts";
import { accept } from "../../../core/outcome.ts";
import { affiliationOf } from "../../app/people/affiliation.ts";
import { changePassword } from "../../app/sign-in/change-password.ts";
import { signIn, signOut } from "../../app/sign-in/sign-in.ts";
import { addressOf } from "../address.ts";
import type { Routes } from "../call.ts";
import { browserCookieName, cookieName, isSecure } from "../cookie.ts";
import { meOf } from "../present/sign-in.ts";

const me = async (person: Person) => accept(meOf(person, await affiliationOf(person)));

export const signInRoutes: Pick<Routes, "signIn" | "me" | "signOut" | "changePassword"> = {
  async signIn({ body, http }) {
    const browser = getCookie(http, browserCookieName());
    const entered = await signIn(body.login, body.password, { address: addressOf(http), browser });
    if (!entered.ok) return entered;
    for (const [name, { token, maxAge }] of [
      [cookieName(), entered.value.session],
      [browserCookieName(), entered.value.browser],
    ] as const)
      setCookie(http, name, token, {
        httpOnly: true,
        sameSite: "Strict",
        path: "/",
        secure: isSecure(),
        maxAge,
      });
    return me(entered.value.person);
  },

  me: ({ person }) => me(person),

  async signOut({ http }) {
    await signOut(getCookie(http, cookieName()));
    deleteCookie(http, cookieName(), { path: "/", secure: isSecure() });
    return accept({ ok: true });
  },

  changePassword: ({ person, body, http }) =>
    changePassword(person, body, getCookie(http, cookieName()) ?? ""),
};
