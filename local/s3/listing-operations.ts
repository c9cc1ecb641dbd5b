/** ListObjectsV2 and ListObjectVersions: query in, page, document out. */
import { encodeKey } from "./encoding.ts";
import { S3Error } from "./errors.ts";
import { type ListingPage, listPage, type Position } from "./listing.ts";
import { ACCOUNT, isoTime, numberParam, type Operation } from "./operation.ts";
import type { S3Request } from "./request.ts";
import { sequenceOf, type Version } from "./versions.ts";
import type { XmlNode } from "./xml.ts";

const MAX_PAGE = 1000;
const NO_LIMIT = 2 ** 31 - 1;

interface Common {
  readonly prefix: string;
  readonly delimiter: string;
  readonly maxKeys: number;
  readonly encode: (key: string) => string;
}

function readCommon(request: S3Request): Common {
  const encoding = request.param("encoding-type");
  if (encoding !== undefined && encoding !== "url") {
    throw new S3Error("InvalidArgument", "Invalid Encoding Method specified in Request", {
      details: { ArgumentName: "encoding-type", ArgumentValue: encoding },
    });
  }
  return {
    prefix: request.param("prefix") ?? "",
    delimiter: request.param("delimiter") ?? "",
    maxKeys: Math.min(MAX_PAGE, numberParam(request, "max-keys", MAX_PAGE, 0, NO_LIMIT)),
    encode: encoding === "url" ? encodeKey : (key) => key,
  };
}

export const listObjectsV2: Operation = ({ request, store }) => {
  store.buckets.get(request.bucket);
  if (request.param("list-type") !== "2") throw new S3Error("InvalidArgument", "Invalid list type");
  const common = readCommon(request);
  const { prefix, delimiter, maxKeys, encode } = common;
  const token = request.param("continuation-token");
  const startAfter = request.param("start-after");
  const from = token === undefined ? { key: startAfter ?? "" } : readToken(token);
  const page = listPage(store.database, {
    bucket: request.bucket,
    prefix,
    delimiter,
    maxKeys,
    from,
    versions: false,
  });
  const withOwner = request.param("fetch-owner") === "true";
  return {
    status: 200,
    xml: [
      "ListBucketResult",
      [
        ...head(request, common, page),
        ["KeyCount", page.entries.length + page.prefixes.length],
        token === undefined ? undefined : ["ContinuationToken", token],
        startAfter === undefined ? undefined : ["StartAfter", encode(startAfter)],
        page.next && ["NextContinuationToken", writeToken(page.next)],
        ...page.entries.map((version) => contents(version, encode, withOwner)),
        ...rolledUp(page, encode),
      ],
    ],
  };
};

export const listObjectVersions: Operation = ({ request, store }) => {
  store.buckets.get(request.bucket);
  const common = readCommon(request);
  const { prefix, delimiter, maxKeys, encode } = common;
  const keyMarker = request.param("key-marker") ?? "";
  const idMarker = request.param("version-id-marker") ?? "";
  if (idMarker !== "" && keyMarker === "") {
    throw new S3Error("InvalidArgument", "A version-id marker cannot be specified without a key marker.");
  }
  const from: Position = {
    key: keyMarker,
    before: idMarker === "" ? undefined : markerSequence(idMarker),
    rolledUp: idMarker === "" && delimiter !== "" && keyMarker.endsWith(delimiter),
  };
  const page = listPage(store.database, {
    bucket: request.bucket,
    prefix,
    delimiter,
    maxKeys,
    from,
    versions: true,
  });
  const lastEntry = page.next?.rolledUp ? undefined : page.entries.at(-1);
  return {
    status: 200,
    xml: [
      "ListVersionsResult",
      [
        ...head(request, common, page),
        ["KeyMarker", encode(keyMarker)],
        ["VersionIdMarker", idMarker],
        page.next && ["NextKeyMarker", encode(page.next.key)],
        page.next && lastEntry
          ? ["NextVersionIdMarker", `${lastEntry.versionId}${suffixOf(lastEntry)}`]
          : undefined,
        ...page.entries.map((version) => versionNode(version, encode)),
        ...rolledUp(page, encode),
      ],
    ],
  };
};

/** A "null" version says nothing of its place, so its marker carries the sequence along. */
function suffixOf(version: Version): string {
  return version.versionId === "null" ? `.${version.sequence}` : "";
}

function markerSequence(marker: string): number {
  const sequence = marker.startsWith("null.") ? Number(marker.slice(5)) : sequenceOf(marker);
  if (sequence === undefined || !Number.isSafeInteger(sequence)) {
    throw new S3Error("InvalidArgument", "Invalid version id specified", {
      details: { ArgumentName: "version-id-marker", ArgumentValue: marker },
    });
  }
  return sequence;
}

function head(
  request: S3Request,
  { prefix, delimiter, maxKeys, encode }: Common,
  page: ListingPage,
): (XmlNode | undefined)[] {
  return [
    ["Name", request.bucket],
    ["Prefix", encode(prefix)],
    delimiter === "" ? undefined : ["Delimiter", encode(delimiter)],
    ["MaxKeys", maxKeys],
    request.param("encoding-type") === undefined ? undefined : ["EncodingType", "url"],
    ["IsTruncated", page.next !== undefined],
  ];
}

function contents(version: Version, encode: Common["encode"], withOwner: boolean): XmlNode {
  return [
    "Contents",
    [
      ["Key", encode(version.key)],
      ["LastModified", isoTime(version.modifiedAt)],
      ["ETag", `"${version.etag}"`],
      version.checksum && ["ChecksumAlgorithm", version.checksum.algorithm],
      version.checksum && ["ChecksumType", version.checksum.type],
      ["Size", version.size],
      withOwner ? ["Owner", [["ID", ACCOUNT]]] : undefined,
      ["StorageClass", "STANDARD"],
    ],
  ];
}

function versionNode(version: Version, encode: Common["encode"]): XmlNode {
  const common: XmlNode[] = [
    ["Key", encode(version.key)],
    ["VersionId", version.versionId],
    ["IsLatest", version.latest],
    ["LastModified", isoTime(version.modifiedAt)],
    ["Owner", [["ID", ACCOUNT]]],
  ];
  if (version.marker) return ["DeleteMarker", common];
  return [
    "Version",
    [...common, ["ETag", `"${version.etag}"`], ["Size", version.size], ["StorageClass", "STANDARD"]],
  ];
}

function rolledUp(page: ListingPage, encode: Common["encode"]): XmlNode[] {
  return page.prefixes.map((prefix) => ["CommonPrefixes", [["Prefix", encode(prefix)]]]);
}

/** Opaque to clients: whether the page ended at a prefix, then the key. */
function writeToken(position: Position): string {
  return Buffer.from(`${position.rolledUp ? "p" : "k"}${position.key}`).toString("base64url");
}

function readToken(token: string): Position {
  const text = Buffer.from(token, "base64url").toString("utf8");
  if (!/^[pk]/.test(text)) {
    throw new S3Error("InvalidArgument", "The continuation token provided is incorrect", {
      details: { ArgumentName: "continuation-token" },
    });
  }
  return { key: text.slice(1), rolledUp: text.startsWith("p") };
}
