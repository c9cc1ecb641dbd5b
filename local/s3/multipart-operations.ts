/** Operations on uploads in parts. */
import { createHash } from "node:crypto";
import type { StoredBlob } from "./blobs.ts";
import { bodyClaims } from "./body.ts";
import { readRange } from "./byte-range.ts";
import {
  type Checksum,
  type ChecksumType,
  checksumHeader,
  checksumHeaders,
  compositeChecksum,
  parseAlgorithm,
} from "./checksum.ts";
import { checkRead, writeCondition } from "./condition.ts";
import { copySource, readBlob } from "./copy-source.ts";
import { readDescription, refuseUnsupported } from "./description.ts";
import { encodePath } from "./encoding.ts";
import { S3Error } from "./errors.ts";
import type { Part, Upload } from "./multipart.ts";
import { type Call, isoTime, numberParam, type Operation, readDocument, versionHeader } from "./operation.ts";
import { locationOf } from "./response.ts";
import type { Store } from "./store.ts";
import { childrenOf, requiredText, textOf, type XmlElement } from "./xml.ts";

export const MOST_PARTS = 10_000;
/** Of every part but the last, in bytes. */
const SMALLEST_PART = 5 * 1024 ** 2;

/** The upload a request names; refuses NoSuchBucket and NoSuchUpload. */
export function openUpload({ request, store }: Call): Upload {
  store.buckets.get(request.bucket);
  return store.uploads.get(request.param("uploadId") ?? "", request.bucket, request.key);
}

