/**
 * The cookies: one carries a session's token, one a step's on the way to it; one ties a way through the single sign-on to
 * its browser, one only tells that somebody has signed in here before. None is ever sent by another site: back from
 * the issuer the browser lands on a page of ours, which asks by itself.
 */
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { Resource } from "sst/resource";

/** Whether people reach the site by https. */
const isSecure = (): boolean => Resource.Site.url.startsWith("https:");

/** `__Host-` demands https; an office network without it gets the plain name (decision 0006). */
const named = (name: string): string => (isSecure() ? `__Host-${name}` : name);

const NAMES = {
  session: "qiyou",
  step: "qiyou-step",
  signOn: "qiyou-sign-on",
  browser: "qiyou-browser",
} as const;
type CookieName = keyof typeof NAMES;

export const cookieOf = (http: Context, name: CookieName): string | undefined =>
  getCookie(http, named(NAMES[name]));

interface Token {
  readonly token: string;
  readonly maxAge: number;
}

export const giveCookie = (http: Context, name: CookieName, { token, maxAge }: Token): void =>
  setCookie(http, named(NAMES[name]), token, {
    httpOnly: true,
    sameSite: "Strict",
    path: "/",
    secure: isSecure(),
    maxAge,
  });

/** Where the browser has none, nothing is said of it. */
export function dropCookie(http: Context, name: CookieName): void {
  if (cookieOf(http, name) === undefined) return;
  deleteCookie(http, named(NAMES[name]), { path: "/", secure: isSecure() });
}
