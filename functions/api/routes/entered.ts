/** Whoever has entered gets the cookies, and is told who they are or what is asked next. */
import type { Context } from "hono";
import { affiliationOf } from "../../app/people/affiliation.ts";
import type { Entered, SignedIn } from "../../app/sign-in/entering.ts";
import { dropCookie, giveCookie } from "../cookie.ts";
import { meOf } from "../present/sign-in.ts";

export async function welcome(http: Context, { person, session, browser }: SignedIn) {
  giveCookie(http, "session", session);
  giveCookie(http, "browser", browser);
  dropCookie(http, "step");
  return meOf(person, await affiliationOf(person));
}

export async function answerEntered(http: Context, entered: Entered) {
  if (entered.kind === "signed-in") return welcome(http, entered);
  giveCookie(http, "step", entered.token);
  return { step: entered.step };
}
