/** How people get in: what somebody sees of the own account, and the administrator of all. */
import { rolesOn } from "../../../core/organisation/person.ts";
import type { Person } from "../../../core/organisation/unit.ts";
import { accept, type Result, refuse } from "../../../core/outcome.ts";
import { needsSecondFactor, type SignInPolicy } from "../../../core/sign-in/policy.ts";
import { clock } from "../../adapters/clock.ts";
import { isSignOnSet } from "../../adapters/single-sign-on.ts";
import { identitiesIn, identitiesOf } from "../../adapters/table/identities.ts";
import { type Invitation, invitationsIn } from "../../adapters/table/invitations.ts";
import { peopleOf } from "../../adapters/table/people.ts";
import { secondFactorOf, secondFactorsIn } from "../../adapters/table/second-factors.ts";
import {
  putSignInPolicy,
  signInPolicyOf,
  type VersionedPolicy,
} from "../../adapters/table/sign-in-policies.ts";
import { unitsOf } from "../../adapters/table/units.ts";
import { standingOf } from "./invitations.ts";

export interface OwnAccount {
  /** Since when codes are asked for. */
  readonly secondFactorSince: string | undefined;
  readonly recoveryCodesLeft: number;
  /** Whether one of the own roles must have a second factor. */
  readonly secondFactorRequired: boolean;
  readonly signOn: {
    readonly available: boolean;
    readonly since: string | undefined;
    readonly managed: boolean;
  };
}

export async function ownAccount(person: Person): Promise<OwnAccount> {
  const [factor, { policy }, [identity]] = await Promise.all([
    secondFactorOf(person),
    signInPolicyOf(person.jurisdiction),
    identitiesOf(person.jurisdiction, person.id),
  ]);
  return {
    secondFactorSince: factor?.since,
    recoveryCodesLeft: factor?.since === undefined ? 0 : factor.recovery.length,
    secondFactorRequired: needsSecondFactor(rolesOn(person, clock.today()), policy),
    signOn: {
      available: isSignOnSet(),
      since: identity?.since,
      managed: identity?.managed ?? false,
    },
  };
}

export interface AccountLine {
  readonly person: Person;
  readonly secondFactorSince: string | undefined;
  readonly signOnSince: string | undefined;
  /** The latest. */
  readonly invitation:
    | (Pick<Invitation, "createdAt" | "expiresAt"> & { readonly standing: ReturnType<typeof standingOf> })
    | undefined;
}

export async function accountsIn(jurisdiction: string): Promise<AccountLine[]> {
  const [people, factors, identities, invitations] = await Promise.all([
    peopleOf(jurisdiction),
    secondFactorsIn(jurisdiction),
    identitiesIn(jurisdiction),
    invitationsIn(jurisdiction),
  ]);
  const factorOf = new Map(factors.map((factor) => [factor.personId, factor]));
  const identityOf = new Map(identities.map((identity) => [identity.personId, identity]));
  // The oldest come first, so that the latest of each stays.
  const invitationOf = new Map(invitations.map((invitation) => [invitation.personId, invitation]));
  return people.map((person) => {
    const invitation = invitationOf.get(person.id);
    return {
      person,
      secondFactorSince: factorOf.get(person.id)?.since,
      signOnSince: identityOf.get(person.id)?.since,
      invitation: invitation && { ...invitation, standing: standingOf(invitation) },
    };
  });
}

export const policyOf = (jurisdiction: string): Promise<VersionedPolicy> => signInPolicyOf(jurisdiction);

/** @param base the version that was changed */
export async function changePolicy(
  jurisdiction: string,
  policy: SignInPolicy,
  base: number,
): Promise<Result<VersionedPolicy>> {
  const units = new Set((await unitsOf(jurisdiction)).map(({ id }) => id));
  for (const { role, unitId, group } of policy.signOn.groups) {
    if (role === "secretary" && unitId === undefined)
      return refuse("input", "unit_required", `组“${group}”对应学习秘书，请选择所属单位。`);
    if (unitId !== undefined && !units.has(unitId))
      return refuse("missing", "unit_unknown", `组“${group}”对应的单位不存在，请重新选择。`);
  }
  if (!(await putSignInPolicy(jurisdiction, policy, base)))
    return refuse("conflict", "policy_changed", "登录要求刚被别人修改，请刷新页面后再改。");
  return accept({ policy, version: base + 1 });
}
