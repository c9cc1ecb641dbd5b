/** Invitations. */
import { accept } from "../../../core/outcome.ts";
import {
  acceptInvitation,
  invite,
  revokeInvitations,
  showInvitation,
} from "../../app/sign-in/invitations.ts";
import type { Routes } from "../call.ts";
import { originOf } from "../origin.ts";
import { invitationView } from "../present/accounts.ts";
import { answerEntered } from "./entered.ts";

export const invitationRoutes: Pick<
  Routes,
  "invitation" | "acceptInvitation" | "invite" | "revokeInvitation"
> = {
  async invitation({ params }) {
    const shown = await showInvitation(params.token);
    return shown.ok ? accept(invitationView(shown.value)) : shown;
  },

  async acceptInvitation({ params, body, http }) {
    const entered = await acceptInvitation(params.token, body.password, originOf(http));
    return entered.ok ? accept(await answerEntered(http, entered.value)) : entered;
  },

  invite: async ({ subject, person, body }) => accept(await invite(subject, person, body.days)),

  async revokeInvitation({ subject }) {
    await revokeInvitations(subject);
    return accept({ ok: true });
  },
};
