/**
 * From the first factor to a session: at once, or by a second step where the person has a second factor or the office asks
 * for one.
 *
 *   password │ single sign-on │ invitation  →  code (the person has a second factor)          →  session
 *                                           →  enrol (a role needs one, and there is none)    →  session
 */
import * as z from "zod";
import { rolesOn } from "../../../core/organisation/person.ts";
import type { Person } from "../../../core/organisation/unit.ts";
import { accept, type Result, refuse } from "../../../core/outcome.ts";
import { browserKind, networkOf } from "../../../core/sign-in/device.ts";
import { needsSecondFactor } from "../../../core/sign-in/policy.ts";
import { clock } from "../../adapters/clock.ts";
import { newToken, tokenHash } from "../../adapters/identifier.ts";
import { seal } from "../../adapters/sealing.ts";
import { knowBrowser } from "../../adapters/table/browsers.ts";
import { personWithPassword } from "../../adapters/table/people.ts";
import { secondFactorOf } from "../../adapters/table/second-factors.ts";
import { signInPolicyOf } from "../../adapters/table/sign-in-policies.ts";
import { keepStep, stepBehind, takeStep } from "../../adapters/table/sign-in-steps.ts";
import { openSignIn, waysIn } from "../../adapters/table/sign-ins.ts";
import type { Origin } from "./turns.ts";

/** A working day; after that one signs in again. */
const SESSION_SECONDS = 12 * 3600;
/** How long a browser is remembered, from the last sign-in. */
const BROWSER_SECONDS = 180 * 24 * 3600;
/** Time to fetch the phone, and to set it up the first time. */
const STEP_SECONDS = 600;

/** A longer one does not fit into the address at which it is shown again. */
const MAX_ID_TOKEN = 4_000;

/** A token and how many seconds it lives. */
export interface Token {
  readonly token: string;
  readonly maxAge: number;
}

export interface SignedIn {
  readonly kind: "signed-in";
  readonly person: Person;
  readonly session: Token;
  readonly browser: Token;
}

/** What the second step asks for. */
export type Step = "code" | "enrol";

export interface SecondStep {
  readonly kind: "second-step";
  readonly step: Step;
  readonly token: Token;
}

export type Entered = SignedIn | SecondStep;

/** How somebody has proved the first factor. */
export interface FirstFactor {
  readonly by: z.output<typeof waysIn>;
  /** Whether whoever vouches asked for a second factor already. */
  readonly severalFactors?: boolean;
  /** What the single sign-on wants to see again. */
  readonly idToken?: string;
}

const pending = z.object({
  purpose: z.literal("second-step"),
  jurisdiction: z.string(),
  personId: z.string(),
  by: waysIn,
  idToken: z.string().optional(),
  /** Hash of the password's record: whoever has begun with a password that is no more, begins anew. */
  password: z.string(),
});

export async function afterFirstFactor(person: Person, first: FirstFactor, origin: Origin): Promise<Entered> {
  const step = first.severalFactors ? undefined : await stepFor(person);
  if (step === undefined) return openSession(person, first, origin);
  const token = newToken();
  const { id: personId, jurisdiction } = person;
  const { by, idToken } = first;
  const row = await personWithPassword(jurisdiction, personId);
  const password = tokenHash(row?.password ?? "");
  const content: z.output<typeof pending> = {
    purpose: "second-step",
    ...{ jurisdiction, personId, by, idToken, password },
  };
  await keepStep(token, content, STEP_SECONDS);
  return { kind: "second-step", step, token: { token, maxAge: STEP_SECONDS } };
}

async function stepFor(person: Person): Promise<Step | undefined> {
  const [factor, { policy }] = await Promise.all([
    secondFactorOf(person),
    signInPolicyOf(person.jurisdiction),
  ]);
  if (factor?.since !== undefined) return "code";
  return needsSecondFactor(rolesOn(person, clock.today()), policy) ? "enrol" : undefined;
}

const again = refuse("auth", "sign_in_again", "登录已超时，请重新输入账号和密码。");

/** Somebody in the second step: who it is, and how the step ends in a session. */
export interface Halfway {
  readonly person: Person;
  /** Once only: of two at once the second is refused. */
  finish(origin: Origin): Promise<Result<SignedIn>>;
}

/** @param token of the step's cookie */
export async function halfway(token: string | undefined): Promise<Result<Halfway>> {
  const step = token ? await stepBehind(token, pending) : undefined;
  const row = step && (await personWithPassword(step.jurisdiction, step.personId));
  if (!token || !step || !row || tokenHash(row.password) !== step.password) return again;
  const { person } = row;
  return accept({
    person,
    finish: async (origin) =>
      (await takeStep(token)) ? accept(await openSession(person, step, origin)) : again,
  });
}

async function openSession(
  person: Person,
  { by, idToken }: FirstFactor | z.output<typeof pending>,
  origin: Origin,
): Promise<SignedIn> {
  const where = {
    by,
    browser: browserKind(origin.agent),
    network: networkOf(origin.address),
    ...(idToken !== undefined && {
      signOn: seal(idToken.length <= MAX_ID_TOKEN ? idToken : "", person.id),
    }),
  };
  const [session, browser] = await Promise.all([
    openSignIn(person, where, SESSION_SECONDS),
    knowBrowser(origin.browser, person.id, BROWSER_SECONDS),
  ]);
  return {
    kind: "signed-in",
    person,
    session: { token: session, maxAge: SESSION_SECONDS },
    browser: { token: browser, maxAge: BROWSER_SECONDS },
  };
}
