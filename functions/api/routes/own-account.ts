/** The own account. */
import { accept } from "../../../core/outcome.ts";
import { ownAccount } from "../../app/sign-in/accounts.ts";
import { changePassword } from "../../app/sign-in/change-password.ts";
import { endOtherSignIns, endSignIn, ownSignIns } from "../../app/sign-in/own-sign-ins.ts";
import type { Routes } from "../call.ts";
import { cookieOf } from "../cookie.ts";
import { ownAccountView, ownSignInView } from "../present/accounts.ts";

export const ownAccountRoutes: Pick<
  Routes,
  "ownAccount" | "changePassword" | "ownSignIns" | "endSignIn" | "endOtherSignIns"
> = {
  ownAccount: async ({ person }) => accept(ownAccountView(await ownAccount(person))),
  changePassword: ({ person, body, http }) => changePassword(person, body, cookieOf(http, "session") ?? ""),
  ownSignIns: async ({ person, http }) =>
    accept({
      signIns: (await ownSignIns(person, cookieOf(http, "session") ?? "")).map(ownSignInView),
    }),
  endSignIn: ({ person, params }) => endSignIn(person, params.signIn),
  endOtherSignIns: ({ person, http }) => endOtherSignIns(person, cookieOf(http, "session") ?? ""),
};
