/** The built web app: made at the first start, and again when its sources are newer. */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const BUILT = join(ROOT, "dist/web/index.html");
const SOURCES = ["web", "core", "functions/api/contract", "package.json"];

export async function ensureSite(say: (step: string) => void): Promise<void> {
  const built = modified(BUILT);
  if (built > Math.max(...SOURCES.map((source) => newest(join(ROOT, source))))) return;
  say("构建网页（首次启动约需半分钟）");
  const began = performance.now();
  const { build } = await import("vite");
  await build({ configFile: join(ROOT, "web/vite.config.ts"), root: join(ROOT, "web"), logLevel: "warn" });
  say(`网页已构建，用时 ${((performance.now() - began) / 1000).toFixed(0)} 秒`);
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
