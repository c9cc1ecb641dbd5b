/** Signs a request of AWS JSON, as an SDK does: for whoever speaks to a service without one. */
import { ALGORITHM, hmac, type Keyring, sha256, signingKey } from "./key.ts";

interface Unsigned {
  /** With its port. */
  readonly host: string;
  /** `DynamoDB_20120810.GetItem` */
  readonly target: string;
  readonly body: string | Buffer;
  readonly at?: Date;
}

/** The headers that a request needs, signature included. */
export function signedHeaders(
  keyring: Keyring,
  service: string,
  { host, target, body, at = new Date() }: Unsigned,
): Record<string, string> {
  const timestamp = at.toISOString().replaceAll(/[-:]|\.\d+/g, "");
  const date = timestamp.slice(0, 8);
  const scope = `${date}/${keyring.region}/${service}/aws4_request`;
  const covered = { host, "x-amz-date": timestamp, "x-amz-target": target };
  const names = Object.keys(covered).join(";");
  const lines = Object.entries(covered).map(([name, value]) => `${name}:${value}\n`);
  const canonical = ["POST", "/", "", lines.join(""), names, sha256(body)].join("\n");
  const text = [ALGORITHM, timestamp, scope, sha256(canonical)].join("\n");
  const signature = hmac(signingKey(keyring, { date, service }), text).toString("hex");
  const credential = `${keyring.credentials.accessKeyId}/${scope}`;
  return {
    ...covered,
    authorization: `${ALGORITHM} Credential=${credential}, SignedHeaders=${names}, Signature=${signature}`,
  };
}
