/** Takes a request's body in: every claim about it (length, MD5, SHA-256, checksum) is checked before anybody may use it. */
import { createHash } from "node:crypto";
import {
  type Checksum,
  checkForm,
  type ExpectedChecksum,
  expectedChecksum,
  startChecksum,
} from "./checksum.ts";
import { readChunked } from "./chunked-body.ts";
import { S3Error } from "./errors.ts";
import type { S3Request } from "./request.ts";
import type { Authentication } from "./signature.ts";

/** S3's limit for one PUT, one POST, one part. */
const MAX_UPLOAD_BYTES = 5 * 1024 ** 3;
/** 1,000 keys of 1,024 bytes with every character escaped stay below this. */
const MAX_DOCUMENT_BYTES = 8 * 1024 ** 2;

export interface BodyClaims {
  readonly source: AsyncIterable<Buffer>;
  /** Base64. */
  readonly md5?: string;
  /** Hex. */
  readonly sha256?: string;
  readonly checksum?: ExpectedChecksum;
  /** Bytes the client announced; absent when nothing was announced (a file of a form). */
  readonly length?: number;
  readonly min?: number;
  readonly max?: number;
  readonly trailers?: ReadonlyMap<string, string>;
}

export interface ReceivedBody {
  readonly size: number;
  /** Hex. */
  readonly md5: string;
  /** The client's own, verified; CRC64NVME when it sent none, as S3 does. */
  readonly checksum: Checksum;
}

/** Reads the claims of a signed request. The body must announce its length. */
export function bodyClaims(request: S3Request, authentication: Authentication): BodyClaims {
  const { payload, chain } = authentication;
  const raw: AsyncIterable<Buffer> = request.message.iterator({ destroyOnReturn: false });
  const chunked =
    payload.startsWith("STREAMING-") || /\baws-chunked\b/.test(request.header("content-encoding") ?? "");
  const length = announced(request, chunked);
  const common = {
    length,
    md5: contentMd5(request.header("content-md5")),
    checksum: expectedChecksum(request.header),
  };
  if (!chunked) {
    const signed = /^[0-9a-f]{64}$/.test(payload);
    if (!signed && payload !== "UNSIGNED-PAYLOAD") {
      throw new S3Error(
        "InvalidArgument",
        "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value.",
      );
    }
    return { ...common, source: raw, sha256: signed ? payload : undefined };
  }
  const { payload: source, trailers } = readChunked(
    raw,
    payload.startsWith("STREAMING-AWS4-HMAC-SHA256") ? chain : undefined,
  );
  return { ...common, source, trailers };
}

function announced(request: S3Request, chunked: boolean): number {
  const text = request.header(chunked ? "x-amz-decoded-content-length" : "content-length");
  if (text === undefined && request.header("transfer-encoding") === undefined) return 0;
  if (text === undefined || !/^\d{1,15}$/.test(text)) throw new S3Error("MissingContentLength");
  return Number(text);
}

/** Refuses what cannot be an MD5; passes the rest on. */
export function contentMd5(text: string | undefined): string | undefined {
  if (text !== undefined && Buffer.from(text, "base64").length !== 16) throw new S3Error("InvalidDigest");
  return text;
}

/** Pumps the body into `sink`, then checks every claim. Throws S3Error when one is false; the sink's content is then worthless. */
export async function receiveBody(
  claims: BodyClaims,
  sink: (chunk: Buffer) => void | Promise<void>,
): Promise<ReceivedBody> {
  const max = Math.min(claims.max ?? MAX_UPLOAD_BYTES, MAX_UPLOAD_BYTES);
  if ((claims.length ?? 0) > max) throw tooLarge(claims.length ?? 0, max);
  const algorithm = claims.checksum?.algorithm ?? "CRC64NVME";
  const sum = startChecksum(algorithm);
  const md5 = createHash("md5");
  const sha256 = claims.sha256 === undefined ? undefined : createHash("sha256");
  let size = 0;
  for await (const chunk of claims.source) {
    size += chunk.length;
    if (size > max) throw tooLarge(size, max);
    md5.update(chunk);
    sha256?.update(chunk);
    sum.update(chunk);
    await sink(chunk);
  }
  if (claims.length !== undefined && size !== claims.length) throw new S3Error("IncompleteBody");
  if (size < (claims.min ?? 0)) {
    throw new S3Error("EntityTooSmall", undefined, {
      details: { ProposedSize: String(size), MinSizeAllowed: String(claims.min) },
    });
  }
  const digest = md5.digest();
  if (claims.md5 !== undefined && claims.md5 !== digest.toString("base64")) throw new S3Error("BadDigest");
  if (sha256 && sha256.digest("hex") !== claims.sha256) throw new S3Error("XAmzContentSHA256Mismatch");
  const value = sum.digest().toString("base64");
  const wanted = claims.checksum && claimedSum(claims.checksum, claims.trailers);
  if (wanted !== undefined && wanted !== value) {
    throw new S3Error("BadDigest", `The ${algorithm} you specified did not match the calculated checksum.`);
  }
  return { size, md5: digest.toString("hex"), checksum: { algorithm, value, type: "FULL_OBJECT" } };
}

function claimedSum(expected: ExpectedChecksum, trailers?: ReadonlyMap<string, string>): string | undefined {
  if (!expected.trailer) return expected.value;
  const value = trailers?.get(expected.trailer);
  if (value === undefined) throw new S3Error("MalformedTrailerError");
  return checkForm(expected.algorithm, value);
}

function tooLarge(proposed: number, max: number): S3Error {
  return new S3Error("EntityTooLarge", undefined, {
    details: { ProposedSize: String(proposed), MaxSizeAllowed: String(max) },
  });
}

/** Reads a request document whole, checked like any other body. */
export async function receiveDocument(request: S3Request, authentication: Authentication): Promise<Buffer> {
  const chunks: Buffer[] = [];
  await receiveBody({ ...bodyClaims(request, authentication), max: MAX_DOCUMENT_BYTES }, (chunk) => {
    chunks.push(chunk);
  });
  return Buffer.concat(chunks);
}
