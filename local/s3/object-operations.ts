/** Operations on single objects: put, get, head, copy, delete. */

import { bodyClaims } from "./body.ts";
import { type ByteRange, readRange } from "./byte-range.ts";
import { checksumHeaders } from "./checksum.ts";
import { checkRead, writeCondition } from "./condition.ts";
import { copyContent, copySource } from "./copy-source.ts";
import { describe, readDescription, refuseUnsupported } from "./description.ts";
import { notImplemented, S3Error } from "./errors.ts";
import { type Call, isoTime, type Operation, readDocument, versionHeader } from "./operation.ts";
import { childrenOf, requiredText, textOf, type XmlNode } from "./xml.ts";

/** Query parameter and the header it overrides on a GET. */
const OVERRIDES = [
  "content-type",
  "content-language",
  "expires",
  "cache-control",
  "content-disposition",
  "content-encoding",
] as const;
const MOST_DELETIONS = 1000;

export const putObject: Operation = async ({ request, store, authentication }) => {
  store.buckets.get(request.bucket);
  refuseUnsupported(request.header);
  const condition = writeCondition(request.header);
  const description = readDescription(request.header, request.headers("x-amz-meta-"));
  const content = await store.blobs.write(bodyClaims(request, authentication));
  const version = await store.objects.put({
    bucket: request.bucket,
    key: request.key,
    content,
    description,
    condition,
    event: "ObjectCreated:Put",
  });
  return {
    status: 200,
    headers: {
      etag: `"${version.etag}"`,
      ...checksumHeaders(version.checksum),
      ...versionHeader(store, request.bucket, version.versionId),
    },
  };
};

export const copyObject: Operation = async ({ request, store }) => {
  store.buckets.get(request.bucket);
  refuseUnsupported(request.header);
  const source = copySource(request.header, store);
  checkRead(request.header, source.version, {}, "x-amz-copy-source-");
  const replace = request.header("x-amz-metadata-directive") === "REPLACE";
  const same = source.version.bucket === request.bucket && source.version.key === request.key;
  if (same && !replace && !source.versionNamed) {
    throw new S3Error(
      "InvalidRequest",
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    );
  }
  const condition = writeCondition(request.header);
  const { headers, metadata } = source.version;
  const description = replace
    ? readDescription(request.header, request.headers("x-amz-meta-"))
    : { headers, metadata };
  const taken = copyContent(request.header, source.version, store);
  // No turn of the event loop between finding a shared blob and committing the row that shares it.
  const content = taken instanceof Promise ? await taken : taken;
  const version = store.objects.putAtOnce({
    bucket: request.bucket,
    key: request.key,
    content,
    description,
    condition,
    event: "ObjectCreated:Copy",
  });
  return {
    status: 200,
    headers: {
      ...versionHeader(store, request.bucket, version.versionId),
      ...(source.version.versionId !== "null" && {
        "x-amz-copy-source-version-id": source.version.versionId,
      }),
    },
    xml: [
      "CopyObjectResult",
      [
        ["ETag", `"${version.etag}"`],
        ["LastModified", isoTime(version.modifiedAt)],
        version.checksum && [`Checksum${version.checksum.algorithm}`, version.checksum.value],
        version.checksum && ["ChecksumType", version.checksum.type],
      ],
    ],
  };
};

export const getObject: Operation = (call) => readObject(call, true);
export const headObject: Operation = (call) => readObject(call, false);

function readObject({ request, store }: Call, withContent: boolean) {
  const version = store.objects.find(request.bucket, request.key, request.param("versionId"));
  const headers: Record<string, string> = {
    ...describe(version),
    ...versionHeader(store, request.bucket, version.versionId),
  };
  checkRead(request.header, version, headers);
  for (const name of OVERRIDES) {
    const value = request.param(`response-${name}`);
    if (value !== undefined) headers[name] = value;
  }
  const range = readRange(request.header("range"), version.size);
  if (range) headers["content-range"] = `bytes ${range.start}-${range.end}/${version.size}`;
  // The sum of the whole says nothing of a part.
  else if (request.header("x-amz-checksum-mode")?.toUpperCase() === "ENABLED") {
    Object.assign(headers, checksumHeaders(version.checksum));
  }
  const { start, end }: ByteRange = range ?? { start: 0, end: version.size - 1 };
  headers["content-length"] = String(end - start + 1);
  const status = range ? 206 : 200;
  if (!withContent || version.blob === undefined) return { status, headers };
  // Opened in the same turn in which the row was read: whoever replaces the object cannot tear this answer.
  return { status, headers, file: { descriptor: store.blobs.open(version.blob), start, end } };
}

export const deleteObject: Operation = ({ request, store }) => {
  if (request.header("if-match") !== undefined) throw notImplemented("If-Match");
  const [removal] = store.objects.remove(request.bucket, [
    { key: request.key, versionId: request.param("versionId") },
  ]);
  return {
    status: 204,
    headers: {
      ...(removal?.versionId !== undefined && { "x-amz-version-id": removal.versionId }),
      ...(removal?.marker && { "x-amz-delete-marker": "true" }),
    },
  };
};

/** One commit for all keys, so no key can fail alone and the answer never holds an `<Error>`. */
export const deleteObjects: Operation = async (call) => {
  const { request, store } = call;
  store.buckets.get(request.bucket);
  const provesBody =
    request.header("content-md5") ?? request.headers("x-amz-checksum-")[0] ?? request.header("x-amz-trailer");
  if (!provesBody)
    throw new S3Error("InvalidRequest", "Missing required header for this request: Content-MD5");
  const document = await readDocument(call, "Delete");
  const wanted = childrenOf(document, "Object").map((object) => {
    if (textOf(object, "ETag") !== undefined) throw notImplemented("ETag");
    return { key: requiredText(object, "Key"), versionId: textOf(object, "VersionId") || undefined };
  });
  if (wanted.length === 0 || wanted.length > MOST_DELETIONS) throw new S3Error("MalformedXML");
  const quiet = textOf(document, "Quiet") === "true";
  const removals = store.objects.remove(request.bucket, wanted);
  const deleted = wanted.map(({ key, versionId }, index): XmlNode => {
    const removal = removals[index];
    return [
      "Deleted",
      [
        ["Key", key],
        versionId === undefined ? undefined : ["VersionId", versionId],
        removal?.marker ? ["DeleteMarker", true] : undefined,
        removal?.marker && removal.versionId !== undefined
          ? ["DeleteMarkerVersionId", removal.versionId]
          : undefined,
      ],
    ];
  });
  return { status: 200, xml: ["DeleteResult", quiet ? [] : deleted] };
};
