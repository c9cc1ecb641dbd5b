/** The built web app as objects of a bucket: key, type, how long it may be kept. */
import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";

export interface SiteFile {
  readonly key: string;
  readonly path: string;
  readonly contentType: string;
  readonly cacheControl: string;
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".ttf": "font/ttf",
};

/** Builds the web app into `dist/web` of the repository, as `npm run build` does. */
export function buildSite(root: string): string {
  execFileSync("npm", ["run", "build"], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  return join(root, "dist/web");
}

/** Names under `assets/` carry their content's hash: such a file never changes. */
export const isPart = ({ key }: Pick<SiteFile, "key">): boolean => key.startsWith("assets/");

/** Every file of a built site; all but the parts are asked for anew each time. */
export function siteFiles(folder: string): SiteFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const key = relative(folder, path).split(sep).join("/");
      return {
        key,
        path,
        contentType: TYPES[extname(key)] ?? "application/octet-stream",
        cacheControl: isPart({ key }) ? "public, max-age=31536000, immutable" : "no-cache",
      };
    })
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}