export const createMultipartUpload: Operation = ({ request, store }) => {
  store.buckets.get(request.bucket);
  refuseUnsupported(request.header);
  const named = request.header("x-amz-checksum-algorithm");
  const algorithm = named === undefined ? undefined : parseAlgorithm(named);
  const asked =
    request.header("x-amz-checksum-type") ?? (algorithm === "CRC64NVME" ? "FULL_OBJECT" : "COMPOSITE");
  const type: ChecksumType = asked === "FULL_OBJECT" ? "FULL_OBJECT" : "COMPOSITE";
  const impossible = type === "FULL_OBJECT" ? ["SHA1", "SHA256"] : ["CRC64NVME"];
  if (algorithm && impossible.includes(algorithm)) {
    throw new S3Error(
      "InvalidRequest",
      `The ${type} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
    );
  }
  const checksum = algorithm && { algorithm, type };
  const id = store.uploads.create({
    bucket: request.bucket,
    key: request.key,
    initiatedAt: store.clock.now(),
    description: readDescription(request.header, request.headers("x-amz-meta-")),
    checksum,
  });
  return {
    status: 200,
    headers: checksum && {
      "x-amz-checksum-algorithm": checksum.algorithm,
      "x-amz-checksum-type": checksum.type,
    },
    xml: [
      "InitiateMultipartUploadResult",
      [
        ["Bucket", request.bucket],
        ["Key", request.key],
        ["UploadId", id],
      ],
    ],
  };
};

function storePart({ request, store }: Call, upload: Upload, content: StoredBlob): void {
  const number = numberParam(request, "partNumber", 0, 1, MOST_PARTS);
  try {
    const freed = store.uploads.putPart(upload, number, content, store.clock.now());
    store.blobs.settle(content.id);
    store.blobs.remove(freed);
  } catch (error) {
    store.blobs.remove([content.id]);
    throw error;
  }
}

export const uploadPart: Operation = async (call) => {
  const upload = openUpload(call);
  const { request, store, authentication } = call;
  numberParam(request, "partNumber", 0, 1, MOST_PARTS);
  const claims = bodyClaims(request, authentication);
  const wanted = upload.checksum?.algorithm;
  const claimed = claims.checksum?.algorithm;
  if (wanted && claimed && wanted !== claimed) {
    throw new S3Error(
      "InvalidRequest",
      `Checksum Type mismatch occurred, expected checksum Type: ${wanted.toLowerCase()}, actual checksum Type: ${claimed.toLowerCase()}`,
    );
  }
  const content = await store.blobs.write({
    ...claims,
    checksum: claims.checksum ?? (wanted && { algorithm: wanted }),
  });
  storePart(call, upload, content);
  return {
    status: 200,
    headers: {
      etag: `"${content.md5}"`,
      ...checksumHeaders(content.checksum),
      "x-amz-checksum-type": undefined,
    },
  };
};

export const uploadPartCopy: Operation = async (call) => {
  const upload = openUpload(call);
  const { request, store } = call;
  numberParam(request, "partNumber", 0, 1, MOST_PARTS);
  const { version } = copySource(request.header, store);
  checkRead(request.header, version, {}, "x-amz-copy-source-");
  const range = readRange(request.header("x-amz-copy-source-range"), version.size) ?? {
    start: 0,
    end: version.size - 1,
  };
  const content = await store.blobs.write({
    source: readBlob(store, version, range),
    length: range.end - range.start + 1,
    checksum: upload.checksum && { algorithm: upload.checksum.algorithm },
  });
  storePart(call, upload, content);
  return {
    status: 200,
    xml: [
      "CopyPartResult",
      [
        ["ETag", `"${content.md5}"`],
        ["LastModified", isoTime(store.clock.now())],
      ],
    ],
  };
};

export const completeMultipartUpload: Operation = async (call) => {
  const { request, store } = call;
  const upload = openUpload(call);
  const document = await readDocument(call, "CompleteMultipartUpload");
  const parts = namedParts(childrenOf(document, "Part"), store.uploads.parts(upload.id), upload);
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  const announced = request.header("x-amz-mp-object-size");
  if (announced !== undefined && Number(announced) !== size) {
    throw new S3Error(
      "InvalidRequest",
      `The provided 'x-amz-mp-object-size' header value ${announced} does not match what was computed: ${size}`,
    );
  }
  const condition = writeCondition(request.header);
  const content = await store.blobs.write({
    source: concatenate(store, parts),
    length: size,
    checksum: upload.checksum && { algorithm: upload.checksum.algorithm },
  });
  const checksum = objectChecksum(upload, parts, content.checksum);
  const claimed = request.header(checksumHeader(checksum.algorithm));
  if (claimed !== undefined && claimed !== checksum.value) {
    store.blobs.remove([content.id]);
    throw new S3Error(
      "BadDigest",
      `The ${checksum.algorithm} you specified did not match the calculated checksum.`,
    );
  }
  const version = await store.objects.put({
    bucket: upload.bucket,
    key: upload.key,
    content: { ...content, checksum },
    etag: partsEtag(parts),
    description: upload.description,
    condition,
    event: "ObjectCreated:CompleteMultipartUpload",
    also: () => store.uploads.end(upload),
  });
  return {
    status: 200,
    headers: versionHeader(store, request.bucket, version.versionId),
    xml: [
      "CompleteMultipartUploadResult",
      [
        ["Location", locationOf(request, `/${upload.bucket}/${encodePath(upload.key)}`)],
        ["Bucket", upload.bucket],
        ["Key", upload.key],
        ["ETag", `"${version.etag}"`],
        [`Checksum${checksum.algorithm}`, checksum.value],
        ["ChecksumType", checksum.type],
      ],
    ],
  };
};

/** The parts a completion names, in its order; each must exist with the ETag (and sum) it is named with. */
function namedParts(named: readonly XmlElement[], stored: readonly Part[], upload: Upload): Part[] {
  if (named.length === 0) throw new S3Error("MalformedXML");
  const numbers = named.map((element) => Number(requiredText(element, "PartNumber")));
  if (numbers.some((number, index) => index > 0 && number <= (numbers[index - 1] ?? 0))) {
    throw new S3Error("InvalidPartOrder");
  }
  const parts = named.map((element, index) => {
    const part = stored.find((candidate) => candidate.number === numbers[index]);
    const etag = requiredText(element, "ETag").replaceAll('"', "");
    const sum = part && textOf(element, `Checksum${part.checksum.algorithm}`);
    if (!part || part.md5 !== etag || (sum !== undefined && sum !== part.checksum.value)) {
      throw new S3Error("InvalidPart", undefined, {
        details: { UploadId: upload.id, PartNumber: String(numbers[index]), ETag: etag },
      });
    }
    return part;
  });
  const small = parts.slice(0, -1).find((part) => part.size < SMALLEST_PART);
  if (small) {
    throw new S3Error("EntityTooSmall", undefined, {
      details: {
        ProposedSize: String(small.size),
        MinSizeAllowed: String(SMALLEST_PART),
        PartNumber: String(small.number),
        ETag: small.md5,
      },
    });
  }
  return parts;
}

async function* concatenate(store: Store, parts: readonly Part[]): AsyncGenerator<Buffer> {
  for (const part of parts) yield* readBlob(store, part, { start: 0, end: part.size - 1 });
}

function partsEtag(parts: readonly Part[]): string {
  const digests = parts.map((part) => Buffer.from(part.md5, "hex"));
  return `${createHash("md5").update(Buffer.concat(digests)).digest("hex")}-${parts.length}`;
}

function objectChecksum(upload: Upload, parts: readonly Part[], whole: Checksum): Checksum {
  if (upload.checksum?.type !== "COMPOSITE") return whole;
  const { algorithm } = upload.checksum;
  const sums = parts.map((part) => part.checksum.value);
  return { algorithm, type: "COMPOSITE", value: compositeChecksum(algorithm, sums) };
}

export const abortMultipartUpload: Operation = (call) => {
  call.store.blobs.remove(call.store.uploads.end(openUpload(call)));
  return { status: 204 };
};
