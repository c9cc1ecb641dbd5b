/**
 * Through the office's single sign-on: away to the issuer, back with its answer.
 *
 *   begin: what must be proved is sealed and kept under the state → issuer → finish, once, in the same browser
 */
import * as z from "zod";
import type { Person } from "../../../core/organisation/unit.ts";
import { accept, type Result, refuse } from "../../../core/outcome.ts";
import { clock } from "../../adapters/clock.ts";
import { newToken, tokenHash } from "../../adapters/identifier.ts";
import { type Identified, identifiedBy, isSignOnSet, signOnAddress } from "../../adapters/single-sign-on.ts";
import { bindIdentity, identitiesOf, unbindIdentity } from "../../adapters/table/identities.ts";
import { getPerson } from "../../adapters/table/people.ts";
import { keepStep, stepBehind, takeStep } from "../../adapters/table/sign-in-steps.ts";
import { afterFirstFactor, type Entered, type Token } from "./entering.ts";
import { personOf } from "./identified-person.ts";
import { type Origin, pause, takeTurns } from "./turns.ts";

/** Time to sign in at the issuer. */
const AWAY_SECONDS = 900;

const away = z.object({
  purpose: z.literal("sign-on"),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** Of the browser that was sent, by its token's hash. */
  browser: z.string(),
  /** Where to go afterwards. */
  next: z.string(),
  /** Who is to be bound to the issuer's person, where somebody signed in has asked for it. */
  binding: z.object({ jurisdiction: z.string(), personId: z.string() }).optional(),
});

const notSet = refuse("conflict", "sign_on_not_set", "本系统没有接入统一身份登录，请用账号和密码登录。");
const unreachable = refuse(
  "unavailable",
  "sign_on_unreachable",
  "统一身份登录系统暂时没有响应，请稍后再试，或用账号和密码登录。",
);
const refused = refuse(
  "auth",
  "sign_on_refused",
  "统一身份登录没有通过核对，请重新登录；仍不行请联系管理员。",
);
const tooMany = refuse("limit", "too_many_attempts", "登录次数过多，请半分钟后再试。");
const stale = refuse("auth", "sign_on_stale", "这次登录已用过或已超时，请回到登录页重新开始。");

export { isSignOnSet };

export interface Sent {
  readonly url: string;
  /** Ties the way back to this browser. */
  readonly browser: Token;
}

/** Of an office behind one address in the morning; each leaves a row behind for a while. */
const FREE_BEGINNINGS = 300;

/**
 * @param browser token of the cookie from an earlier begin, so that several tabs may be under way
 * @param binding who is signed in and wants to be known by the issuer's person
 */
export async function beginSignOn(
  { address }: Origin,
  browser: string | undefined,
  next: string,
  binding?: Person,
): Promise<Result<Sent>> {
  if (!isSignOnSet()) return notSet;
  const wait = await takeTurns([{ about: `sign-on:${address}`, free: FREE_BEGINNINGS }]);
  if (wait === undefined) return tooMany;
  if (wait > 0) await pause(wait);
  const going = await signOnAddress();
  if (!going) return unreachable;
  const token = browser ?? newToken();
  const content: z.output<typeof away> = {
    purpose: "sign-on",
    ...going.proof,
    browser: tokenHash(token),
    next,
    ...(binding && { binding: { jurisdiction: binding.jurisdiction, personId: binding.id } }),
  };
  await keepStep(going.proof.state, content, AWAY_SECONDS);
  return accept({ url: going.url, browser: { token, maxAge: AWAY_SECONDS } });
}

export type Returned =
  | { readonly kind: "entered"; readonly entered: Entered; readonly next: string }
  | { readonly kind: "bound"; readonly next: string };

/**
 * @param answer the query with which the browser came back
 * @param signedIn who is signed in in this browser
 */
export async function finishSignOn(
  answer: string,
  browser: string | undefined,
  signedIn: Person | undefined,
  origin: Origin,
): Promise<Result<Returned>> {
  if (!isSignOnSet()) return notSet;
  const state = new URLSearchParams(answer).get("state") ?? "";
  const step = await stepBehind(state, away);
  if (!step || !browser || tokenHash(browser) !== step.browser) return stale;
  // Taken before the issuer is asked: of two at once, or the same again, one.
  if (!(await takeStep(state))) return stale;
  const identified = await identifiedBy(answer, step);
  if (identified === "unreachable") return unreachable;
  if (identified === "refused") return refused;
  if (step.binding) return bound(identified, step.binding, signedIn, step.next);
  const person = await personOf(identified);
  if (!person.ok) return person;
  const { severalFactors, idToken } = identified;
  const first = { by: "sign-on", severalFactors, idToken } as const;
  return accept({
    kind: "entered",
    entered: await afterFirstFactor(person.value, first, origin),
    next: step.next,
  });
}

async function bound(
  { issuer, subject }: Identified,
  wanted: NonNullable<z.output<typeof away>["binding"]>,
  signedIn: Person | undefined,
  next: string,
): Promise<Result<Returned>> {
  if (signedIn?.id !== wanted.personId)
    return refuse("auth", "sign_on_binding_left", "绑定时登录的账号已退出，请重新登录后再绑定。");
  const person = await getPerson(wanted.jurisdiction, wanted.personId);
  if ((await identitiesOf(wanted.jurisdiction, wanted.personId)).length > 0)
    return refuse("conflict", "sign_on_bound", "这个账号已经绑定了统一身份，请先解除原来的绑定。");
  const made = { issuer, subject, ...wanted, managed: false, since: clock.instant() };
  if (person && (await bindIdentity(made))) return accept({ kind: "bound", next });
  return refuse(
    "conflict",
    "sign_on_bound",
    "这个统一身份已经绑定了账号，不能再绑定；如有疑问请联系管理员。",
  );
}

/** Gives up the binding; an account that the sign-on made has no other way in. */
export async function unbindSignOn({ jurisdiction, id }: Person): Promise<Result<{ ok: true }>> {
  const own = await identitiesOf(jurisdiction, id);
  if (own.some(({ managed }) => managed))
    return refuse("conflict", "sign_on_managed", "这个账号由统一身份登录建立，不能解除绑定，请联系管理员。");
  await Promise.all(own.map(unbindIdentity));
  return accept({ ok: true });
}
