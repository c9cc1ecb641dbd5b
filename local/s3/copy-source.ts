/** The source of a copy: which version is meant, and how its bytes are taken over. */
import { closeSync, createReadStream } from "node:fs";
import type { StoredBlob } from "./blobs.ts";
import type { ByteRange } from "./byte-range.ts";
import { parseAlgorithm } from "./checksum.ts";
import { S3Error } from "./errors.ts";
import type { Version } from "./objects.ts";
import type { Store } from "./store.ts";

type Lookup = (name: string) => string | undefined;

export interface CopySource {
  readonly version: Version;
  readonly versionNamed: boolean;
}

/** Reads `x-amz-copy-source: [/]bucket/key[?versionId=id]` (percent-encoded). */
export function copySource(header: Lookup, store: Store): CopySource {
  const text = header("x-amz-copy-source") ?? "";
  const [encoded = "", versionId] = text.split("?versionId=");
  let path: string;
  try {
    path = decodeURIComponent(encoded).replace(/^\//, "");
  } catch {
    throw new S3Error("InvalidURI");
  }
  const slash = path.indexOf("/");
  if (slash < 1 || slash === path.length - 1) {
    throw new S3Error(
      "InvalidArgument",
      "Copy Source must mention the source bucket and key: sourcebucket/sourcekey",
      {
        details: { ArgumentName: "x-amz-copy-source", ArgumentValue: text },
      },
    );
  }
  const version = store.objects.find(path.slice(0, slash), path.slice(slash + 1), versionId);
  return { version, versionNamed: versionId !== undefined };
}

/**
 * Blobs are immutable, so a copy shares its source's blob. Only a checksum that the source lacks makes the bytes be
 * read again (into a blob of their own).
 */
export function copyContent(header: Lookup, source: Version, store: Store): StoredBlob | Promise<StoredBlob> {
  const asked = header("x-amz-checksum-algorithm");
  const algorithm = asked === undefined ? source.checksum?.algorithm : parseAlgorithm(asked);
  const { blob, checksum } = source;
  if (blob !== undefined && checksum?.type === "FULL_OBJECT" && checksum.algorithm === algorithm) {
    return { id: blob, size: source.size, md5: source.md5, checksum };
  }
  return store.blobs.write({
    source: readBlob(store, source, { start: 0, end: source.size - 1 }),
    length: source.size,
    checksum: algorithm && { algorithm },
  });
}

/** The bytes of a stored version; the file is open before this returns, so nothing can remove it from under the reader. */
export function readBlob(
  store: Store,
  source: Pick<Version, "blob" | "size">,
  range: ByteRange,
): AsyncIterable<Buffer> {
  const { blob } = source;
  if (blob === undefined) throw new S3Error("InternalError");
  const descriptor = store.blobs.open(blob);
  if (range.end < range.start) {
    closeSync(descriptor);
    return (async function* () {})();
  }
  return createReadStream("", { fd: descriptor, start: range.start, end: range.end });
}
