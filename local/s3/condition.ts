/** Conditional requests: If-Match and its kin, on reads (RFC 9110 §13) and on writes. */
import { notImplemented, S3Error } from "./errors.ts";
import type { Version } from "./versions.ts";

export interface WriteCondition {
  readonly ifMatch?: string;
  readonly ifNoneMatch?: string;
}

/** Reads the conditions of a write. S3 knows `If-None-Match: *` only. */
export function writeCondition(header: (name: string) => string | undefined): WriteCondition {
  const [ifMatch, ifNoneMatch] = [header("if-match"), header("if-none-match")];
  if (ifNoneMatch !== undefined && ifNoneMatch !== "*") throw notImplemented("If-None-Match");
  return { ifMatch, ifNoneMatch };
}

/** `current` is the latest version, a delete marker counting as none. */
export function checkWrite(condition: WriteCondition, current: Version | undefined, key: string): void {
  const live = current && !current.marker ? current : undefined;
  if (condition.ifNoneMatch !== undefined && live) throw failed("If-None-Match");
  if (condition.ifMatch === undefined) return;
  if (!live) throw new S3Error("NoSuchKey", undefined, { details: { Key: key } });
  if (!matches(condition.ifMatch, live.etag)) throw failed("If-Match");
}

/** Refuses with 304 or 412. */
export function checkRead(
  header: (name: string) => string | undefined,
  version: Version,
  headers: Record<string, string>,
): void {
  // HTTP dates have no fraction.
  const modified = Math.floor(version.modifiedAt / 1000) * 1000;
  const time = (name: string) => {
    const at = Date.parse(header(name) ?? "");
    return Number.isNaN(at) ? undefined : at;
  };
  const ifMatch = header("if-match");
  const ifNoneMatch = header("if-none-match");
  const unmodifiedSince = time("if-unmodified-since");
  const modifiedSince = time("if-modified-since");
  if (ifMatch !== undefined) {
    if (!matches(ifMatch, version.etag)) throw failed("If-Match");
  } else if (unmodifiedSince !== undefined && modified > unmodifiedSince) throw failed("If-Unmodified-Since");
  const unchanged =
    ifNoneMatch === undefined
      ? modifiedSince !== undefined && modified <= modifiedSince
      : matches(ifNoneMatch, version.etag);
  if (!unchanged) return;
  throw new S3Error("PreconditionFailed", undefined, { status: 304, headers });
}

function matches(list: string, etag: string): boolean {
  return list
    .split(",")
    .map((item) => item.trim().replace(/^W\//, "").replaceAll('"', ""))
    .some((item) => item === "*" || item === etag);
}

function failed(condition: string): S3Error {
  return new S3Error("PreconditionFailed", undefined, { details: { Condition: condition } });
}
