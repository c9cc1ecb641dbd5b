/** One-time codes as every authenticator makes them: six digits of SHA-1, a step of thirty seconds (RFC 6238). */
import { clock } from "./clock.ts";

/** Bytes of a secret: as many as SHA-1 has (RFC 4226 §4). */
const SECRET_BYTES = 20;
/** Clocks of phones are off by less than a step, most of the time (RFC 6238 §5.2). */
const DRIFT_STEPS = 1;

/** Read when somebody has a second factor, not at every start. */
const library = () => import("otpauth");

/** A new secret, in the letters that people type when they cannot scan. */
export async function newOneTimeSecret(): Promise<string> {
  const { Secret } = await library();
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** What an authenticator scans. The issuer stands in it once: Chinese makes a code dense. */
export async function enrolmentUri(secret: string, label: string, issuer: string): Promise<string> {
  const { TOTP } = await library();
  return new TOTP({ secret, label, issuer, issuerInLabel: false }).toString();
}

/** The step of time in which the code is the secret's, at most one away from the present; undefined: in none. */
export async function stepOfCode(secret: string, code: string): Promise<number | undefined> {
  const { TOTP } = await library();
  const timestamp = clock.now().getTime();
  const totp = new TOTP({ secret });
  const delta = totp.validate({ token: code, timestamp, window: DRIFT_STEPS });
  return delta === null ? undefined : totp.counter({ timestamp }) + delta;
}
