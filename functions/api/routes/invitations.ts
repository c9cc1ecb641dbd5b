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
  async invitation({ body }) {
    const shown = await showInvitation(body.token);
    return shown.ok ? accept(invitationView(shown.value)) : shown;
  },

  async acceptInvitation({ body, http }) {
    const entered = await acceptInvitation(body.token, body.password, originOf(http));
    return entered.ok ? accept(await answerEntered(http, entered.value)) : entered;
  },

  invite: async ({ subject, person, body }) => accept(await invite(subject, person, body.days)),

  async revokeInvitation({ subject }) {
    await revokeInvitations(subject);
    return accept({ ok: true });
  },
};
