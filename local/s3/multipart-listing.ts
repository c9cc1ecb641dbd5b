/** Listings of open uploads and of the parts one holds. */
import { encodeKey } from "./encoding.ts";
import { notImplemented } from "./errors.ts";
import { MOST_PARTS, openUpload } from "./multipart-operations.ts";
import { ACCOUNT, isoTime, numberParam, type Operation } from "./operation.ts";
import type { XmlNode } from "./xml.ts";

export const listParts: Operation = (call) => {
  const { request, store } = call;
  const upload = openUpload(call);
  const most = numberParam(request, "max-parts", 1000, 0, MOST_PARTS);
  const marker = numberParam(request, "part-number-marker", 0, 0, MOST_PARTS);
  const rest = store.uploads.parts(upload.id).filter((part) => part.number > marker);
  const page = rest.slice(0, Math.min(most, 1000));
  const truncated = page.length < rest.length;
  const { algorithm, type } = upload.checksum ?? {};
  return {
    status: 200,
    xml: [
      "ListPartsResult",
      [
        ["Bucket", upload.bucket],
        ["Key", upload.key],
        ["UploadId", upload.id],
        ["Initiator", [["ID", ACCOUNT]]],
        ["Owner", [["ID", ACCOUNT]]],
        ["StorageClass", "STANDARD"],
        algorithm && ["ChecksumAlgorithm", algorithm],
        type && ["ChecksumType", type],
        ["PartNumberMarker", marker],
        ["NextPartNumberMarker", page.at(-1)?.number ?? 0],
        ["MaxParts", most],
        ["IsTruncated", truncated],
        ...page.map(
          (part): XmlNode => [
            "Part",
            [
              ["PartNumber", part.number],
              ["LastModified", isoTime(part.modifiedAt)],
              ["ETag", `"${part.md5}"`],
              ["Size", part.size],
              [`Checksum${part.checksum.algorithm}`, part.checksum.value],
            ],
          ],
        ),
      ],
    ],
  };
};

export const listMultipartUploads: Operation = ({ request, store }) => {
  store.buckets.get(request.bucket);
  const prefix = request.param("prefix") ?? "";
  const keyMarker = request.param("key-marker") ?? "";
  const idMarker = request.param("upload-id-marker") ?? "";
  if (request.param("delimiter")) throw notImplemented("delimiter");
  const most = numberParam(request, "max-uploads", 1000, 1, 1000);
  const encode = request.param("encoding-type") === "url" ? encodeKey : (key: string) => key;
  const all = store.uploads.list(request.bucket).filter((upload) => upload.key.startsWith(prefix));
  const marked = all.findIndex((upload) => upload.key === keyMarker && upload.id === idMarker);
  const rest = marked >= 0 ? all.slice(marked + 1) : all.filter((upload) => upload.key > keyMarker);
  const page = rest.slice(0, most);
  const last = page.length < rest.length ? page.at(-1) : undefined;
  return {
    status: 200,
    xml: [
      "ListMultipartUploadsResult",
      [
        ["Bucket", request.bucket],
        ["KeyMarker", encode(keyMarker)],
        ["UploadIdMarker", idMarker],
        ["Prefix", encode(prefix)],
        last && ["NextKeyMarker", encode(last.key)],
        last && ["NextUploadIdMarker", last.id],
        ["MaxUploads", most],
        ["IsTruncated", last !== undefined],
        ...page.map(
          (upload): XmlNode => [
            "Upload",
            [
              ["Key", encode(upload.key)],
              ["UploadId", upload.id],
              ["Initiator", [["ID", ACCOUNT]]],
              ["Owner", [["ID", ACCOUNT]]],
              ["StorageClass", "STANDARD"],
              ["Initiated", isoTime(upload.initiatedAt)],
            ],
          ],
        ),
      ],
    ],
  };
};
