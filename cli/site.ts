/** The built web app: made at the first start, and again when its sources are newer. */
import { existsSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const FOLDER = join(ROOT, "dist/web");
const BUILT = join(FOLDER, "index.html");
const SOURCES = ["web", "core", "functions/api/contract", "package.json"];

export async function ensureSite(say: (step: string) => void): Promise<void> {
  const built = modified(BUILT);
  if (built > Math.max(...SOURCES.map((source) => newest(join(ROOT, source))))) return;
  say("构建网页（首次启动约需半分钟）");
  const began = performance.now();
  const { build } = await import("vite");
  const aside = `${FOLDER}.${process.pid}`;
  await build({
    configFile: join(ROOT, "web/vite.config.ts"),
    root: join(ROOT, "web"),
    logLevel: "warn",
    build: { outDir: aside, emptyOutDir: true },
  });
  putInPlace(aside);
  say(`网页已构建，用时 ${((performance.now() - began) / 1000).toFixed(0)} 秒`);
}

/** Built beside and then exchanged, so that another process that serves the old one never serves half of the new one. */
function putInPlace(aside: string): void {
  const old = `${aside}.old`;
  if (existsSync(FOLDER)) renameSync(FOLDER, old);
  renameSync(aside, FOLDER);
  rmSync(old, { recursive: true, force: true });
}

function newest(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Math.max(0, ...files.map((entry) => modified(join(entry.parentPath, entry.name))));
}

function modified(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
