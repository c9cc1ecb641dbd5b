/**
 * The aws-chunked body: `size[;chunk-signature=…]\r\n data \r\n … 0\r\n trailers \r\n`.
 * Yields the payload; checks chunk signatures as they pass and collects the trailers.
 */
import { createHash } from "node:crypto";
import { hmac, sameText, sha256 } from "../signing/key.ts";
import { S3Error } from "./errors.ts";
import type { Authentication } from "./signature.ts";

const LINE_LIMIT = 16 * 1024;

export interface ChunkedBody {
  readonly payload: AsyncIterable<Buffer>;
  /** Complete once `payload` has ended. Lower-case names. */
  readonly trailers: Map<string, string>;
}

/** Decodes `source`; with `chain`, every chunk (and the trailer) must carry the right signature. */
export function readChunked(source: AsyncIterable<Buffer>, chain?: Authentication["chain"]): ChunkedBody {
  const trailers = new Map<string, string>();
  return { payload: decode(source, trailers, chain), trailers };
}

async function* decode(
  source: AsyncIterable<Buffer>,
  trailers: Map<string, string>,
  chain: Authentication["chain"] | undefined,
): AsyncGenerator<Buffer> {
  const input = source[Symbol.asyncIterator]();
  let buffer: Buffer = Buffer.alloc(0);
  let previous = chain?.seed ?? "";
  const more = async (): Promise<boolean> => {
    const next = await input.next();
    if (next.done) return false;
    buffer = buffer.length === 0 ? next.value : Buffer.concat([buffer, next.value]);
    return true;
  };
  const line = async (): Promise<string | undefined> => {
    for (;;) {
      const end = buffer.indexOf("\r\n");
      if (end >= 0) {
        const text = buffer.subarray(0, end).toString("utf8");
        buffer = buffer.subarray(end + 2);
        return text;
      }
      if (buffer.length > LINE_LIMIT) throw new S3Error("InvalidRequest", "Malformed aws-chunked body");
      if (!(await more())) return undefined;
    }
  };
  try {
    for (;;) {
      const [head = "", ...extensions] = ((await line()) ?? "").split(";");
      if (!/^[0-9a-f]{1,12}$/i.test(head.trim())) throw new S3Error("IncompleteBody");
      const size = Number.parseInt(head, 16);
      const digest = createHash("sha256");
      for (let left = size; left > 0; ) {
        if (buffer.length === 0 && !(await more())) throw new S3Error("IncompleteBody");
        const piece = buffer.subarray(0, left);
        buffer = buffer.subarray(piece.length);
        left -= piece.length;
        if (chain) digest.update(piece);
        yield piece;
      }
      if (chain) {
        const claimed = extensions.find((text) => text.startsWith("chunk-signature="))?.slice(16) ?? "";
        previous = checkChunk(chain, previous, digest.digest("hex"), claimed);
      }
      if (size === 0) break;
      if ((await line()) !== "") throw new S3Error("IncompleteBody");
    }
    for (let text = await line(); text; text = await line()) {
      const colon = text.indexOf(":");
      if (colon < 1) throw new S3Error("MalformedTrailerError");
      trailers.set(text.slice(0, colon).trim().toLowerCase(), text.slice(colon + 1).trim());
    }
    while (await more());
    if (chain && trailers.size > 0) checkTrailers(chain, previous, trailers);
  } finally {
    await input.return?.();
  }
}

function checkChunk(
  chain: Authentication["chain"],
  previous: string,
  digest: string,
  claimed: string,
): string {
  const text = ["AWS4-HMAC-SHA256-PAYLOAD", chain.timestamp, chain.scope, previous, sha256(""), digest].join(
    "\n",
  );
  if (!sameText(hmac(chain.key, text).toString("hex"), claimed)) throw new S3Error("SignatureDoesNotMatch");
  return claimed;
}

function checkTrailers(
  chain: Authentication["chain"],
  previous: string,
  trailers: Map<string, string>,
): void {
  const claimed = trailers.get("x-amz-trailer-signature") ?? "";
  trailers.delete("x-amz-trailer-signature");
  const canonical = [...trailers]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}:${value}\n`);
  const text = [
    "AWS4-HMAC-SHA256-TRAILER",
    chain.timestamp,
    chain.scope,
    previous,
    sha256(canonical.join("")),
  ].join("\n");
  if (!sameText(hmac(chain.key, text).toString("hex"), claimed)) throw new S3Error("SignatureDoesNotMatch");
}
