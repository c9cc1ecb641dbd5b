/** AWS Signature Version 4 as S3 checks it: in the Authorization header or in the query of a presigned URL. */
import {
  ALGORITHM,
  hmac,
  type Keyring,
  parseTimestamp,
  SKEW,
  sameText,
  sha256,
  signedFields,
  signingKey,
} from "../signing/key.ts";
import { encodePath, encodeRfc3986, headerText } from "./encoding.ts";
import { S3Error } from "./errors.ts";
import type { S3Request } from "./request.ts";

const UNSIGNED = "UNSIGNED-PAYLOAD";
const MAX_EXPIRY_SECONDS = 7 * 24 * 3600;

export interface Scope {
  readonly accessKeyId: string;
  readonly date: string;
  readonly service: "s3";
  /** `date/region/s3/aws4_request` */
  readonly text: string;
}

/** What a verified signature lets the body reader know. */
export interface Authentication {
  /** Hex SHA-256 of the body, `UNSIGNED-PAYLOAD`, or a `STREAMING-…` form. */
  readonly payload: string;
  /** Signs the chunks of a `STREAMING-AWS4-HMAC-SHA256-PAYLOAD` body, each signature resting on the one before. */
  readonly chain: {
    readonly key: Buffer;
    readonly timestamp: string;
    readonly scope: string;
    readonly seed: string;
  };
}

/** Reads `key/date/region/s3/aws4_request`; refuses another service, region or an unknown key. */
export function readScope(credential: string, keyring: Keyring, malformed: "header" | "query"): Scope {
  const parts = credential.split("/");
  const terminal = parts.pop();
  const service = parts.pop();
  const region = parts.pop();
  const date = parts.pop();
  const accessKeyId = parts.join("/");
  const code = malformed === "header" ? "AuthorizationHeaderMalformed" : "AuthorizationQueryParametersError";
  if (!date || !region || terminal !== "aws4_request" || service !== "s3" || !/^\d{8}$/.test(date)) {
    throw new S3Error(
      code,
      `Error parsing the credential; expecting "<YOUR-AKID>/YYYYMMDD/REGION/s3/aws4_request".`,
    );
  }
  if (!sameText(accessKeyId, keyring.credentials.accessKeyId)) throw new S3Error("InvalidAccessKeyId");
  if (region !== keyring.region) {
    throw new S3Error(
      code,
      `The credential is malformed; the region '${region}' is wrong; expecting '${keyring.region}'`,
      {
        details: { Region: keyring.region },
      },
    );
  }
  return { accessKeyId, date, service, text: `${date}/${region}/s3/aws4_request` };
}

/** Refuses everything that is not signed by the one key; `now` in milliseconds. */
export function authenticate(request: S3Request, keyring: Keyring, now: number): Authentication {
  const authorization = request.message.headers.authorization;
  const presigned =
    request.param("X-Amz-Signature") !== undefined || request.param("X-Amz-Algorithm") !== undefined;
  if (authorization && presigned) {
    throw new S3Error(
      "InvalidArgument",
      "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified",
    );
  }
  if (presigned) return authenticateQuery(request, keyring, now);
  if (authorization) return authenticateHeader(request, authorization, keyring, now);
  throw new S3Error("AccessDenied");
}

function authenticateHeader(
  request: S3Request,
  authorization: string,
  keyring: Keyring,
  now: number,
): Authentication {
  const fields = signedFields(authorization);
  if (!fields) throw new S3Error("AuthorizationHeaderMalformed");
  const { credential, signedHeaders, signature } = fields;
  const scope = readScope(credential, keyring, "header");
  const timestamp = request.header("x-amz-date") ?? "";
  const time = parseTimestamp(timestamp);
  if (time === undefined || !timestamp.startsWith(scope.date)) {
    throw new S3Error("AccessDenied", "AWS authentication requires a valid Date or x-amz-date header");
  }
  if (Math.abs(now - time) > SKEW) {
    throw new S3Error("RequestTimeTooSkewed", undefined, {
      details: {
        RequestTime: timestamp,
        ServerTime: new Date(now).toISOString(),
        MaxAllowedSkewMilliseconds: String(SKEW),
      },
    });
  }
  const payload = request.header("x-amz-content-sha256");
  if (!payload) {
    throw new S3Error("InvalidRequest", "Missing required header for this request: x-amz-content-sha256");
  }
  return verify(request, keyring, { scope, timestamp, signedHeaders, signature, payload });
}

