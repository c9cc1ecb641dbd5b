/**
 * Runs the real sst.config.ts with SST's real components, without AWS: Pulumi is mocked and the SST command line stood in
 * for. Answers everything a deployment would create. What `sst deploy` does around it is small, and done here the same:
 * app() first, then one bundle of run() with `$app` compiled in.
 */
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import * as esbuild from "esbuild";
import { offline } from "../../../scripts/sst-offline.ts";
import type { World } from "./aws.ts";
import { type Build, openCommandLine } from "./command.ts";
import type { Plan } from "./plan.ts";

export interface SynthOptions {
  readonly stage: string;
  /** What the deployer wrote: AWS_REGION, QIYOU_DOMAIN … */
  readonly environment?: Readonly<Record<string, string>>;
  /** How functions are built; by default they are not, and each zip holds an empty handler. */
  readonly build?: Build;
  /** Sources as somebody might change them, by path from the repository's root; the change must change something. */
  readonly edits?: Readonly<Record<string, (source: string) => string>>;
}

export const ROOT = resolve(import.meta.dirname, "../../..");
const PLATFORM = join(ROOT, ".sst/platform");
/** Where the plans of a whole run are made, so that they go with it. */
export const WORK_FOLDER = "QIYOU_SYNTH";
const ACCOUNT = "123456789012";
/** As the deployer has set it by `sst secret set`, and SST hands it on. */
export const SIGN_IN_KEY = "a-key-of-a-stage-that-does-not-exist-00000";

/** Throws what to do when SST's components are not in `folder`. */
export function demandPlatform(folder: string): void {
  if (!existsSync(join(folder, "node_modules/@pulumi/aws")))
    throw new Error(
      `SST's components are not in ${folder}: run \`npm run sst:install\`, or all of it by \`npm run infra:test\`.`,
    );
}

export async function synth({ stage, environment = {}, build, edits = {} }: SynthOptions): Promise<Plan> {
  demandPlatform(PLATFORM);
  const work = mkdtempSync(join(process.env[WORK_FOLDER] ?? tmpdir(), "qiyou-synth-"));
  const region = environment.AWS_REGION ?? "ap-southeast-1";
  const world: World = { region, partition: region.startsWith("cn-") ? "aws-cn" : "aws", account: ACCOUNT };
  const command = await openCommandLine(build ?? (await withoutBuilding(work)), ACCOUNT);
  const inherited = {
    // No credentials and no profile: whatever asked AWS would fail.
    ...offline,
    PATH: process.env.PATH ?? "",
    HOME: work,
    // Thousands of modules of SST's providers are compiled once, not for every run.
    NODE_COMPILE_CACHE: join(PLATFORM, "../compile-cache"),
    QIYOU_SITE: siteOf(work),
    SST_SECRET_SignInKey: SIGN_IN_KEY,
    ...environment,
    SST_SERVER: command.url,
  };
  try {
    const bundler: Bundler = { work, edits };
    const app = await applicationOf(stage, bundler, inherited);
    const out = join(work, "plan.json");
    await execute(await programOf({ app, stage, world, out }, bundler), inherited);
    return { ...JSON.parse(readFileSync(out, "utf8"), unwrapped), builds: command.builds, work };
  } finally {
    await command.close();
  }
}

