/** What is kept beside an object's bytes — content type and its like, user metadata — and what is refused to be kept. */
import { decodeMetadata, encodeMetadata, headerText } from "./encoding.ts";
import { notImplemented, S3Error } from "./errors.ts";
import type { Description, Version } from "./versions.ts";

const KEPT = ["content-type", "content-disposition", "content-language", "cache-control", "expires"] as const;
const DEFAULT_TYPE = "binary/octet-stream";
const METADATA = "x-amz-meta-";
/** S3's limit for names and values together, in bytes. */
const MAX_METADATA_BYTES = 2048;

/** Headers that ask for something this store does not do: taking them silently would be a lie. */
const UNSUPPORTED = [
  "x-amz-copy-source",
  "x-amz-tagging",
  "tagging",
  "x-amz-server-side-encryption",
  "x-amz-server-side-encryption-aws-kms-key-id",
  "x-amz-server-side-encryption-customer-algorithm",
  "x-amz-object-lock-mode",
  "x-amz-object-lock-retain-until-date",
  "x-amz-object-lock-legal-hold",
  "x-amz-bucket-object-lock-enabled",
  "x-amz-website-redirect-location",
  "x-amz-write-offset-bytes",
  "x-amz-grant-full-control",
  "x-amz-grant-read",
  "x-amz-grant-read-acp",
  "x-amz-grant-write-acp",
] as const;

type Lookup = (name: string) => string | undefined;

export function refuseUnsupported(header: Lookup): void {
  const asked = UNSUPPORTED.find((name) => header(name) !== undefined);
  if (asked) throw notImplemented(asked);
  if ((header("x-amz-storage-class") ?? "STANDARD") !== "STANDARD")
    throw notImplemented("x-amz-storage-class");
  // Buckets enforce their owner, as new ones on S3 do: no ACL but the owner's.
  const acl = header("x-amz-acl") ?? header("acl") ?? "bucket-owner-full-control";
  if (acl !== "bucket-owner-full-control") throw new S3Error("AccessControlListNotSupported");
}

/** Reads the description from request headers or form fields; `entries` are those beginning with `x-amz-meta-`. */
export function readDescription(
  header: Lookup,
  entries: readonly (readonly [string, string])[],
  text = headerText,
): Description {
  const headers: Record<string, string> = { "content-type": DEFAULT_TYPE };
  for (const name of KEPT) {
    const value = header(name);
    if (value) headers[name] = text(value);
  }
  const encoding = (header("content-encoding") ?? "")
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "" && item !== "aws-chunked");
  if (encoding.length > 0) headers["content-encoding"] = encoding.join(",");
  const metadata = entries
    .filter(([name]) => name.startsWith(METADATA))
    .map(([name, value]): [string, string] => [name.slice(METADATA.length), decodeMetadata(text(value))]);
  // A form's field names are free text; as a header such a name could be stored but never be answered.
  const unsayable = metadata.find(([name]) => !/^[\w!#$%&'*+.^`|~-]+$/.test(name));
  if (unsayable) {
    throw new S3Error("InvalidArgument", "Metadata names must be valid HTTP header names", {
      details: { ArgumentName: METADATA + unsayable[0] },
    });
  }
  const size = metadata.reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value),
    0,
  );
  if (size > MAX_METADATA_BYTES) {
    throw new S3Error("MetadataTooLarge", undefined, {
      details: { Size: String(size), MaxSizeAllowed: String(MAX_METADATA_BYTES) },
    });
  }
  return { headers, metadata: Object.fromEntries(metadata) };
}

/** Headers of a GET or HEAD that come from the stored version. */
export function describe(version: Version): Record<string, string> {
  const metadata = Object.entries(version.metadata).map(([name, value]) => [
    METADATA + name,
    encodeMetadata(value),
  ]);
  return {
    ...version.headers,
    ...Object.fromEntries(metadata),
    etag: `"${version.etag}"`,
    "last-modified": new Date(version.modifiedAt).toUTCString(),
    "accept-ranges": "bytes",
  };
}