function authenticateQuery(request: S3Request, keyring: Keyring, now: number): Authentication {
  const field = (name: string) => {
    const value = request.param(name);
    if (value === undefined) {
      throw new S3Error(
        "AuthorizationQueryParametersError",
        "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.",
      );
    }
    return value;
  };
  if (field("X-Amz-Algorithm") !== ALGORITHM) {
    throw new S3Error("AuthorizationQueryParametersError", `X-Amz-Algorithm only supports "${ALGORITHM}"`);
  }
  const scope = readScope(field("X-Amz-Credential"), keyring, "query");
  const timestamp = field("X-Amz-Date");
  const time = parseTimestamp(timestamp);
  if (time === undefined || !timestamp.startsWith(scope.date)) {
    throw new S3Error(
      "AuthorizationQueryParametersError",
      "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"",
    );
  }
  const expires = Number(field("X-Amz-Expires"));
  if (!Number.isInteger(expires) || expires < 0 || expires > MAX_EXPIRY_SECONDS) {
    throw new S3Error(
      "AuthorizationQueryParametersError",
      "X-Amz-Expires must be between 0 and 604800 seconds",
    );
  }
  if (time > now + SKEW) throw new S3Error("AccessDenied", "Request is not yet valid");
  if (now > time + expires * 1000) {
    throw new S3Error("AccessDenied", "Request has expired", {
      details: {
        "X-Amz-Expires": String(expires),
        Expires: new Date(time + expires * 1000).toISOString(),
        ServerTime: new Date(now).toISOString(),
      },
    });
  }
  const signedHeaders = field("X-Amz-SignedHeaders");
  // Both spellings: the parameter counts as the header of the same name.
  const payload = request.header("x-amz-content-sha256") ?? UNSIGNED;
  return verify(request, keyring, {
    scope,
    timestamp,
    signedHeaders,
    signature: field("X-Amz-Signature"),
    payload,
  });
}

interface Claim {
  readonly scope: Scope;
  readonly timestamp: string;
  readonly signedHeaders: string;
  readonly signature: string;
  readonly payload: string;
}

function verify(request: S3Request, keyring: Keyring, claim: Claim): Authentication {
  const signed = claim.signedHeaders.split(";");
  refuseUnsignedHeaders(request, signed);
  const key = signingKey(keyring, claim.scope);
  // Header bytes above ASCII are Latin-1 to Node and UTF-8 to most signers: either reading may be the signed one.
  const matches = [(value: string) => value, headerText].some((read) => {
    const text = [
      ALGORITHM,
      claim.timestamp,
      claim.scope.text,
      sha256(canonicalRequest(request, signed, claim.payload, read)),
    ];
    return sameText(hmac(key, text.join("\n")).toString("hex"), claim.signature);
  });
  if (!matches) throw new S3Error("SignatureDoesNotMatch");
  return {
    payload: claim.payload,
    chain: { key, timestamp: claim.timestamp, scope: claim.scope.text, seed: claim.signature },
  };
}

/** A signature that leaves `host` or an `x-amz-*` header open would let others change what was asked for. */
function refuseUnsignedHeaders(request: S3Request, signed: readonly string[]): void {
  const open = Object.keys(request.message.headers).filter(
    (name) =>
      (name === "host" || (name.startsWith("x-amz-") && name !== "x-amz-content-sha256")) &&
      !signed.includes(name),
  );
  if (open.length > 0) {
    throw new S3Error("AccessDenied", "There were headers present in the request which were not signed", {
      details: { HeadersNotSigned: open.join(", ") },
    });
  }
}

function canonicalRequest(
  request: S3Request,
  signed: readonly string[],
  payload: string,
  read: (value: string) => string,
): string {
  const query = request.query
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]) => [encodeRfc3986(name), encodeRfc3986(value)] as const)
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y));
  const sent = request.message.headersDistinct;
  const headers = signed.map((name) => {
    const values = (sent[name] ?? []).map((value) => read(value).trim().replace(/ +/g, " "));
    return `${name}:${values.join(",")}\n`;
  });
  return [
    request.method,
    encodePath(request.path),
    query.map((pair) => pair.join("=")).join("&"),
    headers.join(""),
    signed.join(";"),
    payload,
  ].join("\n");
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