/** What is secret, or made of something secret, Pulumi wraps; what is in it is what would be deployed. */
const SECRET = "4dabf18193072939515e22adb298388d";
const unwrapped = (_: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && SECRET in value && "value" in value ? value.value : value;

/** A site as the build would leave it, in small. */
function siteOf(work: string): string {
  const folder = join(work, "site");
  mkdirSync(join(folder, "assets"), { recursive: true });
  writeFileSync(join(folder, "index.html"), "<!doctype html>");
  writeFileSync(join(folder, "assets/main-00000000.js"), "");
  return folder;
}

async function withoutBuilding(work: string): Promise<Build> {
  const out = join(work, "empty");
  mkdirSync(out);
  writeFileSync(join(out, "bundle.mjs"), "export const handler = async () => {};\n");
  return async () => ({ handler: "bundle.handler", out, errors: [], sourcemaps: [] });
}

const CONFIG = join(ROOT, "sst.config.ts");
type Application = Readonly<Record<string, unknown>> & { readonly name: string };

/** What app() of sst.config.ts answers, with SST's own defaults. */
async function applicationOf(
  stage: string,
  bundler: Bundler,
  environment: Record<string, string>,
): Promise<Application> {
  const answer = join(bundler.work, "app.json");
  const code = `
    import { writeFileSync } from "node:fs";
    globalThis.$config = (config) => config;
    const { default: config } = await import(${JSON.stringify(CONFIG)});
    writeFileSync(${JSON.stringify(answer)}, JSON.stringify(await config.app({ stage: ${JSON.stringify(stage)} })));`;
  await execute(await bundle(code, {}, bundler), environment);
  return {
    removal: "retain",
    protect: false,
    providers: {},
    ...JSON.parse(readFileSync(answer, "utf8")),
    stage,
  };
}

interface ProgramOptions {
  readonly app: Application;
  readonly stage: string;
  readonly world: World;
  readonly out: string;
}

function programOf({ app, stage, world, out }: ProgramOptions, bundler: Bundler): Promise<string> {
  const { work } = bundler;
  const within = (path: string) => JSON.stringify(join(PLATFORM, path));
  const code = `
    import * as shim from ${within("src/shim/run.js")};
    Object.assign(globalThis, shim, { $config: (config) => config });
    globalThis.SYNTH = {
      ...${JSON.stringify({ world, app: app.name, stage, out })},
      async load() {
        globalThis.aws = (await import("@pulumi/aws")).default;
        globalThis.sst = await import(${within("src/components/index.ts")});
        const { run } = await import(${within("src/auto/run.ts")});
        const { default: config } = await import(${JSON.stringify(CONFIG)});
        return { run, program: config.run };
      },
    };
    await import(${JSON.stringify(join(import.meta.dirname, "program.ts"))});`;
  const paths = { home: work, root: ROOT, work, platform: PLATFORM };
  const define = {
    $app: JSON.stringify(app),
    $dev: "false",
    $cli: JSON.stringify({ command: "deploy", rpc: "", paths, home: app.home, state: { version: {} } }),
  };
  return bundle(code, define, bundler);
}

interface Bundler {
  readonly work: string;
  readonly edits: NonNullable<SynthOptions["edits"]>;
}

let serial = 0;

/** Bundled into SST's own folder, so that everything shares the one @pulumi/pulumi there. */
async function bundle(
  code: string,
  define: Record<string, string>,
  { work, edits }: Bundler,
): Promise<string> {
  const outfile = join(PLATFORM, `synth.${process.pid}.${serial++}.mjs`);
  await esbuild.build({
    stdin: { contents: code, resolveDir: work, loader: "js" },
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node24",
    packages: "external",
    define,
    logLevel: "silent",
    plugins: [{ name: "edits", setup: (build) => editing(build, edits) }],
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url); const __dirname = import.meta.dirname; const __filename = import.meta.filename;',
    },
  });
  return outfile;
}

function editing(build: esbuild.PluginBuild, edits: Bundler["edits"]): void {
  if (Object.keys(edits).length === 0) return;
  build.onLoad({ filter: /\.(ts|json)$/ }, ({ path: file }) => {
    const path = relative(ROOT, file);
    const edit = edits[path];
    if (!edit) return undefined;
    const source = readFileSync(file, "utf8");
    const contents = edit(source);
    if (contents === source) throw new Error(`the edit of ${path} changes nothing`);
    return { contents, loader: path.endsWith(".json") ? "json" : "ts" };
  });
}

const GUARD = pathToFileURL(join(import.meta.dirname, "loopback.ts")).href;

async function execute(file: string, environment: Record<string, string>): Promise<void> {
  try {
    await promisify(execFile)(process.execPath, ["--import", GUARD, file], {
      cwd: ROOT,
      env: environment,
      maxBuffer: 64 << 20,
    });
  } finally {
    rmSync(file, { force: true });
  }
}
