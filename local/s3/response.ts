/** Answers as data: operations return one, `sendResponse` alone touches the socket. */
import { randomBytes } from "node:crypto";
import { closeSync, createReadStream } from "node:fs";
import type { ServerResponse } from "node:http";
import { pipeline } from "node:stream";
import { headerBytes } from "./encoding.ts";
import { S3Error } from "./errors.ts";
import type { S3Request } from "./request.ts";
import { NAMESPACE, renderXml, type XmlNode } from "./xml.ts";

export interface S3Response {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly xml?: XmlNode;
  /** Bytes `start`..`end` (inclusive) of an open file, which is closed in any case. */
  readonly file?: { readonly descriptor: number; readonly start: number; readonly end: number };
}

export function sendResponse(request: S3Request, response: ServerResponse, answer: S3Response): void {
  const body = answer.xml && request.method !== "HEAD" ? renderXml(answer.xml, NAMESPACE) : undefined;
  writeHead(request.id, response, answer.status, {
    ...answer.headers,
    ...(answer.xml && { "content-type": "application/xml" }),
    ...(body !== undefined && { "content-length": String(Buffer.byteLength(body)) }),
    ...(!answer.xml &&
      !answer.headers?.["content-length"] &&
      answer.status === 200 && { "content-length": "0" }),
  });
  const { file } = answer;
  if (!file) {
    response.end(body);
    return;
  }
  if (request.method === "HEAD" || file.end < file.start) {
    closeSync(file.descriptor);
    response.end();
    return;
  }
  const stream = createReadStream("", { fd: file.descriptor, start: file.start, end: file.end });
  // Either end may go first: pipeline closes the file in every case, and the client sees a cut-off answer as such.
  pipeline(stream, response, () => {});
}

/** Answers a refusal in AWS's form; what is not an S3Error is a fault of ours and says no more than that. */
export function sendError(
  request: S3Request | undefined,
  response: ServerResponse,
  error: unknown,
  requestId = request?.id ?? "",
): void {
  const refusal = error instanceof S3Error ? error : new S3Error("InternalError");
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const body = renderXml([
    "Error",
    [
      ["Code", refusal.code],
      ["Message", refusal.message],
      ...Object.entries(refusal.details),
      ["Resource", request?.path ?? "/"],
      ["RequestId", requestId],
      ["HostId", hostId()],
    ],
  ]);
  const bare = request?.method === "HEAD" || refusal.status === 304;
  writeHead(requestId, response, refusal.status, {
    ...refusal.headers,
    ...(!bare && { "content-type": "application/xml", "content-length": String(Buffer.byteLength(body)) }),
  });
  response.end(bare ? undefined : body);
}

/** The address of `path` as this client reached the store. */
export function locationOf(request: S3Request, path: string): string {
  const { socket, headers } = request.message;
  const scheme = "encrypted" in socket ? "https" : "http";
  return `${scheme}://${headers.host ?? "127.0.0.1"}${path}`;
}

function writeHead(
  requestId: string,
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string | undefined>>,
): void {
  response.setHeader("server", "AmazonS3");
  response.setHeader("x-amz-request-id", requestId);
  response.setHeader("x-amz-id-2", hostId());
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) response.setHeader(name, headerBytes(value));
  }
  response.writeHead(status);
}

function hostId(): string {
  return randomBytes(24).toString("base64");
}
