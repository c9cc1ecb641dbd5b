/** Operations on single objects: put, get, head, delete. */
import { bodyClaims } from "./body.ts";
import { type ByteRange, readRange } from "./byte-range.ts";
import { checksumHeaders } from "./checksum.ts";
import { checkRead, writeCondition } from "./condition.ts";
import { describe, readDescription, refuseUnsupported } from "./description.ts";
import { notImplemented } from "./errors.ts";
import { type Call, type Operation, versionHeader } from "./operation.ts";

/** Query parameter and the header it overrides on a GET. */
const OVERRIDES = [
  "content-type",
  "content-language",
  "expires",
  "cache-control",
  "content-disposition",
  "content-encoding",
] as const;

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
  const { versionId, marker } = store.objects.remove(request.bucket, request.key, request.param("versionId"));
  return {
    status: 204,
    headers: {
      ...(versionId !== undefined && { "x-amz-version-id": versionId }),
      ...(marker && { "x-amz-delete-marker": "true" }),
    },
  };
};
