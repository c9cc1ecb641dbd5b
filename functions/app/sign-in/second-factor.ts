/** A second factor set up, asked for, and given up: by its bearer, or reset by the administrator. */
import { rolesOn } from "../../../core/organisation/person.ts";
import type { Person } from "../../../core/organisation/unit.ts";
import { accept, type Result, refuse } from "../../../core/outcome.ts";
import { needsSecondFactor } from "../../../core/sign-in/policy.ts";
import {
  RECOVERY_BYTES,
  RECOVERY_CODES,
  readOneTimeCode,
  readRecoveryCode,
  recoveryCodeOf,
} from "../../../core/sign-in/recovery-code.ts";
import {
  confirm,
  type Given,
  type SecondFactor,
  type Tried,
  tryCode,
} from "../../../core/sign-in/second-factor.ts";
import { clock } from "../../adapters/clock.ts";
import { chance, tokenHash } from "../../adapters/identifier.ts";
import { log } from "../../adapters/log.ts";
import { enrolmentUri, newOneTimeSecret, stepOfCode } from "../../adapters/one-time-code.ts";
import { seal, unseal } from "../../adapters/sealing.ts";
import { getOffice } from "../../adapters/table/offices.ts";
import {
  removeSecondFactor,
  replaceSecondFactor,
  secondFactorOf,
} from "../../adapters/table/second-factors.ts";
import { signInPolicyOf } from "../../adapters/table/sign-in-policies.ts";
import { closeOtherSignIns } from "../../adapters/table/sign-ins.ts";
import { backOff } from "../../adapters/table/transaction.ts";
import { quicklyCheckedInTurn } from "./checked.ts";
import { guessesAtCode, type Origin } from "./turns.ts";

/** What an authenticator is set up with: to be scanned, or typed. */
export interface Enrolment {
  readonly secret: string;
  readonly uri: string;
}

const isOn = refuse("conflict", "second_factor_on", "第二因素已经启用；要换手机，请先停用再重新启用。");
const isOff = refuse("conflict", "second_factor_off", "第二因素还没有启用或已被重置，请重新登录后再设置。");
const notBegun = refuse(
  "conflict",
  "second_factor_not_begun",
  "还没有设置第二因素，或它已被重置，请重新登录后按提示设置。",
);
const busy = refuse("conflict", "busy", "同时有多次操作，请稍候重试。");
const unreadable = refuse(
  "conflict",
  "second_factor_unreadable",
  "系统的密钥已更换，验证码暂时无法核对。请用恢复码登录，或联系管理员重置第二因素。",
);

/** A new secret, which nothing is asked by until its first code has come: a second beginning replaces the first. */
export async function beginEnrolment(person: Person): Promise<Result<Enrolment>> {
  const known = await secondFactorOf(person);
  if (known?.since !== undefined) return isOn;
  const secret = await newOneTimeSecret();
  const { id: personId, jurisdiction, login } = person;
  const begun = {
    jurisdiction,
    personId,
    secret: seal(secret, personId),
    lastStep: 0,
    failures: 0,
    recovery: [],
  };
  if (!(await replaceSecondFactor(known, begun))) return busy;
  const { name } = await getOffice(jurisdiction);
  return accept({ secret, uri: await enrolmentUri(secret, login, `七有 ${name}`) });
}

/** Answers the recovery codes, which nobody can learn again. */
export async function confirmEnrolment(
  person: Person,
  written: string,
  origin: Origin,
): Promise<Result<string[]>> {
  const codes = newRecoveryCodes();
  const confirmed = await inTurn(person, origin, async (factor) => {
    const step = await stepIn(factor, written);
    return step.ok ? confirm(factor, step.value, codes.hashes, clock.instant()) : { factor, outcome: step };
  });
  return confirmed.ok ? accept(codes.written) : confirmed;
}

/** A code of the authenticator or a recovery code; right once. */
export const checkCode = (person: Person, written: string, origin: Origin): Promise<Result<true>> =>
  inTurn(person, origin, async (factor) => {
    if (factor.since === undefined) return { factor, outcome: isOff };
    const given = await read(factor, written);
    return given.ok ? tryCode(factor, given.value) : { factor, outcome: given };
  });

