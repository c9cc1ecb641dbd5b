/** The five checksums of S3: how each is named on the wire and computed. */
import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { continueCrc32c, continueCrc64 } from "./crc.ts";
import { S3Error } from "./errors.ts";

export const ALGORITHMS = ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"] as const;
export type ChecksumAlgorithm = (typeof ALGORITHMS)[number];

export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  /** Base64. */
  readonly value: string;
  /** Sums of sums belong to uploads in parts, which this store does not offer. */
  readonly type: "FULL_OBJECT";
}

interface RunningSum {
  update(chunk: Uint8Array): void;
  digest(): Buffer;
}

function hash(name: "sha1" | "sha256"): RunningSum {
  const running = createHash(name);
  return { update: (chunk) => void running.update(chunk), digest: () => running.digest() };
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}

/** Byte length of a sum, and how it is computed. */
const SUMS: Record<ChecksumAlgorithm, { bytes: number; start(): RunningSum }> = {
  CRC32: {
    bytes: 4,
    start() {
      let value = 0;
      return {
        update(chunk) {
          value = crc32(chunk, value);
        },
        digest: () => uint32(value),
      };
    },
  },
  CRC32C: {
    bytes: 4,
    start() {
      let value = -1;
      return {
        update(chunk) {
          value = continueCrc32c(value, chunk);
        },
        digest: () => uint32(~value),
      };
    },
  },
  CRC64NVME: {
    bytes: 8,
    start() {
      const state = { high: -1, low: -1 };
      return {
        update: (chunk) => continueCrc64(state, chunk),
        digest: () => Buffer.concat([uint32(~state.high), uint32(~state.low)]),
      };
    },
  },
  SHA1: { bytes: 20, start: () => hash("sha1") },
  SHA256: { bytes: 32, start: () => hash("sha256") },
};

export function startChecksum(algorithm: ChecksumAlgorithm): RunningSum {
  return SUMS[algorithm].start();
}

export function checksumHeader(algorithm: ChecksumAlgorithm): string {
  return `x-amz-checksum-${algorithm.toLowerCase()}`;
}

/** Refuses a value that cannot be a sum of this algorithm, before any byte is stored. */
export function checkForm(algorithm: ChecksumAlgorithm, value: string): string {
  const bytes = Buffer.from(value, "base64");
  if (bytes.length !== SUMS[algorithm].bytes || bytes.toString("base64") !== value) {
    throw new S3Error("InvalidRequest", `Value for ${checksumHeader(algorithm)} header is invalid.`);
  }
  return value;
}

export interface ExpectedChecksum {
  readonly algorithm: ChecksumAlgorithm;
  /** Base64; absent while the value is still to come in the trailer, or when none is claimed. */
  readonly value?: string;
  /** Name of the trailer that must bring the value. */
  readonly trailer?: string;
}

/**
 * What the client claims about its body, from headers (or POST fields) and `x-amz-trailer`.
 * Refuses two sums at once, a malformed value, and an announced algorithm without any sum.
 */
export function expectedChecksum(header: (name: string) => string | undefined): ExpectedChecksum | undefined {
  const claimed = ALGORITHMS.filter((algorithm) => header(checksumHeader(algorithm)) !== undefined);
  const trailer = header("x-amz-trailer")?.trim().toLowerCase();
  const [first, second] = claimed;
  if (second || (first && trailer)) {
    throw new S3Error(
      "InvalidRequest",
      "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.",
    );
  }
  if (first) return { algorithm: first, value: checkForm(first, header(checksumHeader(first)) ?? "") };
  if (trailer) {
    const announced = ALGORITHMS.find((algorithm) => checksumHeader(algorithm) === trailer);
    if (!announced) {
      throw new S3Error("InvalidRequest", "The value specified in the x-amz-trailer header is not supported");
    }
    return { algorithm: announced, trailer };
  }
  if (header("x-amz-sdk-checksum-algorithm")) {
    throw new S3Error(
      "InvalidRequest",
      "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.",
    );
  }
  return undefined;
}

/** Headers that report a stored sum. */
export function checksumHeaders(checksum: Checksum | undefined): Record<string, string> {
  if (!checksum) return {};
  return { [checksumHeader(checksum.algorithm)]: checksum.value, "x-amz-checksum-type": checksum.type };
}
