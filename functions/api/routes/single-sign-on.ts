/** Through the single sign-on. */
import { accept, type Result } from "../../../core/outcome.ts";
import { checkOwnPassword } from "../../app/sign-in/own-password.ts";
import { personBehind } from "../../app/sign-in/sign-in.ts";
import { beginSignOn, finishSignOn, type Sent, unbindSignOn } from "../../app/sign-in/single-sign-on.ts";
import type { Call, Routes } from "../call.ts";
import type { Endpoints } from "../contract/endpoints.ts";
import { cookieOf, giveCookie } from "../cookie.ts";
import { originOf } from "../origin.ts";
import { answerEntered } from "./entered.ts";

/** The page on which a binding is asked for. */
const ACCOUNT_PAGE = "/account";

function send(http: Call<Endpoints["beginSignOn"]>["http"], sent: Result<Sent>): Result<{ url: string }> {
  if (!sent.ok) return sent;
  giveCookie(http, "signOn", sent.value.browser);
  return accept({ url: sent.value.url });
}

export const singleSignOnRoutes: Pick<
  Routes,
  "beginSignOn" | "bindSignOn" | "unbindSignOn" | "finishSignOn"
> = {
  beginSignOn: async ({ body, http }) =>
    send(http, await beginSignOn(originOf(http), cookieOf(http, "signOn"), body.next)),

  async bindSignOn({ person, body, http }) {
    const checked = await checkOwnPassword(person, body.password);
    return checked.ok
      ? send(http, await beginSignOn(originOf(http), cookieOf(http, "signOn"), ACCOUNT_PAGE, person))
      : checked;
  },

  unbindSignOn: ({ person }) => unbindSignOn(person),

  async finishSignOn({ body, http }) {
    const signedIn = await personBehind(cookieOf(http, "session"));
    const returned = await finishSignOn(body.answer, cookieOf(http, "signOn"), signedIn, originOf(http));
    if (!returned.ok) return returned;
    const { next } = returned.value;
    if (returned.value.kind === "bound") return accept({ next });
    return accept({ next, entered: await answerEntered(http, returned.value.entered) });
  },
};
