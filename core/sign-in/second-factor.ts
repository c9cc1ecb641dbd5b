/**
 * A second factor: time-based one-time codes (RFC 6238) and recovery codes. What follows from a code that somebody gives is
 * decided here; whether it fits the secret, and in which step of time, is told.
 */
import * as z from "zod";
import { accept, type Result, refuse } from "../outcome.ts";

export const secondFactor = z.object({
  jurisdiction: z.string(),
  personId: z.string(),
  /** Sealed: only whoever has the key can make codes of it. */
  secret: z.string(),
  /** Since when codes are asked for; absent while it is being set up. */
  since: z.string().optional(),
  /** The latest step of which a code was taken: none of it or of an earlier one is taken again (RFC 6238 §5.2). */
  lastStep: z.int(),
  /** Wrong codes since the last right one. */
  failures: z.int(),
  /** Hashes of the recovery codes that are left. */
  recovery: z.array(z.string()),
  version: z.int(),
});
export type SecondFactor = Readonly<z.output<typeof secondFactor>>;

/** What somebody gives: a code that fits in a step, or in none, or a recovery code by its hash. */
export type Given =
  | { readonly kind: "code"; readonly step: number | undefined }
  | { readonly kind: "recovery"; readonly hash: string };

/** The factor as it is from now on, and whether it lets in; the same factor where nothing changes. */
export interface Tried {
  readonly factor: SecondFactor;
  readonly outcome: Result<true>;
}

/**
 * A code of six digits of which three fit is guessed by one try in 333,333. After a hundred wrong ones in a row only a
 * recovery code is taken (NIST SP 800-63B §3.2.2): somebody knows the password.
 */
const MAX_FAILURES = 100;

const locked = refuse(
  "limit",
  "second_factor_locked",
  "验证码错误次数过多，已停止接受验证码。请用恢复码登录后立即修改密码，或联系管理员。",
);
const wrong = refuse("auth", "code_wrong", "验证码不正确，请输入手机上此刻显示的6位数字；手机的时间须准确。");
const used = refuse("auth", "code_used", "这个验证码已经用过，请等手机上显示下一个后再输入。");
const wrongRecovery = refuse("auth", "code_wrong", "恢复码不正确或已经用过，请核对后重新输入。");

export function tryCode(factor: SecondFactor, given: Given): Tried {
  if (given.kind === "recovery") {
    if (!factor.recovery.includes(given.hash)) return { factor, outcome: wrongRecovery };
    const recovery = factor.recovery.filter((hash) => hash !== given.hash);
    return { factor: { ...factor, recovery, failures: 0 }, outcome: accept(true) };
  }
  const { step } = given;
  if (factor.failures >= MAX_FAILURES) return { factor, outcome: locked };
  if (step === undefined) return { factor: { ...factor, failures: factor.failures + 1 }, outcome: wrong };
  if (step <= factor.lastStep) return { factor, outcome: used };
  return { factor: { ...factor, lastStep: step, failures: 0 }, outcome: accept(true) };
}

/** The first code of a new secret puts it into force. */
export function confirm(
  factor: SecondFactor,
  step: number | undefined,
  recovery: readonly string[],
  now: string,
): Tried {
  if (factor.since !== undefined)
    return {
      factor,
      outcome: refuse("conflict", "second_factor_on", "第二因素已经启用，请刷新页面查看。"),
    };
  if (step === undefined) return { factor, outcome: wrong };
  return {
    factor: { ...factor, since: now, lastStep: step, failures: 0, recovery: [...recovery] },
    outcome: accept(true),
  };
}
