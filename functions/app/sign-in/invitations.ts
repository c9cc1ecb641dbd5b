/** An invitation instead of a password read out: a link, good once and for some days, by which its bearer sets the own password. */
import { Resource } from "sst/resource";
import type { Person } from "../../../core/organisation/unit.ts";
import { accept, type Result, refuse } from "../../../core/outcome.ts";
import { clock } from "../../adapters/clock.ts";
import { newToken } from "../../adapters/identifier.ts";
import { hashPassword } from "../../adapters/password.ts";
import {
  type Invitation,
  invitationBehind,
  invitationsOf,
  putInvitation,
  revoke,
  writeUsed,
} from "../../adapters/table/invitations.ts";
import { getPerson, writePassword } from "../../adapters/table/people.ts";
import { closeOtherSignIns } from "../../adapters/table/sign-ins.ts";
import { commit } from "../../adapters/table/transaction.ts";
import { affiliationOf } from "../people/affiliation.ts";
import { inHashingLine } from "./checked.ts";
import { afterFirstFactor, type Entered } from "./entering.ts";
import { acceptable } from "./password-rules.ts";
import { entering } from "./standing.ts";
import { forgetGuessesAt, type Origin } from "./turns.ts";

const DAY_MS = 24 * 3_600_000;
/** How long the table remembers it after it has expired. */
const REMEMBERED_DAYS = 90;

/** A new invitation for a person of the office; earlier ones that are open end with it. The token is told this once. */
export async function invite(
  person: Person,
  by: Person,
  days: number,
): Promise<{ readonly url: string; readonly expiresAt: string }> {
  await revokeInvitations(person);
  const token = newToken();
  const now = clock.now().getTime();
  const expires = now + days * DAY_MS;
  const expiresAt = new Date(expires).toISOString();
  await putInvitation(token, {
    jurisdiction: person.jurisdiction,
    personId: person.id,
    createdBy: by.id,
    createdAt: clock.instant(),
    expiresAt,
    standing: "open",
    expires: Math.floor(expires / 1000) + REMEMBERED_DAYS * 24 * 3600,
  });
  // Behind `#`, which browsers keep to themselves: no proxy, log or preview of a message sees it.
  return { url: `${Resource.Site.url}/invitation#${token}`, expiresAt };
}

/** Ends whatever invitation of the person is open. */
export async function revokeInvitations({ jurisdiction, id }: Person): Promise<void> {
  const open = (await invitationsOf(jurisdiction, id)).filter(({ standing }) => standing === "open");
  await Promise.all(open.map((one) => revoke(one, clock.instant())));
}

/** Open, used and revoked stand in the row; whether it is too late the clock says. */
export const standingOf = ({ standing, expiresAt }: Invitation): Invitation["standing"] | "expired" =>
  standing === "open" && expiresAt <= clock.instant() ? "expired" : standing;

const used = refuse(
  "gone",
  "invitation_used",
  "这个邀请已经用过，请直接登录；如果不是您本人使用的，请立即告诉管理员。",
);
const SHUT = {
  used,
  revoked: refuse("gone", "invitation_revoked", "这个邀请已被撤回或换成了新的，请向管理员索取新的邀请。"),
  expired: refuse("gone", "invitation_expired", "这个邀请已过期，请向管理员索取新的邀请。"),
};
const unknown = refuse("missing", "invitation_unknown", "没有这个邀请，请检查链接是否完整。");

export interface Invited {
  readonly invitation: Invitation;
  readonly person: Person;
}

/** Whom an open invitation is for. */
export async function invitedBy(token: string): Promise<Result<Invited>> {
  const invitation = await invitationBehind(token);
  if (!invitation) return unknown;
  const standing = standingOf(invitation);
  if (standing !== "open") return SHUT[standing];
  const person = await getPerson(invitation.jurisdiction, invitation.personId);
  return person ? accept({ invitation, person }) : unknown;
}

/** The same with what its bearer is shown. */
export async function showInvitation(token: string) {
  const invited = await invitedBy(token);
  if (!invited.ok) return invited;
  return accept({ ...invited.value, ...(await affiliationOf(invited.value.person)) });
}

const busy = refuse("limit", "busy", "现在登录的人太多，请稍候再试。");

/** Sets the own password and signs in. A password that is not taken leaves the invitation open. */
export async function acceptInvitation(
  token: string,
  password: string,
  origin: Origin,
): Promise<Result<Entered>> {
  const invited = await invitedBy(token);
  if (!invited.ok) return invited;
  const { invitation, person } = invited.value;
  const stands = entering(person);
  if (!stands.ok) return stands;
  const fit = await acceptable(password, person);
  if (!fit.ok) return fit;
  const record = await inHashingLine(() => hashPassword(password));
  if (record === undefined) return busy;
  if (!(await commit([writeUsed(invitation, clock.instant()), writePassword(person, record)])))
    return (await refusalNow(token)) ?? busy;
  // Two that were made at once are both open; one is enough.
  await revokeInvitations(person);
  await forgetGuessesAt(person);
  await closeOtherSignIns(person.id, "");
  return accept(await afterFirstFactor(person, { by: "invitation" }, origin));
}

/** Somebody was faster: what the invitation says now. */
async function refusalNow(token: string) {
  const invited = await invitedBy(token);
  return invited.ok ? undefined : invited;
}
