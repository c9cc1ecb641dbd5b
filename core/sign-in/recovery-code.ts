/**
 * Recovery codes as they are written: six groups of four of Crockford's letters, 120 bits, so that a plain hash of one is
 * enough (ASVS 5 6.5.2). Read as people copy them: in capitals, without dashes, with look-alikes.
 */

export const RECOVERY_CODES = 10;
/** Bytes of chance in a code. */
export const RECOVERY_BYTES = 15;

const LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH = 24;

/** @param chance as many bytes as `RECOVERY_BYTES` */
export function recoveryCodeOf(chance: Uint8Array): string {
  const bits = [...chance].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const letters = Array.from({ length: LENGTH }, (_, at) =>
    LETTERS.charAt(Number.parseInt(bits.slice(at * 5, at * 5 + 5), 2)),
  ).join("");
  return (letters.match(/.{4}/g) ?? []).join("-");
}

/** The code's letters, however it was copied; undefined for what is no recovery code. */
export function readRecoveryCode(written: string): string | undefined {
  const letters = written
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s\p{Pd}]/gu, "")
    .replaceAll(/[il]/g, "1")
    .replaceAll("o", "0");
  return letters.length === LENGTH && [...letters].every((letter) => LETTERS.includes(letter))
    ? letters
    : undefined;
}

/** Six digits, as an authenticator shows them; undefined for anything else. */
export function readOneTimeCode(written: string): string | undefined {
  const digits = written.normalize("NFKC").replaceAll(/\s/g, "");
  return /^\d{6}$/.test(digits) ? digits : undefined;
}
