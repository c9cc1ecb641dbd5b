/** Accounts, invitations and sign-ins, as the pages show them. */
import type * as z from "zod";
import { rolesOn, unitOf } from "../../../core/organisation/person.ts";
import { needsSecondFactor, type SignInPolicy } from "../../../core/sign-in/policy.ts";
import { clock } from "../../adapters/clock.ts";
import type { AccountLine, OwnAccount, policyOf } from "../../app/sign-in/accounts.ts";
import type { showInvitation } from "../../app/sign-in/invitations.ts";
import type { OwnSignIn } from "../../app/sign-in/own-sign-ins.ts";
import { isSignOnSet } from "../../app/sign-in/single-sign-on.ts";
import type * as accounts from "../contract/accounts.ts";
import type * as invitations from "../contract/invitations.ts";
import type * as own from "../contract/own-account.ts";

export function ownAccountView({
  secondFactorSince: since,
  recoveryCodesLeft,
  secondFactorRequired: required,
  signOn,
}: OwnAccount): z.input<typeof own.ownAccount> {
  return { secondFactor: { since, recoveryCodesLeft, required }, signOn };
}

export function ownSignInView(signIn: OwnSignIn): z.input<typeof own.ownSignIn> {
  const { id, since, seen, browser, network, by, current } = signIn;
  return { id, since, seen, browser, network, by, current };
}

type Shown = Extract<Awaited<ReturnType<typeof showInvitation>>, { ok: true }>["value"];

export function invitationView({
  invitation,
  person,
  office,
  unit,
}: Shown): z.input<typeof invitations.invitation> {
  return {
    name: person.name,
    login: person.login,
    officeName: office.name,
    unitName: unit?.name,
    expiresAt: invitation.expiresAt,
  };
}

export function accountLine(
  { person, secondFactorSince, signOnSince, invitation }: AccountLine,
  policy: SignInPolicy,
): z.input<typeof accounts.accountLine> {
  const { id, login, name } = person;
  const today = clock.today();
  const roles = rolesOn(person, today);
  const unitId = unitOf(person, today);
  return {
    id,
    login,
    name,
    roles,
    unitId,
    secondFactorSince,
    secondFactorRequired: needsSecondFactor(roles, policy),
    signOnSince,
    invitation: invitation && {
      standing: invitation.standing,
      createdAt: invitation.createdAt,
      expiresAt: invitation.expiresAt,
    },
  };
}

export function policyView({
  policy,
  version,
}: Awaited<ReturnType<typeof policyOf>>): z.input<typeof accounts.policyAnswer> {
  const { secondFactorFor, signOn } = policy;
  return {
    secondFactorFor: [...secondFactorFor],
    signOn: { ...signOn, groups: signOn.groups.map((line) => ({ ...line })) },
    version,
    signOnSet: isSignOnSet(),
  };
}
