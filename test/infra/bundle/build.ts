/**
 * What SST does when it is asked to build a function (`Runtime.Build`; its pkg/runtime/node/build.go, 4.17): one
 * esbuild run with SST's own settings, then an `npm install` of the packages with native parts for Lambda's platform.
 * SST does it in its own program, which offline does not run; so it is repeated here, setting by setting.
 */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build as esbuild, type Metafile } from "esbuild";

export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** SST's `nodejs` argument, as far as it is used here. */
export interface NodeProperties {
  readonly install?: readonly string[];
  readonly minify?: boolean;
  readonly splitting?: boolean;
  readonly esbuild?: { readonly external?: readonly string[] };
}

export interface BuildRequest {
  /** `functions/entry/intake.handler`, from the repository's root. */
  readonly handler: string;
  readonly properties: NodeProperties;
}

export interface Build {
  /** The folder that holds `bundle.mjs`. */
  readonly out: string;
  /** `bundle.handler` */
  readonly handler: string;
  /** Why it could not be built; empty when it could. */
  readonly errors: readonly string[];
  /** Kept out of the zip. */
  readonly sourcemaps: readonly string[];
  readonly metafile?: Metafile;
}

/** Packages that SST never bundles. */
const NEVER_BUNDLED = ["sharp", "pg-native"];

const BANNER = [
  `import { createRequire as topLevelCreateRequire } from 'module';`,
  `const require = topLevelCreateRequire(import.meta.url);`,
  `import { fileURLToPath as topLevelFileUrlToPath, URL as topLevelURL } from "url"`,
  `const __filename = topLevelFileUrlToPath(import.meta.url)`,
  `const __dirname = topLevelFileUrlToPath(new topLevelURL(".", import.meta.url))`,
].join("\n");

/** Builds into `out`, which must not exist yet. Errors of the code are told in the answer; of npm, thrown. */
export async function build({ handler, properties }: BuildRequest, out: string): Promise<Build> {
  const answer = { out, handler: `bundle${extname(handler)}`, sourcemaps: [] };
  const source = handler.slice(0, -extname(handler).length);
  const entry = [".ts", ".tsx", ".mts", ".js", ".mjs"]
    .map((extension) => join(ROOT, source + extension))
    .find(existsSync);
  if (!entry) return { ...answer, errors: [`handler not found: ${handler}`] };
  await mkdir(out, { recursive: true });
  const { install = [], minify = false, splitting = false, esbuild: { external = [] } = {} } = properties;
  try {
    const { metafile } = await esbuild({
      absWorkingDir: ROOT,
      entryPoints: [entry],
      ...(splitting
        ? { splitting, outdir: out, outExtension: { ".js": ".mjs" }, entryNames: "bundle" }
        : { outfile: join(out, "bundle.mjs") }),
      platform: "node",
      format: "esm",
      target: "es2024",
      mainFields: ["module", "main"],
      bundle: true,
      minify,
      keepNames: true,
      metafile: true,
      sourcemap: "linked",
      external: [...NEVER_BUNDLED, ...install, ...external],
      banner: { js: BANNER },
      logLevel: "silent",
    });
    if (install.length > 0) await installNatives(install, out);
    return { ...answer, errors: [], sourcemaps: mapsOf(metafile), metafile };
  } catch (error) {
    return { ...answer, errors: [error instanceof Error ? error.message : String(error)] };
  }
}

const mapsOf = ({ outputs }: Metafile): string[] =>
  Object.keys(outputs).flatMap((path) => (path.endsWith(".map") ? [join(ROOT, path)] : []));

async function installNatives(packages: readonly string[], out: string): Promise<void> {
  const own: { dependencies: Record<string, string> } = JSON.parse(
    await readFile(join(ROOT, "package.json"), "utf8"),
  );
  const dependencies = Object.fromEntries(packages.map((name) => [name, own.dependencies[name] ?? "*"]));
  await writeFile(join(out, "package.json"), JSON.stringify({ dependencies }));
  const platform = ["--force", "--platform=linux", "--os=linux", "--arch=x64", "--cpu=x64"];
  const quick = ["--prefer-offline", "--no-audit", "--no-fund"];
  await promisify(execFile)("npm", ["install", ...platform, ...quick], { cwd: out });
}
