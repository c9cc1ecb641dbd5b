/**
 * What the table holds and must not tell, as secrets of second factors: sealed by a key that lies elsewhere, in the data
 * folder's credentials or among the stage's secrets. AES-256-GCM; a seal is good only for what it was put on.
 */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { Resource } from "sst/resource";

const SCHEME = "s1";
const CIPHER = "aes-256-gcm";
const NONCE_BYTES = 12;
/** A key that is shorter was thought up by somebody. */
const MIN_SECRET = 32;

/** @param about what is sealed, so that it cannot be put in another's place */
export function seal(plain: string, about: string): string {
  const { key, name } = keyInForce();
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(about));
  const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return [
    SCHEME,
    name,
    ...[nonce, sealed, cipher.getAuthTag()].map((part) => part.toString("base64url")),
  ].join(".");
}

/** Undefined: sealed by another key, for something else, or altered. */
export function unseal(written: string, about: string): string | undefined {
  const [scheme, name, ...parts] = written.split(".");
  const [nonce, sealed, tag] = parts.map((part) => Buffer.from(part, "base64url"));
  const inForce = keyInForce();
  if (scheme !== SCHEME || name !== inForce.name || !nonce || !sealed || !tag) return undefined;
  try {
    const cipher = createDecipheriv(CIPHER, inForce.key, nonce, { authTagLength: 16 });
    cipher.setAAD(Buffer.from(about)).setAuthTag(tag);
    return Buffer.concat([cipher.update(sealed), cipher.final()]).toString("utf8");
  } catch {
    return undefined;
  }
}

/** The key, and a name by which one that has been changed is known. */
function keyInForce(): { readonly key: Buffer; readonly name: string } {
  const secret = Resource.SignInKey.value;
  if (secret.length < MIN_SECRET) throw new Error(`SignInKey has fewer than ${MIN_SECRET} characters`);
  const key = Buffer.from(hkdfSync("sha256", secret, "", "qiyou sign-in", 32));
  return { key, name: createHash("sha256").update(key).digest("base64url").slice(0, 8) };
}
