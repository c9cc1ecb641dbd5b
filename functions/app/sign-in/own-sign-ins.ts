/** Where somebody is signed in: seen, and ended one by one or all but the present one. */
import type { Person } from "../../../core/organisation/unit.ts";
import { accept, type Result, refuse } from "../../../core/outcome.ts";
import { tokenHash } from "../../adapters/identifier.ts";
import { closeOtherSignIns, closeSignIn, type SignIn, signInsOf } from "../../adapters/table/sign-ins.ts";

/** A name by which one of the own sign-ins is asked for: of its token's hash too little to be of use for anything else. */
const nameOf = ({ hash }: Pick<SignIn, "hash">): string => hash.slice(0, 16);

export interface OwnSignIn extends Pick<SignIn, "since" | "seen" | "browser" | "network" | "by"> {
  readonly id: string;
  /** The one in which this is asked. */
  readonly current: boolean;
}

/** @param token of the session that asks */
export async function ownSignIns({ id }: Person, token: string): Promise<OwnSignIn[]> {
  const own = tokenHash(token);
  return (await signInsOf(id)).map((signIn) => ({
    ...signIn,
    id: nameOf(signIn),
    current: signIn.hash === own,
  }));
}

export async function endSignIn({ id }: Person, name: string): Promise<Result<{ ok: true }>> {
  const signIn = (await signInsOf(id)).find((one) => nameOf(one) === name);
  if (!signIn) return refuse("gone", "sign_in_ended", "这次登录已经结束，请刷新页面。");
  await closeSignIn(signIn);
  return accept({ ok: true });
}

export async function endOtherSignIns({ id }: Person, token: string): Promise<Result<{ ok: true }>> {
  await closeOtherSignIns(id, token);
  return accept({ ok: true });
}
