/** What every operation is given, and the few checks that several share. */
import { receiveDocument } from "./body.ts";
import { S3Error } from "./errors.ts";
import type { S3Request } from "./request.ts";
import type { S3Response } from "./response.ts";
import type { Authentication } from "./signature.ts";
import type { Store } from "./store.ts";
import { parseXml, type XmlElement } from "./xml.ts";

export interface Call {
  readonly request: S3Request;
  readonly store: Store;
  readonly authentication: Authentication;
}

export type Operation = (call: Call) => S3Response | Promise<S3Response>;

/** The one account that owns every bucket. */
export const ACCOUNT = "000000000000";

/** Reads the request's XML document, whose integrity S3 lets the client prove. */
export async function readDocument({ request, authentication }: Call, root: string): Promise<XmlElement> {
  return parseXml(await receiveDocument(request, authentication), root);
}

/** A number of the query within bounds; `fallback` when absent. */
export function numberParam(
  request: S3Request,
  name: string,
  fallback: number,
  min: number,
  max: number,
): number {
  const text = request.param(name);
  if (text === undefined || text === "") return fallback;
  const value = Number(text);
  if (!/^-?\d+$/.test(text) || value < min || value > max) {
    throw new S3Error("InvalidArgument", `Argument ${name} must be an integer between ${min} and ${max}`, {
      details: { ArgumentName: name, ArgumentValue: text },
    });
  }
  return value;
}

export function isoTime(at: number): string {
  return new Date(at).toISOString();
}

/** `x-amz-version-id` of what was just written, where versioning has ever been switched on. */
export function versionHeader(store: Store, bucket: string, versionId: string): Record<string, string> {
  return store.buckets.get(bucket).versioning ? { "x-amz-version-id": versionId } : {};
}
