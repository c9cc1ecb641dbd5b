/**
 * A real browser from npm packages alone: the Chromium of @sparticuz/chromium, driven by playwright-core, with the
 * project's own Chinese font. Nothing is downloaded and nothing of the machine's browser or fonts is used.
 */
import { createReadStream, createWriteStream, existsSync, readFileSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { createBrotliDecompress } from "node:zlib";
import { type Browser, type BrowserContext, chromium } from "playwright-core";
import { z } from "zod";

/** A phone of the smallest width that the upload page promises to fit (issue 2, faces). */
export const PHONE = { width: 375, height: 812 } as const;
export const DESK = { width: 1440, height: 900 } as const;

export interface Opened {
  readonly browser: Browser;
  readonly close: () => Promise<void>;
}

/**
 * Starts the browser. The package's own flags are left out: `--single-process` ends the browser with its first page,
 * and `--disable-web-security` would hide a bucket whose CORS rules do not let the page upload.
 */
export async function openBrowser(): Promise<Opened> {
  const folder = await mkdtemp(join(tmpdir(), "qiyou-browser-"));
  const environment = { ...process.env, FONTCONFIG_FILE: await writeFontConfiguration(folder), HOME: folder };
  const browser = await chromium.launch({
    executablePath: await unpackedChromium(),
    args: ["--no-sandbox", "--no-zygote", "--disable-gpu", "--font-render-hinting=none"],
    env: environment,
  });
  return {
    browser,
    close: async () => {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A visitor of their own: no cookie is shared with another context. */
export function newVisitor(
  browser: Browser,
  viewport: { width: number; height: number },
): Promise<BrowserContext> {
  return browser.newContext({
    viewport,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    deviceScaleFactor: 2,
    // A program clicks while a dialog still opens, faster than any hand, and the click falls beside the moving button.
    reducedMotion: "reduce",
  });
}

/**
 * The browser's file, unpacked once into node_modules. The package's own `executablePath()` unpacks to a fixed name in
 * the machine's temporary folder and takes a half-written file of another process for a whole one.
 */
async function unpackedChromium(): Promise<string> {
  const { folder, version } = chromiumPackage();
  const target = join(folder, "..", "..", ".cache", "qiyou-chromium", version, "chromium");
  if (existsSync(target)) return target;
  await mkdir(dirname(target), { recursive: true });
  const partial = `${target}.${process.pid}`;
  const packed = join(folder, "bin", "chromium.br");
  await pipeline(createReadStream(packed), createBrotliDecompress(), createWriteStream(partial));
  await chmod(partial, 0o755);
  await rename(partial, target);
  return target;
}

/** Its package.json is not exported, so it is looked for above what is. */
function chromiumPackage(): { folder: string; version: string } {
  let folder = dirname(fileURLToPath(import.meta.resolve("@sparticuz/chromium")));
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")));
  return { folder, version };
}

/** Fontconfig reads fonts only from where this file says: Noto Sans SC for everything. */
async function writeFontConfiguration(folder: string): Promise<string> {
  const fonts = dirname(
    createRequire(import.meta.url).resolve("@expo-google-fonts/noto-sans-sc/package.json"),
  );
  const weights = ["400Regular", "500Medium", "700Bold"].map((weight) => `<dir>${join(fonts, weight)}</dir>`);
  const file = join(folder, "fonts.conf");
  await writeFile(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>${weights.join("")}<cachedir>${join(folder, "cache")}</cachedir></fontconfig>
`,
  );
  return file;
}
