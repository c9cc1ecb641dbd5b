/** One-time codes as every authenticator makes them: six digits of SHA-1, a step of thirty seconds (RFC 6238). */
import { Secret, TOTP } from "otpauth";
import { clock } from "./clock.ts";

/** Bytes of a secret: as many as SHA-1 has (RFC 4226 §4). */
const SECRET_BYTES = 20;
/** Clocks of phones are off by less than a step, most of the time (RFC 6238 §5.2). */
const DRIFT_STEPS = 1;

/** A new secret, in the letters that people type when they cannot scan. */
export const newOneTimeSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

/** What an authenticator scans. The issuer stands in it once: Chinese makes a code dense. */
export const enrolmentUri = (secret: string, label: string, issuer: string): string =>
  new TOTP({ secret, label, issuer, issuerInLabel: false }).toString();

/** The step of time in which the code is the secret's, at most one away from the present; undefined: in none. */
export function stepOfCode(secret: string, code: string): number | undefined {
  const timestamp = clock.now().getTime();
  const totp = new TOTP({ secret });
  const delta = totp.validate({ token: code, timestamp, window: DRIFT_STEPS });
  return delta === null ? undefined : totp.counter({ timestamp }) + delta;
}
