/** The built web app from its folder; every address that is no file is the app's own (its router takes over). */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { contentPolicy, protectiveHeaders } from "../../functions/manifest/resources.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
};

export async function serveSite(
  folder: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  for (const [name, value] of Object.entries(protectiveHeaders)) response.setHeader(name, value);
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, { allow: "GET, HEAD" }).end();
    return;
  }
  const file = await fileFor(folder, request.url ?? "/");
  if (!file) {
    response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("没有这个文件。");
    return;
  }
  const immutable = file.path.includes(`${sep}assets${sep}`);
  response.writeHead(200, {
    "content-type": TYPES[extname(file.path)] ?? "application/octet-stream",
    "content-length": file.size,
    "cache-control": immutable ? "public, max-age=31536000, immutable" : "no-cache",
    "content-security-policy": contentPolicy(),
  });
  if (request.method === "HEAD") response.end();
  else createReadStream(file.path).pipe(response);
}

async function fileFor(folder: string, url: string): Promise<{ path: string; size: number } | undefined> {
  const name = decoded(url.split("?", 1)[0] ?? "/");
  if (name === undefined || name.includes("\0")) return undefined;
  const path = normalize(join(folder, name));
  if (!path.startsWith(folder + sep) && path !== folder) return undefined;
  const found = await sizeOf(path);
  if (found !== undefined) return { path, size: found };
  if (extname(name)) return undefined;
  const index = join(folder, "index.html");
  const size = await sizeOf(index);
  return size === undefined ? undefined : { path: index, size };
}

async function sizeOf(path: string): Promise<number | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() ? found.size : undefined;
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