/** New recovery codes for whoever shows a code of the authenticator; the old ones are worth nothing from then on. */
export async function renewRecoveryCodes(
  person: Person,
  written: string,
  origin: Origin,
): Promise<Result<string[]>> {
  const codes = newRecoveryCodes();
  const renewed = await inTurn(person, origin, async (factor) => {
    if (factor.since === undefined) return { factor, outcome: isOff };
    const step = await stepIn(factor, written);
    if (!step.ok) return { factor, outcome: step };
    const { factor: next, outcome } = tryCode(factor, { kind: "code", step: step.value });
    return { factor: outcome.ok ? { ...next, recovery: codes.hashes } : next, outcome };
  });
  return renewed.ok ? accept(codes.written) : renewed;
}

/** Given up by its bearer, who shows it once more. */
export async function endSecondFactor(
  person: Person,
  written: string,
  origin: Origin,
): Promise<Result<true>> {
  const { policy } = await signInPolicyOf(person.jurisdiction);
  if (needsSecondFactor(rolesOn(person, clock.today()), policy))
    return refuse(
      "conflict",
      "second_factor_required",
      "您的角色必须使用第二因素，不能停用；要换手机，请联系管理员重置。",
    );
  const checked = await checkCode(person, written, origin);
  if (checked.ok) await removeSecondFactor(person);
  return checked;
}

/** By the administrator, for somebody who has lost phone and recovery codes; whoever is signed in as them no longer is. */
export async function resetSecondFactor(person: Person, by: Person): Promise<Result<{ ok: true }>> {
  if (person.id === by.id)
    return refuse(
      "forbidden",
      "own_second_factor",
      "不能重置自己的第二因素，请在“我的账户”中停用，或请另一位管理员重置。",
    );
  await removeSecondFactor(person);
  await closeOtherSignIns(person.id, "");
  log.info({ code: "second_factor_reset", message: `second factor reset by ${by.id}`, subject: person.id });
  return accept({ ok: true });
}

type Decision = (factor: SecondFactor) => Promise<Tried>;

/** Races are lost by the row's number; then what stands now is decided upon. */
const MAX_RACES = 8;

function inTurn(person: Person, origin: Origin, decide: Decision): Promise<Result<true>> {
  return guessesAtCode(person.id, origin).then((guesses) =>
    quicklyCheckedInTurn({ guesses, check: () => decided(person, decide) }),
  );
}

async function decided(person: Person, decide: Decision): Promise<Result<true>> {
  for (let race = 0; race < MAX_RACES; race++) {
    const factor = await secondFactorOf(person);
    if (!factor) return notBegun;
    const { factor: next, outcome } = await decide(factor);
    if (next === factor || (await replaceSecondFactor(factor, next))) return outcome;
    await backOff(race);
  }
  return busy;
}

async function read(factor: SecondFactor, written: string): Promise<Result<Given>> {
  const recovery = readRecoveryCode(written);
  if (recovery !== undefined) return accept({ kind: "recovery", hash: tokenHash(recovery) });
  const step = await stepIn(factor, written);
  return step.ok ? accept({ kind: "code", step: step.value }) : step;
}

/** The step of time that a code belongs to, if it is one of the secret's. */
async function stepIn(
  { secret, personId }: SecondFactor,
  written: string,
): Promise<Result<number | undefined>> {
  const key = unseal(secret, personId);
  if (key === undefined) return unreadable;
  const code = readOneTimeCode(written);
  return accept(code === undefined ? undefined : await stepOfCode(key, code));
}

function newRecoveryCodes(): { readonly written: string[]; readonly hashes: string[] } {
  const written = Array.from({ length: RECOVERY_CODES }, () => recoveryCodeOf(chance(RECOVERY_BYTES)));
  return { written, hashes: written.map((code) => tokenHash(readRecoveryCode(code) ?? code)) };
}
