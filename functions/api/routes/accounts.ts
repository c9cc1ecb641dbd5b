/** How the office's people get in. */
import { accept } from "../../../core/outcome.ts";
import { accountsIn, changePolicy, policyOf } from "../../app/sign-in/accounts.ts";
import type { Routes } from "../call.ts";
import { accountLine, policyView } from "../present/accounts.ts";

export const accountRoutes: Pick<Routes, "accounts" | "signInPolicy" | "changeSignInPolicy"> = {
  async accounts({ person: { jurisdiction } }) {
    const [accounts, { policy }] = await Promise.all([accountsIn(jurisdiction), policyOf(jurisdiction)]);
    return accept({ accounts: accounts.map((line) => accountLine(line, policy)) });
  },

  signInPolicy: async ({ person }) => accept(policyView(await policyOf(person.jurisdiction))),

  async changeSignInPolicy({ person, body: { base, ...policy } }) {
    const changed = await changePolicy(person.jurisdiction, policy, base);
    return changed.ok ? accept(policyView(changed.value)) : changed;
  },
};
