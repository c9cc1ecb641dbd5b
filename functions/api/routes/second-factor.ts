/** The second factor. */
import { accept } from "../../../core/outcome.ts";
import { checkOwnPassword } from "../../app/sign-in/own-password.ts";
import {
  beginEnrolment,
  confirmEnrolment,
  endSecondFactor,
  renewRecoveryCodes,
  resetSecondFactor,
} from "../../app/sign-in/second-factor.ts";
import type { Routes } from "../call.ts";
import { originOf } from "../origin.ts";

export const secondFactorRoutes: Pick<
  Routes,
  "beginSecondFactor" | "confirmSecondFactor" | "renewRecoveryCodes" | "endSecondFactor" | "resetSecondFactor"
> = {
  async beginSecondFactor({ person, body }) {
    const checked = await checkOwnPassword(person, body.password);
    return checked.ok ? beginEnrolment(person) : checked;
  },

  async confirmSecondFactor({ person, body, http }) {
    const confirmed = await confirmEnrolment(person, body.code, originOf(http));
    return confirmed.ok ? accept({ recoveryCodes: confirmed.value }) : confirmed;
  },

  async renewRecoveryCodes({ person, body, http }) {
    const renewed = await renewRecoveryCodes(person, body.code, originOf(http));
    return renewed.ok ? accept({ recoveryCodes: renewed.value }) : renewed;
  },

  async endSecondFactor({ person, body, http }) {
    const checked = await checkOwnPassword(person, body.password);
    if (!checked.ok) return checked;
    const ended = await endSecondFactor(person, body.code, originOf(http));
    return ended.ok ? accept({ ok: true }) : ended;
  },

  resetSecondFactor: ({ person, subject }) => resetSecondFactor(subject, person),
};
